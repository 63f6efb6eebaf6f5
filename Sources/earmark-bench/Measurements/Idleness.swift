/// What the program does when nothing happens.
struct Idleness {
  let program: String
  private static let seconds = 3.0

  /// Waits without a key.
  func row(of folder: SoundFolder) throws -> Row {
    let run = try ProgramRun(program, [folder.sounds], home: folder.home)
    defer { run.quit() }
    try run.wait(for: "the first picture", ProgramRun.showsPicture)
    let before = try run.quiet()
    run.pass(Self.seconds)
    return Row(
      what: "idle for 3 s", measured: (run.now.work - before.work) * 1000, unit: "ms", limit: 0)
  }
}
