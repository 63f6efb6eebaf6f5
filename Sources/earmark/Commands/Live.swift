import Acoustics
import ArgumentParser
import CellCanvas
import CursesTerminal
import Explorer
import ExplorerRuntime
import Foundation

/// `earmark live`: sound as it comes.
struct Live: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "live",
    abstract: "Watch, keep, label and record sound as it comes.",
    discussion: """
      The picture follows a microphone, standard input or a program. Space stops it while listening \
      goes on, Enter keeps the last seconds as a clip of the folder, a digit keeps them with a \
      label, r records. The last ten minutes are remembered.
      """)

  @Argument(help: "The folder that clips and recordings go to; the current one without any.")
  var folder: String?

  @OptionGroup(title: "Source") var sources: LiveSourceOptions
  @OptionGroup(title: "Keeping") var keeping: LiveKeepingOptions

  @Option(name: .long, help: "How the picture moves.")
  var style = LiveStyle.scroll

  @OptionGroup var analysis: ParameterOptions
  @OptionGroup var library: LibraryOptions
  @OptionGroup var look: LookOptions
  @OptionGroup var keymap: KeymapOptions
  @OptionGroup var mouse: MouseOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The model that hears the sound: a file, or the name of one.", valueName: "model"))
  var model: String?

  @Option(name: .long, help: "The name that labels are given under.")
  var annotator: String?

  @Option(name: .long, help: "Where messages go while the screen is up.")
  var logFile: String?

  func run() throws {
    try MainActor.assumeIsolated { try listen() }
  }

  @MainActor
  private func listen() throws {
    let source = try sources.source()
    let setup = try setup()
    let location = try LibraryLocation(
      RawArguments.bytes(of: [folder].compactMap(\.self)), library: library.bytes)
    let catalog = ThemeCatalog()
    let chosen = try look.theme(catalog)
    let theme = chosen.theme
    let themes = catalog.themes()
    let maps = catalog.colorMaps()
    let (map, mapProblems) = try look.colorMap(catalog)
    let problems = chosen.problems + mapProblems + catalog.problems()
    let bindings = try keymap.load()
    let keys = try keyDescriptor()
    let environment = ProcessInfo.processInfo.environment
    let terminal = try CursesTerminal(
      input: keys, output: STDOUT_FILENO, term: environment["TERM"] ?? "",
      environment: environment,
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
      var state = AppState(
        place: location.placeName, annotator: annotator ?? UserName.current, size: terminal.size,
        now: Date(), seed: .random(in: 0 ... .max), blocks: look.blocks(environment: environment),
        colorMode: terminal.colorMode, colorMaps: maps.map(\.name))
      look.apply(
        to: &state, theme: theme, themes: themes, colorMap: map,
        environment: environment)
      state.use(bindings.keymap, problems: bindings.problems)
      state.tell(ofThemes: problems)
      state.live = session(source, setup)
      state.model.asked = model
      let mailbox = Mailbox()
      let runner = EffectRunner(
        location: location, labelling: .folders, annotator: state.annotator, isKept: true,
        mailbox: mailbox, live: setup)
      let loop = EventLoop(
        state: state, terminal: terminal,
        look: Look(
          theme: theme, themes: themes, colorMaps: maps + [map].compactMap(\.self),
          mode: terminal.colorMode,
          glyphs: terminal.glyphs),
        runner: runner, mailbox: mailbox)
      loop.start("go-live")
      unsaved = loop.run()
    }
    if let unsaved { throw unsaved }
    if let signal { throw ExitCode(128 + signal) }
  }

  private func setup() throws -> LiveSetup {
    var setup = LiveSetup()
    setup.pipeFormat = sources.pipeFormat
    setup.latency = sources.latency
    setup.container = keeping.recordFormat.container
    setup.preRoll = keeping.preRoll
    setup.trigger = keeping.triggerDb.map { Float($0) }
    setup.recordsAtOnce = keeping.record
    if analysis.isGiven {
      let chosen = try analysis.chosen()
      setup.chosen = (chosen.feature.rawValue, chosen.feature, chosen.parameters)
    }
    return setup
  }

  private func session(_ source: LiveSource, _ setup: LiveSetup) -> LiveSession {
    LiveSession(
      source: source, feature: setup.chosen == nil ? .view(.spectrogram) : .chosen,
      hasChosenFeature: setup.chosen != nil, style: style, keepSeconds: keeping.keepSeconds,
      trigger: setup.trigger, preRoll: setup.preRoll, isWholeProgram: true)
  }

  /// Where keys come from: the terminal, also while standard input is the sound.
  private func keyDescriptor() throws -> Int32 {
    guard isatty(STDOUT_FILENO) == 1 else {
      throw Failure(
        what: "Cannot show live sound", why: "standard output is not a terminal",
        remedy: "run it in one; earmark record needs none")
    }
    if !sources.stdin, isatty(STDIN_FILENO) == 1 { return STDIN_FILENO }
    let keys = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard keys >= 0 else {
      throw Failure(
        what: "Cannot read keys", why: "there is no terminal at /dev/tty",
        remedy: "run it in a terminal; earmark record needs none")
    }
    return keys
  }
}
