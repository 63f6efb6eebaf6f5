import Foundation
import LabelStore
import Labeling

/// Libraries of a million clips, files of a hundred thousand labels, and two programs at once.
struct LargeLibrary {
  let program: String
  private static let clips = 1_000_000
  private static let openLimit = 2.0
  private static let memoryLimit = 600.0
  private static let filterLimit = 200.0
  private static let fileLimit = 5.0
  private static let labels = 100_000
  private static let edits = 5000

  /// Every row.
  func rows(in home: String) throws -> [Row] {
    try opening(in: home)
      + files(in: home, recordings: 1000, name: "1,000 recordings")
      + files(in: home, recordings: 1, name: "one recording") + twoPrograms(in: home)
  }

  /// Opening in a process of its own, whose memory is told; filters in this one.
  private func opening(in home: String) throws -> [Row] {
    let made = try MadeLibrary(in: home, recordings: Self.clips, seconds: 1, isLabelled: true)
    defer { try? FileManager.default.removeItem(atPath: made.folder) }
    // What was just made is on its way to the disk, which takes a processor for a while.
    sync()
    let bench = CommandLine.arguments[0]
    let runs = try (0..<3).map { _ in try ChildRun(bench, ["read-library", made.path]) }
    let store = try LabelStore(path: made.path, author: "", session: "", access: .read)
    let library = try store.library()
    try store.close()
    return [
      // Two threads read it: what somebody waits for is the time on the wall.
      Row(
        what: "library of 1,000,000 clips and labels opened",
        measured: Spread(runs.map(\.wall)).median, unit: "s", limit: Self.openLimit,
        wall: Spread(runs.map(\.wall))),
      Row(
        what: "processor time of that", measured: Spread(runs.map(\.work)).median, unit: "s",
        limit: nil),
      Row(
        what: "memory of that, at most", measured: Spread(runs.map(\.peakMegabytes)).high,
        unit: "MB", limit: Self.memoryLimit),
      try filtering(library, "label:word07 & dur<2"),
      try filtering(library, "clip00777 | note~\"noise\""),
    ]
  }

  private func filtering(_ library: Library, _ text: String) throws -> Row {
    let query = try ClipQuery(text)
    let work = ProcessorClock.milliseconds(rounds: 5) {
      _ = query.places(in: library.clips, labels: library.labels)
    }
    return Row(
      what: "filter over it: \(text)", measured: work, unit: "ms", limit: Self.filterLimit)
  }

  /// A table of Raven's goes in and out through the program.
  private func files(in home: String, recordings: Int, name: String) throws -> [Row] {
    let made = try MadeLibrary(
      in: home, recordings: recordings, seconds: 3600, isLabelled: false)
    defer { try? FileManager.default.removeItem(atPath: made.folder) }
    let table = made.folder + "/table.txt"
    try writeTable(table, recordings: recordings)
    let options = ["--quiet", "--json"]
    let reading = try ChildRun(
      program, ["labels", "import", made.folder, table, "--as", "raven"] + options)
    let writing = try ChildRun(
      program,
      ["labels", "export", made.folder, "--as", "raven", "--out", made.folder + "/out.txt"]
        + options)
    let again = try ChildRun(
      program, ["labels", "import", made.folder, table, "--as", "raven"] + options)
    return zip(["imported", "exported", "imported again"], [reading, writing, again]).map {
      Row(
        what: "100,000 Raven rows of \(name) \($0)", measured: $1.work, unit: "s",
        limit: Self.fileLimit, wall: Spread([$1.wall]))
    }
  }

  private func writeTable(_ path: String, recordings: Int) throws {
    var text = "Selection\tView\tChannel\tBegin Time (s)\tEnd Time (s)\tLow Freq (Hz)"
    text += "\tHigh Freq (Hz)\tBegin Path\tFile Offset (s)\tSpecies\n"
    for place in 0..<Self.labels {
      let clip = place % recordings
      let onset = Double(place / recordings) * 0.03
      let file = String(format: "word%02d/clip%07d.wav", clip * 35 / recordings, clip)
      text += "\(place + 1)\tSpectrogram 1\t1\t\(onset)\t\(onset + 0.5)\t500\t1500\t\(file)\t"
      text += "\(onset)\tword\(place % 10)\n"
    }
    guard FileManager.default.createFile(atPath: path, contents: Data(text.utf8)) else {
      throw BenchFailure.system(what: "write \(path)", code: errno)
    }
  }

  /// Two processes edit one library at once; what is not there afterwards is counted.
  private func twoPrograms(in home: String) throws -> [Row] {
    let made = try MadeLibrary(in: home, recordings: 1000, seconds: 1, isLabelled: true)
    defer { try? FileManager.default.removeItem(atPath: made.folder) }
    let clock = ContinuousClock()
    let start = clock.now
    let editors = try ["ann", "bob"].map { name in
      let process = Process()
      process.executableURL = URL(filePath: CommandLine.arguments[0])
      process.arguments = ["edit-library", made.path, name, "\(Self.edits)"]
      try process.run()
      return process
    }
    for editor in editors {
      editor.waitUntilExit()
      guard editor.terminationStatus == 0 else {
        throw BenchFailure.system(what: "edit a library", code: editor.terminationStatus)
      }
    }
    let wall = (clock.now - start) / .seconds(1)
    let store = try LabelStore(path: made.path, author: "", session: "", access: .read)
    let entries = try store.history()
    try store.close()
    let whole = entries.count { entry in
      if case .replace = entry.edit { true } else { false }
    }
    return [
      Row(
        what: "edits lost of 10,000 by two programs", measured: Double(2 * Self.edits - whole),
        unit: "edits", limit: 0, wall: Spread([wall]))
    ]
  }

  /// Gives labels one after the other, as a program of its own.
  static func edit(_ path: String, as author: String, count: Int) throws {
    let store = try LabelStore(
      path: path, author: author, session: UUID().uuidString, access: .write, patience: 600)
    var library = try store.library()
    for number in 0..<count {
      for edit in try store.changesFromElsewhere().edits { library.apply(edit) }
      let clip = library.clips[number * 7 % library.clips.count]
      guard let old = clip.wholeAnnotation else { continue }
      var new = old
      new.label = "\(author) \(number)"
      library.apply(try store.commit(.replace(old, with: new)).edit)
    }
    try store.close()
  }

  /// Opens a library, as a program of its own, and ends at once: freeing it is no part of that.
  static func read(_ path: String) throws {
    let store = try LabelStore(path: path, author: "", session: "", access: .read)
    let library = try store.library()
    guard library.clips.count == clips, library.labelledCount == clips else {
      throw BenchFailure.system(what: "read a million clips", code: EIO)
    }
    try store.close()
    withExtendedLifetime(library) { exit(EXIT_SUCCESS) }
  }
}
