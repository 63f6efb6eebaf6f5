import CellCanvas
import Explorer

/// The theme, the colour maps, and what the terminal can show.
public struct Look: Sendable {
  private let theme: Theme
  private let colorMaps: [String: ColorMap]
  private let mode: ColorMode
  private let glyphs: GlyphSet

  /// Makes a look; `colorMaps` are those that `c` goes through.
  public init(theme: Theme, colorMaps: [ColorMap], mode: ColorMode, glyphs: GlyphSet) {
    self.theme = theme
    self.colorMaps = Dictionary(colorMaps.map { ($0.name, $0) }) { first, _ in first }
    self.mode = mode
    self.glyphs = glyphs
  }

  /// The palette for a state: its colour map, else the theme's own.
  public func palette(for state: AppState) -> Palette {
    Palette(
      theme: theme, colorMap: state.colorMap.flatMap { colorMaps[$0] } ?? theme.colorMap,
      mode: mode, glyphs: glyphs)
  }
}
