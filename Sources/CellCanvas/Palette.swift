/// Theme, colour map, colour mode and characters of the terminal: what turns roles into colours.
public struct Palette: Sendable, Hashable {
  /// The theme of the interface.
  public var theme: Theme
  /// The colour map of images.
  public var colorMap: ColorMap
  /// How many colours there are.
  public var mode: ColorMode
  /// Which characters there are.
  public var glyphs: GlyphSet

  /// How much of a colour behind a float goes over to the ground.
  static let dimming = 0.6
  /// The least contrast of a line over a picture, below which it turns to ink or bright.
  static let lineContrast = 3.0

  /// Makes a palette; images take the theme's own colour map unless another is given.
  public init(
    theme: Theme = .midnight, colorMap: ColorMap? = nil, mode: ColorMode = .truecolor,
    glyphs: GlyphSet = .full
  ) {
    self.theme = theme
    self.colorMap = colorMap ?? theme.colorMap
    self.mode = mode
    self.glyphs = glyphs
  }

  /// The colours and attributes of a style as an edge sends them.
  public func resolve(_ style: Style) -> ResolvedStyle {
    switch mode {
    case .truecolor, .colors256: resolveFull(style)
    case .colors16: resolve16(style)
    case .colors8: resolve16(style).foldedTo8
    case .mono: resolveMono(style)
    }
  }

  /// The colour that a resolved one is drawn with in pictures; the terminal's own colours are those
  /// of the theme's text and ground.
  package func rgb(_ color: ResolvedColor, isBackground: Bool) -> RGB {
    switch color {
    case .terminal: theme.color(isBackground ? .ground : .text)
    case .indexed(let number): XtermColors.color(number)
    case .rgb(let color): color
    }
  }

  /// Where there are no tints a strong one is underlined.
  private func resolveMono(_ style: Style) -> ResolvedStyle {
    let attributes = style.attributes
    if attributes.contains(.dimmed) { return ResolvedStyle() }
    var isChip = style.foreground == .slot(.ink) || style.background == .slot(.select)
    if case .label = style.background { isChip = true }
    var isTint = false
    if case .labelTint = style.background { isTint = true }
    if style.background.isStrongTint { isTint = true }
    return ResolvedStyle(
      bold: attributes.contains(.bold), underline: attributes.contains(.underline) || isTint,
      reverse: attributes.contains(.reverseInMono) || isChip)
  }
}
