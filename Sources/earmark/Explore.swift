import ArgumentParser
import CellCanvas
import CursesTerminal
import Explorer
import ExplorerRuntime
import Foundation

/// `earmark explore`: the explorer, or its first screen as text where there is no terminal.
struct Explore: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore",
    abstract: "Browse and label recordings by keyboard.",
    discussion: "earmark PATH is the same. Without a terminal the first screen is printed as text.")

  @Argument(help: "Sound files and folders, searched recursively; the current folder without any.")
  var paths: [String] = []

  @OptionGroup var library: LibraryOptions
  @OptionGroup var look: LookOptions
  @OptionGroup var keys: KeymapOptions
  @OptionGroup var mouse: MouseOptions
  @OptionGroup var origin: LabelOriginOptions
  @OptionGroup var audio: AudioOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The model that judges clips: a file, or the name of one.", valueName: "model"))
  var model: String?

  @Option(name: .long, help: "The name that labels are given under.")
  var annotator: String?

  @Option(name: .long, help: "Where messages go while the screen is up.")
  var logFile: String?

  /// Seconds after which the first screen is printed as it is.
  private static let patience: TimeInterval = 20

  func run() throws {
    try MainActor.assumeIsolated { try explore() }
  }

  @MainActor
  private func explore() throws {
    let location = try LibraryLocation(
      RawArguments.bytes(of: paths), library: library.bytes)
    if isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 {
      try explore(location)
    } else {
      try printFirstScreen(location)
    }
  }

  @MainActor
  private func explore(_ location: LibraryLocation) throws {
    let catalog = ThemeCatalog()
    let theme = try look.theme(catalog)
    let themes = catalog.themes()
    let maps = catalog.colorMaps()
    let map = try look.colorMap(catalog)
    let keymap = try keys.load()
    let settings = SettingsFile()
    let remembered = settings.load()
    let labelling = try origin.labelling()
    let sound = try audio.setup()
    let terminal = try CursesTerminal(
      environment: ProcessInfo.processInfo.environment,
      options: CursesTerminal.Options(
        color: look.colorChoice, glyphs: look.glyphs, painting: look.painting,
        mouse: mouse.isOn,
        standardError: logFile.map { .file(path: $0) } ?? .temporary))
    var unsaved: Failure?
    var signal: Int32?
    do {
      defer {
        signal = terminal.endingSignal
        terminal.close()
      }
      var state = state(location, size: terminal.size, maps: maps, mode: terminal.colorMode)
      look.apply(to: &state, theme: theme, themes: themes, colorMap: map)
      state.use(keymap.keymap, problems: keymap.problems)
      state.use(remembered.settings)
      if let failure = remembered.failure { state.notice = Notice(failure, at: state.now) }
      state.audition = Audition(decibels: sound.decibels)
      state.model.asked = model
      state.model.kinds = EffectRunner.trainingKinds(location)
      unsaved = loop(
        state, terminal, location, labelling, isKept: true, sound: sound,
        Look(
          theme: theme, themes: themes, colorMaps: maps + [map].compactMap(\.self),
          mode: terminal.colorMode,
          glyphs: terminal.glyphs), settings: settings
      ).run()
    }
    if let unsaved { throw unsaved }
    if let signal { throw ExitCode(128 + signal) }
  }

  @MainActor
  private func printFirstScreen(_ location: LibraryLocation) throws {
    let terminal = NoTerminal(size: CellSize(columns: 100, rows: 32))
    let catalog = ThemeCatalog()
    let look = Look(
      theme: try look.theme(catalog), colorMaps: catalog.colorMaps(), mode: .mono, glyphs: .full)
    var state = state(location, size: terminal.size, maps: [], mode: .mono)
    // The first screen is the same in every run, however long a model takes.
    state.model.looksForOne = false
    let loop = loop(state, terminal, location, try origin.labelling(), isKept: false, look)
    let end = Date().addingTimeInterval(Explore.patience)
    _ = loop.run { state in
      Date() > end || state.scan.isOver && (state.current == nil || state.isCurrentShown)
    }
    let picture = screen(for: loop.state)
    print(
      PlainText.render(
        picture.canvas, images: picture.images, palette: look.palette(for: loop.state)),
      terminator: "")
    print("This is the first screen as text, because there is no terminal here.")
    let folder = paths.first.map { DisplayText(RawArguments.shown($0)).text } ?? "."
    print("Next: run earmark \(folder) in a terminal, or try earmark help.")
  }

  @MainActor
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
      place: location.placeName, annotator: annotator ?? UserName.current, size: size, now: Date(),
      seed: .random(in: 0 ... .max),
      blocks: look.blocks(environment: ProcessInfo.processInfo.environment), colorMode: mode,
      colorMaps: maps.map(\.name))
  }
}
