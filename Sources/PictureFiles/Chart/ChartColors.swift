import CellCanvas

/// The colors of a chart.
public struct ChartColors: Sendable, Hashable {
  /// Behind everything.
  public var ground: RGB
  /// The heading.
  public var text: RGB
  /// Labels, axis titles and caption.
  public var dim: RGB
  /// Frames and ticks.
  public var line: RGB
  /// Levels from the lowest to the highest.
  public var colorMap: ColorMap
  /// Values around zero, which is the middle.
  public var diverging: ColorMap

  /// Makes colors.
  public init(
    ground: RGB, text: RGB, dim: RGB, line: RGB, colorMap: ColorMap, diverging: ColorMap
  ) {
    self.ground = ground
    self.text = text
    self.dim = dim
    self.line = line
    self.colorMap = colorMap
    self.diverging = diverging
  }

  /// For paper: ink on white.
  public static let light = ChartColors(
    ground: RGB(0xffffff), text: RGB(0x16191f), dim: RGB(0x4c525c), line: RGB(0x7d838d),
    colorMap: Theme.midnight.colorMap,
    diverging: ColorMap(
      name: "paper diverging",
      stops: [0x0b4f8a, 0x3f86c4, 0xa9cdea, 0xffffff, 0xf0c9a4, 0xc9722c, 0x7a3608].map { RGB($0) },
      path256: [24, 25, 32, 74, 110, 189, 231, 223, 180, 173, 166, 94, 88]))

  /// For screens: the colors of the dark theme.
  public static let dark = ChartColors(
    ground: Theme.midnight.color(.ground), text: Theme.midnight.color(.text),
    dim: Theme.midnight.color(.dim), line: Theme.midnight.color(.faint),
    colorMap: Theme.midnight.colorMap, diverging: Theme.midnight.diverging)
}
