import CellCanvas
import EarmarkTestSupport
import Foundation

/// What keys take on long recordings whose overview is there: processor time of the whole program
/// until it rests, and the time to the last byte beside it.
struct LongKeys {
  let program: String
  private static let wide = CellSize(columns: 200, rows: 50)
  private static let widest = CellSize(columns: 400, rows: 100)
  private static let moveLimit = 16.0
  private static let widestLimit = 33.0
  private static let lookLimit = 10.0
  private static let saveLimit = 33.0
  private static let rounds = 6
  /// Bytes of a cell in the plainest repaint: both colors in full, and a block character.
  private static let plainBytes = 41.0
  private static let scrollRight = "\u{4}"
  private static let scrollLeft = "\u{15}"

  /// Measures an hour and a day.
  func rows(day: String, hour: String, _ home: String) throws -> [Row] {
    try hourRows(hour, home, Self.wide, limit: Self.moveLimit)
      + hourRows(hour, home, Self.widest, limit: Self.widestLimit) + dayRows(day, home)
  }

  private func open(_ sound: String, _ home: String, _ size: CellSize) throws -> ProgramRun {
    let run = try ProgramRun(program, [sound], home: home, size: size)
    try run.wait(for: "the whole recording", seconds: 600) {
      ProgramRun.showsPicture($0) && !$0.text.contains(" preview ")
    }
    run.terminal.type("\r")
    _ = try run.quiet()
    return run
  }

  private func hourRows(
    _ hour: String, _ home: String, _ size: CellSize, limit: Double
  ) throws -> [Row] {
    let run = try open(hour, home, size)
    defer { run.quit() }
    let name = "1 h, \(size.columns)x\(size.rows): "
    var rows = try measured(
      name + "zoom", run, ["+", "+", "+", "+", "-", "-", "-", "-"], limit, size)
    run.terminal.type("+++++")
    _ = try run.quiet()
    let scrolls = [Self.scrollRight, Self.scrollRight, Self.scrollLeft, Self.scrollLeft]
    rows += try measured(name + "pan", run, scrolls, limit, size)
    guard size.columns == Self.wide.columns else { return rows }
    rows += try measured(name + "cursor", run, ["l", "l", "h", "h"], Self.moveLimit, size)
    rows += try measured(name + "contrast", run, ["(", ")"], Self.lookLimit, size)
    rows += try measured(name + "color map", run, ["c", "C"], Self.lookLimit, size)
    run.terminal.type(",t")
    _ = try run.quiet()
    rows += try measured(name + "theme", run, ["j", "k"], Self.lookLimit, size)
    run.terminal.type("\r")
    _ = try run.quiet()
    return rows
  }

  /// Goes to 17:23:05 of a day, zooms to 50 ms, pans, and labels what is there.
  private func dayRows(_ day: String, _ home: String) throws -> [Row] {
    let run = try open(day, home, Self.wide)
    defer { run.quit() }
    let name = "24 h, \(Self.wide.columns)x\(Self.wide.rows): "
    run.terminal.type(":go 17:23:05\r")
    _ = try run.quiet()
    // Each halves what is visible: 86 400 s become 41 ms.
    let zoom = try row(
      name + "zoom to 41 ms at 17:23:05", run, [String](repeating: "+", count: 21),
      Self.moveLimit, rounds: 1)
    let pan = try row(
      name + "pan in 41 ms", run, [Self.scrollRight, Self.scrollLeft], Self.moveLimit)
    run.terminal.type("[LL]")
    let before = try run.quiet()
    let walls = [try run.press("ecall\r", ProgramRun.showsSaved)]
    let work = try run.quiet().work - before.work
    return [
      zoom, pan,
      Row(
        what: name + "label a region", measured: work * 1000, unit: "ms", limit: Self.saveLimit,
        wall: Spread(walls)),
    ]
  }

  /// The time of a key, and the bytes that it sends beside those of the plainest repaint.
  private func measured(
    _ what: String, _ run: ProgramRun, _ keys: [String], _ limit: Double, _ size: CellSize
  ) throws -> [Row] {
    let before = run.terminal.model.bytes.count
    let time = try row(what, run, keys, limit)
    let bytes = Double(run.terminal.model.bytes.count - before) / Double(keys.count * Self.rounds)
    let plain = Self.plainBytes * Double(size.columns * size.rows)
    return [
      time,
      Row(what: what + ", bytes a frame", measured: bytes / 1000, unit: "kB", limit: nil),
      Row(
        what: what + ", of a plain repaint", measured: 100 * bytes / plain, unit: "%",
        limit: nil),
    ]
  }

  /// The time of a key, of several rounds of some.
  private func row(
    _ what: String, _ run: ProgramRun, _ keys: [String], _ limit: Double, rounds: Int = rounds
  ) throws -> Row {
    var walls: [Double] = []
    let before = try run.quiet()
    for _ in 0..<rounds {
      for key in keys {
        walls.append(try run.press(key) { _ in true })
        run.pass(0.05)
      }
    }
    let work = try run.quiet().work - before.work
    return Row(
      what: what, measured: work * 1000 / Double(keys.count * rounds), unit: "ms", limit: limit,
      wall: Spread(walls))
  }
}
