import ArgumentParser
import CellCanvas
import CursesTerminal
import Explorer
import ExplorerRuntime
import Foundation
import PictureFiles

/// One run of the explorer in a terminal, or of its first screen without one.
@MainActor
struct ExplorerRun {
  /// What it works on, and how it looks and sounds.
  let options: ExploreOptions

  /// Seconds after which the first screen is printed as it is.
  private static let patience: TimeInterval = 20

  /// Runs the explorer in the terminal, or prints its first screen where there is none.
  func explore() throws {
    let location = try location()
    if Self.hasTerminal {
      _ = try explore(location)
    } else {
      try printFirstScreen(location)
    }
  }

  /// Starts the explorer with a review.
  /// - Returns: The review in figures, nil if none began.
  func review(_ wish: ReviewState.Wish) throws -> ReviewSummary? {
    guard Self.hasTerminal else {
      throw Failure(
        what: "Cannot review clips", why: "standard input or output is not a terminal",
        remedy: "run it in one; earmark queue and earmark labels list need none")
    }
    return try explore(try location(), wish)
  }

  private static var hasTerminal: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

  private func location() throws(Failure) -> LibraryLocation {
    try LibraryLocation(RawArguments.bytes(of: options.paths), library: options.library.bytes)
  }

  private func explore(
    _ location: LibraryLocation, _ wish: ReviewState.Wish? = nil
  ) throws -> ReviewSummary? {
    let look = options.look
    let catalog = ThemeCatalog()
    let chosen = try look.theme(catalog)
    let theme = chosen.theme
    let all = catalog.contents()
    let (map, mapProblems) = try look.colorMap(catalog)
    let problems = chosen.problems + mapProblems + all.problems
    let keymap = try options.keys.load()
    let settings = SettingsFile()
    let remembered = settings.load()
    let labelling = try options.origin.labelling()
    let sound = try options.audio.setup()
    let terminal = try CursesTerminal(
      environment: ProcessInfo.processInfo.environment,
      options: CursesTerminal.Options(
        color: look.colorChoice, glyphs: look.glyphs, painting: look.painting,
        mouse: options.mouse.isOn,
        standardError: options.logFile.map { .file(path: $0) } ?? .temporary),
      pictureEncoder: { LevelPicture.png($0, colors: $1) })
    var unsaved: Failure?
    var summary: ReviewSummary?
    var signal: Int32?
    do {
      defer {
        signal = terminal.endingSignal
        terminal.close()
      }
      var state = state(
        location, size: terminal.size, maps: all.colorMaps, mode: terminal.colorMode)
      look.apply(
        to: &state, theme: theme, themes: all.themes, colorMap: map,
        environment: ProcessInfo.processInfo.environment)
      state.choices.pixels = options.pixels
      state.use(keymap.keymap, problems: keymap.problems)
      state.tell(ofThemes: problems)
      state.use(remembered.settings)
      if let failure = remembered.failure { state.notice = Notice(failure, at: state.now) }
      state.audition = Audition(decibels: sound.decibels)
      state.model.asked = options.model
      state.review.wish = wish
      state.review.isWholeProgram = wish != nil
      // Its keys would be taken for those of the review.
      if wish != nil { state.tour = nil }
      state.model.kinds = EffectRunner.trainingKinds(location)
      let loop = loop(
        state, terminal, location, labelling, isKept: true, sound: sound,
        Look(
          theme: theme, themes: all.themes,
          colorMaps: all.colorMaps + [map].compactMap(\.self),
          mode: terminal.colorMode,
          glyphs: terminal.glyphs), settings: settings)
      unsaved = loop.run()
      summary = loop.state.review.summary
    }
    if let unsaved { throw unsaved }
    if let signal { throw ExitCode(128 + signal) }
    return summary
  }

  private func printFirstScreen(_ location: LibraryLocation) throws {
    let look = options.look
    let terminal = NoTerminal(size: CellSize(columns: 100, rows: 32))
    let catalog = ThemeCatalog()
    let chosen = try look.theme(catalog)
    let keymap = try options.keys.load()
    let shown = Look(
      theme: chosen.theme, colorMaps: catalog.colorMaps(), mode: .mono, glyphs: .full)
    var state = state(location, size: terminal.size, maps: [], mode: .mono)
    // The first screen is the same in every run, however long a model takes.
    state.model.looksForOne = false
    let loop = loop(state, terminal, location, try options.origin.labelling(), isKept: false, shown)
    let end = Date().addingTimeInterval(Self.patience)
    _ = loop.run { state in
      Date() > end || state.scan.isOver && (state.current == nil || state.isCurrentShown)
    }
    let picture = screen(for: loop.state)
    print(
      PlainText.render(
        picture.canvas, images: picture.images, palette: shown.palette(for: loop.state)),
      terminator: "")
    print("This is the first screen as text, because there is no terminal here.")
    let folder = options.paths.first.map { DisplayText(RawArguments.shown($0)).text } ?? "."
    for problem in chosen.problems + keymap.problems { ErrorLine.tell(problem) }
    print("Next: run earmark \(folder) in a terminal, or try earmark help.")
  }

  private func loop(
    _ state: AppState, _ terminal: any Terminal, _ location: LibraryLocation,
    _ labelling: ScanLabelling, isKept: Bool, sound: SoundSetup = SoundSetup(), _ look: Look,
    settings: SettingsFile? = nil
  ) -> EventLoop {
    let mailbox = Mailbox()
    let runner = EffectRunner(
      location: location, labelling: labelling, annotator: state.annotator, isKept: isKept,
      mailbox: mailbox, sound: sound)
    return EventLoop(
      state: state, terminal: terminal, look: look, runner: runner, mailbox: mailbox,
      settings: settings)
  }

  private func state(
    _ location: LibraryLocation, size: CellSize, maps: [ColorMap], mode: ColorMode
  ) -> AppState {
    AppState(
      place: location.placeName, annotator: options.annotator ?? UserName.current, size: size,
      now: Date(),
      seed: .random(in: 0 ... .max),
      blocks: options.look.blocks(environment: ProcessInfo.processInfo.environment),
      colorMode: mode,
      colorMaps: maps.map(\.name))
  }
}
