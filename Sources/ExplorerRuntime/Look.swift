import CellCanvas
import Explorer

/// The themes, the colour maps, and what the terminal can show.
public struct Look: Sendable {
  /// The theme at the start, which need not be among the others.
  private let theme: Theme
  private let themes: [String: Theme]
  private let colorMaps: [String: ColorMap]
  private let mode: ColorMode
  private let glyphs: GlyphSet

  /// Makes a look; `themes` and `colorMaps` are those that keys go through.
  public init(
    theme: Theme, themes: [Theme] = [], colorMaps: [ColorMap], mode: ColorMode, glyphs: GlyphSet
  ) {
    self.theme = theme
    self.themes = Dictionary(themes.map { ($0.name, $0) }) { first, _ in first }
    self.colorMaps = Dictionary(colorMaps.map { ($0.name, $0) }) { first, _ in first }
    self.mode = mode
    self.glyphs = glyphs
  }

  /// The palette for a state: its theme and colour map, else the theme's own.
  public func palette(for state: AppState) -> Palette {
    let theme = state.theme == theme.name ? theme : themes[state.theme] ?? theme
    return Palette(
      theme: theme, colorMap: state.colorMap.flatMap { colorMaps[$0] } ?? theme.colorMap,
      mode: mode, glyphs: state.glyphs ?? glyphs)
  }
}
