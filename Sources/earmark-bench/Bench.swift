import Foundation

/// All measurements, in the order of the table.
///
/// Each bar is a limit on processor time, because other programs do not change that; the wall time
/// and the load of the machine stand beside it.
@MainActor
struct Bench {
  private let program: String
  private let outside: String?

  /// Finds the program: beside this one, or where `EARMARK_PROGRAM` says.
  init() throws {
    let variables = ProcessInfo.processInfo.environment
    let own = Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
    let beside = own.deletingLastPathComponent().appending(path: "earmark").path
    program = variables["EARMARK_PROGRAM"] ?? beside
    outside = variables["EARMARK_DATA"].flatMap { $0.isEmpty ? nil : $0 }
    guard access(program, X_OK) == 0 else {
      throw BenchFailure.noProgram(path: program)
    }
    if let outside, access(outside, R_OK | X_OK) != 0 {
      throw BenchFailure.noData(path: outside)
    }
  }

  /// The names of the parts, in the order of the table.
  private static let parts = [
    "start", "browsing", "drawing", "glyphs", "spectra", "learning", "judged", "labels", "long",
    "sheet", "library", "reviewing", "exporting", "listening", "live", "folder", "underruns",
    "transcription", "outside",
  ]

  /// Measures everything, or the named parts only, and prints the table.
  func run(_ names: [String]) throws {
    if let unknown = names.first(where: { !Bench.parts.contains($0) }) {
      throw BenchFailure.noPart(named: unknown, parts: Bench.parts)
    }
    print(Machine.line(program: program))
    print("measured: processor time where it is a time; 120x40, truecolor, files in the cache")
    print(Row.heading)
    let wanted = names.isEmpty ? Bench.parts : names
    let clips = try SoundFolder(count: 256, sampleRate: 16_000)
    for part in Bench.parts where wanted.contains(part) { try measure(part, clips) }
    print(Machine.load(at: "the end"))
  }

  private func measure(_ part: String, _ clips: SoundFolder) throws {
    switch part {
    case "start": show(try FirstPicture(program: program).rows(of: clips))
    case "browsing":
      show([try NextClip(program: program).row(of: clips.sounds, home: clips.home)])
      show([try Labelling(program: program).row(of: clips)])
      show([try Idleness(program: program).row(of: clips)])
    case "drawing":
      try clips.index(with: program)
      show(try Drawing(folder: clips).rows())
    case "glyphs": show(try GlyphQuality().rows(of: BenchSounds(outside: outside)))
    case "spectra": show(try Spectra(folder: clips).rows())
    case "learning":
      show(try FirstPrediction(program: program).rows(of: clips))
      show(try Learning().rows())
    case "judged": show(JudgedLibrary.rows())
    case "labels": try measureLabels()
    case "long":
      show(try LongRecording(program: program).rows(in: clips.home))
      show(
        try LongPicture(program: program).rows(of: BenchSounds(outside: outside), in: clips.home))
    case "sheet":
      show(try SheetPages(program: program).rows(of: clips))
      let many = try SoundFolder(count: 10_000, sampleRate: 8000)
      show(try SheetPages(program: program).rowsOfMany(many))
    case "library": show(try LargeLibrary(program: program).rows(in: clips.home))
    case "reviewing":
      let many = try SoundFolder(count: 100_000, sampleRate: 8000, distinct: 500)
      show(try Reviewing(program: program).rows(of: many))
    case "exporting": show(try ClipExporting(program: program).rows(in: clips.home))
    case "listening": show(try Listening(program: program).rows(home: clips.home))
    case "live": show(try LiveSound(program: program).rows(home: clips.home))
    case "folder":
      let many = try SoundFolder(count: 10_000, sampleRate: 8000)
      show(try LargeFolder(program: program).rows(of: many))
      show([try LibraryLoading(folder: many).row()])
    case "underruns":
      let many = try SoundFolder(count: 10_000, sampleRate: 8000)
      show(try Underruns(program: program).rows(of: many))
    case "transcription": try measureTranscription()
    default: try measureOutside(home: clips.home)
    }
  }

  private func measureLabels() throws {
    guard let outside, let saving = try LabelSaving(data: outside) else {
      print("Without spoken digits: EARMARK_DATA names a folder with fsdd/recordings.")
      return
    }
    show(saving.rows())
  }

  private func measureTranscription() throws {
    guard let outside, let study = try TranscriptionStudy(data: outside) else {
      print("Nothing is transcribed: EARMARK_DATA names a folder with fsdd/recordings and long.")
      return
    }
    show(try study.rows())
  }

  private func measureOutside(home: String) throws {
    guard let outside else {
      print("Without recordings from outside: EARMARK_DATA names a folder to measure too.")
      return
    }
    // Nothing is written into the folder.
    let library = "--library=\(home)/outside/.earmark/library.sqlite"
    let first = FirstPicture(program: program, name: "first picture, EARMARK_DATA")
    show([try first.row(of: [outside, library], home: home)])
    let next = NextClip(program: program, name: "next clip, EARMARK_DATA")
    show([try next.row(of: [outside, library], home: home)])
  }

  private func show(_ rows: [Row]) {
    for row in rows { print(row.line) }
    fflush(nil)
  }
}
