/// A folder of ten thousand clips: when it can be used, when all is known, how much memory it takes.
struct LargeFolder {
  let program: String
  private static let usableLimit = 1.0
  private static let completeLimit = 5.0
  private static let memoryLimit = 120.0

  /// In a folder that is new, then in the same one again.
  func rows(of folder: SoundFolder) throws -> [Row] {
    folder.forget()
    return try ["new folder", "known folder"].flatMap { try rows(of: folder, $0) }
  }

  private func rows(of folder: SoundFolder, _ name: String) throws -> [Row] {
    let run = try ProgramRun(program, [folder.sounds], home: folder.home)
    defer { run.quit() }
    let usable = try run.wait(for: "list and picture", ProgramRun.showsPicture)
    let complete = try run.quiet()
    return [
      row("10,000 clips, \(name): usable", usable, Self.usableLimit),
      row("10,000 clips, \(name): complete", complete, Self.completeLimit),
      Row(
        what: "10,000 clips, \(name): peak memory", measured: run.peakMegabytes, unit: "MB",
        limit: Self.memoryLimit),
    ]
  }

  private func row(_ what: String, _ moment: ProgramRun.Moment, _ limit: Double) -> Row {
    Row(what: what, measured: moment.work, unit: "s", limit: limit, wall: Spread([moment.wall]))
  }
}
