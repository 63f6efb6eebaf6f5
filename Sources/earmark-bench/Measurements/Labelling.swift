import EarmarkTestSupport

/// From the key of a label to `✓ saved` on the screen.
struct Labelling {
  let program: String
  private static let limit = 16.0
  private static let keys = 100

  /// Labels the clips of a folder one after the other.
  func row(of folder: SoundFolder) throws -> Row {
    let run = try ProgramRun(program, [folder.sounds], home: folder.home)
    defer { run.quit() }
    try run.wait(for: "the first picture", ProgramRun.showsPicture)
    run.terminal.type("gg")
    _ = try run.press("efirst\r", ProgramRun.showsSaved)
    let before = try run.quiet()
    var walls: [Double] = []
    for _ in 0..<Self.keys {
      walls.append(try run.press("1", ProgramRun.showsSaved))
      run.pass(0.02)
    }
    let work = try run.quiet().work - before.work
    return Row(
      what: "label a clip (key 1) until saved", measured: work * 1000 / Double(Self.keys),
      unit: "ms", limit: Self.limit, wall: Spread(walls))
  }
}
