import CellCanvas
import EarmarkTestSupport
import Explorer
import Foundation

/// The real program in a pseudo-terminal with all colours, of 120 columns and 40 rows if nothing
/// else is said.
final class ProgramRun {
  /// A point on both clocks, in seconds since the program was started.
  struct Moment {
    var wall: Double
    var work: Double
  }

  /// What was last read, and when: before the model took it, which takes time too.
  private(set) var lastRead = Moment(wall: 0, work: 0)
  let terminal: PseudoTerminal
  private let process: pid_t
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private static let usualSize = CellSize(columns: 120, rows: 40)
  /// A part of the screen that belongs to the picture in every mode and larger window.
  private static let picture = ScreenLayout(
    size: usualSize, mode: .browse, view: .spectrogram
  ).picture

  /// Starts the program.
  init(
    _ program: String, _ arguments: [String], home: String, size: CellSize? = nil
  ) throws {
    terminal = try PseudoTerminal(size: size ?? Self.usualSize)
    start = clock.now
    try terminal.start(
      [program] + arguments,
      environment: [
        "HOME": home, "TMPDIR": home, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8",
        "TERM": "xterm-256color", "COLORTERM": "truecolor", "USER": "bench",
      ])
    process = terminal.process ?? 0
    terminal.noteRead = { [weak self] in
      if let self { lastRead = now }
    }
  }

  /// What both clocks say.
  var now: Moment {
    Moment(
      wall: (clock.now - start) / .seconds(1), work: ProcessorClock.seconds(of: process))
  }

  /// The most megabytes that the program had so far.
  var peakMegabytes: Double { ProcessMemory.peakMegabytes(of: process) }

  /// Waits for a whole redraw that looks as wanted, and gives when its last bytes came.
  @discardableResult
  func wait(
    for what: String, seconds: Double = 60, _ condition: (VTModel) -> Bool = { _ in true }
  ) throws -> Moment {
    let before = terminal.model.bytes.count
    let isThere = terminal.pump(
      until: { $0.bytes.count > before && !$0.isSynchronizing && condition($0) }, timeout: seconds)
    guard isThere else { throw BenchFailure.noAnswer(to: what, screen: terminal.model.text) }
    return lastRead
  }

  /// Types a key and waits for a redraw that looks as wanted.
  /// - Returns: Seconds from the key to the last byte.
  func press(_ keys: String, _ condition: (VTModel) -> Bool) throws -> Double {
    terminal.readAvailable()
    let pressed = now.wall
    terminal.type(keys)
    return try wait(for: "the answer to \(keys)", condition).wall - pressed
  }

  /// Reads what comes during some seconds.
  func pass(_ seconds: Double) {
    let end = now.wall + seconds
    repeat {
      usleep(1000)
      terminal.readAvailable()
    } while now.wall < end
  }

  /// Waits until the program has not worked for 0.4 s, and gives when it last did.
  func quiet() throws -> Moment {
    var last = now
    let start = last.wall
    while now.wall - last.wall < 0.4 {
      pass(0.004)
      let next = now
      if next.work > last.work { last = next }
      if next.wall - start > 120 {
        throw BenchFailure.noAnswer(to: "rest", screen: terminal.model.text)
      }
    }
    return last
  }

  /// Leaves the program.
  func quit() {
    terminal.type("q")
    terminal.finish(timeout: 20)
  }

  /// Whether a spectrogram is on the screen: many levels in the place of the picture.
  static func showsPicture(_ model: VTModel) -> Bool {
    var grounds: Set<VTColor> = []
    for row in picture.row..<picture.endRow {
      for column in picture.column..<picture.endColumn {
        grounds.insert(model[column: column, row: row].pen.background)
      }
    }
    return grounds.count >= 10
  }

  /// Whether the status line says that everything is on disk.
  static func showsSaved(_ model: VTModel) -> Bool {
    model.line(model.size.rows - 2).contains("✓ saved")
  }
}
