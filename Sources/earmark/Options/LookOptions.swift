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
      "Which characters: \(BlitterRegistry.all.map { $0.id }.joined(separator: ", ")).",
      valueName: "blocks"),
    transform: LookOptions.block)
  var blocks: String?

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

  /// How many colours.
  var colorChoice: ColorModeChoice { color }

  /// Which characters there are; nil follows the terminal.
  var glyphs: GlyphSet? { blocks == ASCIIRamp.id ? .ascii : nil }

  /// The characters chosen, or the best ones.
  var blockName: String { blocks ?? "best" }

  /// The theme chosen.
  ///
  /// - Throws: A wrong use where no theme has the name, else what is wrong with its file.
  func theme(_ catalog: ThemeCatalog) throws -> Theme {
    let name = themeName ?? Theme.midnight.name
    do throws(Failure) {
      return try catalog.theme(named: name)
    } catch {
      guard catalog.hasTheme(named: name) else { throw UsageFailure(failure: error) }
      throw error
    }
  }

  /// The colour map chosen, nil for the theme's own.
  ///
  /// - Throws: A wrong use where no map has the name, else what is wrong with its file.
  func colorMap(_ catalog: ThemeCatalog) throws -> ColorMap? {
    guard let colorMapName else { return nil }
    do throws(Failure) {
      return try catalog.colorMap(named: colorMapName)
    } catch {
      guard catalog.hasColorMap(named: colorMapName) else { throw UsageFailure(failure: error) }
      throw error
    }
  }

  /// Tells the explorer what is chosen, and which themes there are to choose from.
  func apply(to state: inout AppState, theme: Theme, themes: [Theme], colorMap: ColorMap?) {
    state.theme = theme.name
    state.themes = Set(themes.map(\.name) + [theme.name]).sorted()
    state.colorMap = colorMap?.name
    state.isThemeGiven = themeName != nil
    state.isColorMapGiven = colorMap != nil
    state.choices.theme = themeName.map { _ in theme.name }
    state.choices.colorMap = colorMap?.name
    state.choices.blocks = blocks
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
    guard BlitterRegistry.blitter(name) != nil else {
      let names = BlitterRegistry.all.map { $0.id }.joined(separator: ", ")
      throw ValidationError("use one of \(names)")
    }
    return name
  }
}
