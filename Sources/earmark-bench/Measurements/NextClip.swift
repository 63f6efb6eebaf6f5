import EarmarkTestSupport

/// From the key `j` to the whole screen of the next clip, picture included.
struct NextClip {
  let program: String
  let name: String
  private static let limit = 16.0
  private static let keys = 200
  /// As fast as a keyboard repeats a key that is held down.
  private static let pause = 0.033

  init(program: String, name: String = "next clip (key j)") {
    (self.program, self.name) = (program, name)
  }

  /// In one folder.
  func row(of folder: String, home: String) throws -> Row {
    try row(of: [folder], home: home)
  }

  /// With arguments of the program.
  func row(of arguments: [String], home: String) throws -> Row {
    let run = try ProgramRun(program, arguments, home: home)
    defer { run.quit() }
    try run.wait(for: "the first picture", ProgramRun.showsPicture)
    run.terminal.type("gg")
    let before = try run.quiet()
    var walls: [Double] = []
    for _ in 0..<Self.keys {
      walls.append(try run.press("j", ProgramRun.showsPicture))
      run.pass(max(0, Self.pause - (walls.last ?? 0)))
    }
    let work = try run.quiet().work - before.work
    return Row(
      what: name, measured: work * 1000 / Double(Self.keys), unit: "ms", limit: Self.limit,
      wall: Spread(walls))
  }
}
