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

  /// Measures everything and prints the table.
  func run() throws {
    print(Machine.line(program: program))
    print("measured: processor time where it is a time; 120x40, truecolor, files in the cache")
    print(Row.heading)
    let clips = try SoundFolder(count: 256, sampleRate: 16_000)
    show(try FirstPicture(program: program).rows(of: clips))
    show([try NextClip(program: program).row(of: clips.sounds, home: clips.home)])
    show([try Labelling(program: program).row(of: clips)])
    show([try Idleness(program: program).row(of: clips)])
    show(try Drawing(folder: clips).rows())
    show(try Spectra(folder: clips).rows())
    let sounds = BenchSounds(outside: outside)
    show(try GlyphQuality().rows(of: sounds))
    show(try LongRecording(program: program).rows(in: clips.home))
    show(try LongPicture(program: program).rows(of: sounds, in: clips.home))

    let many = try SoundFolder(count: 10_000, sampleRate: 8000)
    show(try LargeFolder(program: program).rows(of: many))
    show([try LibraryLoading(folder: many).row()])
    try measureOutside(home: clips.home)
    print(Machine.load(at: "the end"))
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
