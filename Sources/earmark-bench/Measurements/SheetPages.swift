import CellCanvas
import EarmarkTestSupport
import Explorer

/// Pages of the contact sheet, 40 clips each, from the key to the last byte.
struct SheetPages {
  let program: String
  private static let size = CellSize(columns: 200, rows: 50)
  private static let lines = 5
  private static let columns = 8
  private static let coldLimit = 50.0
  private static let warmLimit = 16.0
  private static let memoryLimit = 150.0
  private static let rounds = 12
  /// As fast as a keyboard repeats a key that is held down.
  private static let pause = 0.033
  private static let pageDown = "\u{1b}[6~"
  private static let pageUp = "\u{1b}[5~"

  /// Pages that were never made, and pages that were.
  func rows(of folder: SoundFolder) throws -> [Row] {
    let run = try open(folder)
    defer { run.quit() }
    var works: [Double] = []
    var walls: [Double] = []
    for round in 0..<Self.rounds {
      // Another feature makes every tile anew.
      _ = try run.quiet()
      let before = run.now
      run.terminal.type(round % 2 == 0 ? "Vp" : "Vs")
      let last = try run.wait(for: "a page", Self.showsPage)
      works.append(last.work - before.work)
      walls.append(last.wall - before.wall)
    }
    let cold = Row(
      what: "sheet, 40 clips: page, cold", measured: Spread(works).median * 1000, unit: "ms",
      limit: Self.coldLimit, wall: Spread(walls))
    run.terminal.type("gg")
    run.terminal.type(Self.pageDown)
    _ = try run.quiet()
    let warm = try row(
      "sheet, 40 clips: page, warm", run, [Self.pageUp, Self.pageDown], Self.warmLimit)
    return [cold, warm]
  }

  /// Scrolling through ten thousand clips, never seen before and then again.
  func rowsOfMany(_ folder: SoundFolder) throws -> [Row] {
    let run = try open(folder)
    defer { run.quit() }
    let name = "sheet, 10,000 clips: "
    let pages = try row(name + "page down, cold", run, [Self.pageDown], Self.coldLimit)
    run.terminal.type("G")
    _ = try run.quiet()
    let lines = try row(name + "line up, key held", run, ["k", "k", "k", "k"], Self.warmLimit)
    return [
      pages, lines,
      Row(
        what: name + "peak memory", measured: run.peakMegabytes, unit: "MB",
        limit: Self.memoryLimit),
    ]
  }

  private func open(_ folder: SoundFolder) throws -> ProgramRun {
    let run = try ProgramRun(program, [folder.sounds], home: folder.home, size: Self.size)
    try run.wait(for: "the first picture", ProgramRun.showsPicture)
    _ = try run.quiet()
    run.terminal.type("ggga")
    try run.wait(for: "the first page", Self.showsPage)
    _ = try run.quiet()
    return run
  }

  /// Work of a key, with all that follows from it, and the time to the last byte of its page.
  private func row(
    _ what: String, _ run: ProgramRun, _ keys: [String], _ limit: Double
  ) throws -> Row {
    var walls: [Double] = []
    let before = try run.quiet()
    for _ in 0..<Self.rounds {
      for key in keys {
        walls.append(try run.press(key, Self.showsPage))
        run.pass(max(0, Self.pause - (walls.last ?? 0)))
      }
    }
    let work = try run.quiet().work - before.work
    return Row(
      what: what, measured: work * 1000 / Double(keys.count * Self.rounds), unit: "ms",
      limit: limit, wall: Spread(walls))
  }

  /// Whether every tile has a picture: several levels in its place.
  private static func showsPage(_ model: VTModel) -> Bool {
    guard model.line(model.size.rows - 2).contains("SHEET") else { return false }
    let picture = TileSize.medium.picture
    for place in 0..<lines * columns {
      let (left, top) = (
        place % columns * (picture.columns + 4) + 2, 2 + place / columns * (picture.rows + 2)
      )
      var grounds: Set<VTColor> = []
      for row in top..<top + picture.rows {
        for column in left..<left + picture.columns {
          grounds.insert(model[column: column, row: row].pen.background)
        }
      }
      if grounds.count < 4 { return false }
    }
    return true
  }
}
