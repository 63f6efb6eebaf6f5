/// From the start of the program to the first spectrogram of a one-second clip.
struct FirstPicture {
  let program: String
  var name = "first picture"
  private static let limit = 60.0
  private static let rounds = 15

  init(program: String, name: String = "first picture") {
    (self.program, self.name) = (program, name)
  }

  /// In a folder that is new, and in one that is known.
  func rows(of folder: SoundFolder) throws -> [Row] {
    let new = try moments([folder.sounds], folder.home) { folder.forget() }
    let known = try moments([folder.sounds], folder.home) {}
    return [row(name + ", known folder", known), row(name + ", new folder", new)]
  }

  /// In a folder that becomes known first.
  func row(of arguments: [String], home: String) throws -> Row {
    try start(arguments, home)
    return row(name, try moments(arguments, home) {})
  }

  private func row(_ what: String, _ moments: [ProgramRun.Moment]) -> Row {
    Row(
      what: what, measured: Spread(moments.map { $0.work * 1000 }).median, unit: "ms",
      limit: Self.limit, wall: Spread(moments.map(\.wall)))
  }

  private func moments(
    _ arguments: [String], _ home: String, prepare: () -> Void
  ) throws -> [ProgramRun.Moment] {
    try (0..<Self.rounds).map { _ in
      prepare()
      return try start(arguments, home)
    }
  }

  /// Starts the program and leaves it when it has come to rest.
  @discardableResult
  private func start(_ arguments: [String], _ home: String) throws -> ProgramRun.Moment {
    let run = try ProgramRun(program, arguments, home: home)
    let moment = try run.wait(for: "the first picture", ProgramRun.showsPicture)
    _ = try run.quiet()
    run.quit()
    return moment
  }
}
