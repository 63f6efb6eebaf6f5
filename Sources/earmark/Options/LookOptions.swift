import ArgumentParser
import CellCanvas
import CursesTerminal
import Explorer
import ExplorerRuntime

/// Colours and characters of pictures.
struct LookOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "How many colours: \(ColorModeChoice.names.joined(separator: ", ")).", valueName: "mode"),
    transform: LookOptions.color)
  var color = ColorModeChoice.auto

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What pictures are drawn with: \(LookOptions.blockNames), the finest that the terminal draws.",
      valueName: "blocks"),
    transform: LookOptions.block)
  var blocks = BlockChoice.automatic

  @Option(
    name: .customLong("glyphs"),
    help: ArgumentHelp(
      "Which characters there are: full, halves (the Linux console's) or ascii.",
      valueName: "characters"))
  var glyphChoice: GlyphSet?

  @Option(
    name: .long,
    help: "Who draws pictures: our own writer where it can (auto), or curses.")
  var painter = Painter.auto

  @Option(
    name: .customLong("theme"),
    help: ArgumentHelp(
      "The theme; earmark themes lists them. Else the one of the last session, or midnight.",
      valueName: "name"))
  var themeName: String?

  @Option(
    name: .customLong("colormap"),
    help: ArgumentHelp("The colour map, else the theme's own.", valueName: "name"))
  var colorMapName: String?

  /// Who draws pictures.
  enum Painter: String, ExpressibleByArgument, CaseIterable {
    case auto, curses
  }

  /// Who draws pictures, as the terminal takes it.
  var painting: CursesTerminal.ImagePainting { painter == .curses ? .curses : .automatic }

  /// How many colours.
  var colorChoice: ColorModeChoice { color }

  /// Which characters there are; nil follows the terminal.
  var glyphs: GlyphSet? { glyphChoice ?? (blocks == ASCIIRamp.id ? .ascii : nil) }

  /// The blocks of pictures on a terminal.
  func blocks(environment: [String: String]) -> String {
    blocks == BlockChoice.automatic ? drawnBlocks(environment: environment) : blocks
  }

  /// The finest blocks that a terminal is known to draw.
  private func drawnBlocks(environment: [String: String]) -> String {
    let found = BlockChoice.detected(term: environment["TERM"] ?? "", environment: environment)
    // The C library that curses measures with has no width for octants.
    return painter == .curses && found == FinestBlocks.id ? FineBlocks.id : found
  }

  /// The blocks of pictures where `auto` is one kind.
  func blocks(automatic: String) -> String {
    blocks == BlockChoice.automatic ? automatic : blocks
  }

  /// The theme chosen, as far as its file is right.
  ///
  /// - Throws: A wrong use where no theme has the name, else why its file is not there.
  func theme(_ catalog: ThemeCatalog) throws -> LoadedTheme {
    let name = themeName ?? Theme.midnight.name
    do throws(Failure) {
      return try catalog.usableTheme(named: name)
    } catch {
      guard catalog.hasTheme(named: name) else { throw UsageFailure(failure: error) }
      throw error
    }
  }

  /// The colour map chosen, nil for the theme's own and where its file is broken.
  ///
  /// - Throws: A wrong use where no map has the name, else why its file is not there.
  func colorMap(_ catalog: ThemeCatalog) throws -> (map: ColorMap?, problems: [FileProblem]) {
    guard let colorMapName else { return (nil, []) }
    do throws(Failure) {
      return try catalog.usableColorMap(named: colorMapName)
    } catch {
      guard catalog.hasColorMap(named: colorMapName) else { throw UsageFailure(failure: error) }
      throw error
    }
  }

  /// Tells the explorer what is chosen, and which themes there are to choose from.
  func apply(
    to state: inout AppState, theme: Theme, themes: [Theme], colorMap: ColorMap?,
    environment: [String: String]
  ) {
    state.theme = theme.name
    state.themes = Set(themes.map(\.name) + [theme.name]).sorted()
    state.colorMap = colorMap?.name
    state.isThemeGiven = themeName != nil
    state.isColorMapGiven = colorMap != nil
    state.choices.theme = themeName.map { _ in theme.name }
    state.choices.colorMap = colorMap?.name
    state.choices.blocks = blocks == BlockChoice.automatic ? nil : blocks
    state.choices.foundBlocks = state.blocks
    let drawsOctants = drawnBlocks(environment: environment) == FinestBlocks.id
    state.choices.undrawnBlocks = drawsOctants ? [] : [FinestBlocks.id]
  }

  @Sendable
  private static func color(_ name: String) throws -> ColorModeChoice {
    guard let choice = ColorModeChoice(name: name) else {
      throw ValidationError("use one of \(ColorModeChoice.names.joined(separator: ", "))")
    }
    return choice
  }

  @Sendable
  private static func block(_ name: String) throws -> String {
    guard name == BlockChoice.automatic || BlitterRegistry.blitter(name) != nil else {
      throw ValidationError("use one of \(blockNames)")
    }
    return name
  }

  private static let blockNames =
    (BlitterRegistry.all.map { $0.id } + [BlockChoice.automatic]).joined(separator: ", ")
}

extension GlyphSet: ExpressibleByArgument {
  /// The set of that name.
  public init?(argument: String) {
    guard let set = GlyphSet.allCases.first(where: { "\($0)" == argument }) else { return nil }
    self = set
  }

  /// The names, for help and completion.
  public static var allValueStrings: [String] { allCases.map { "\($0)" } }
}
