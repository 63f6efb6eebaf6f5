/// A colour as it is sent to a terminal.
public enum ResolvedColor: Sendable, Hashable {
  /// The terminal's own foreground or background.
  case terminal
  /// A number of the terminal's palette: below 256, 16 or 8, by the mode.
  case indexed(UInt8)
  /// 24 bits.
  case rgb(RGB)
}

/// How a cell is painted once theme and colour mode are known.
public struct ResolvedStyle: Sendable, Hashable {
  /// The colour of the glyph.
  public var foreground: ResolvedColor
  /// The colour behind the glyph.
  public var background: ResolvedColor
  /// Bold.
  public var bold: Bool
  /// Underlined.
  public var underline: Bool
  /// Foreground and background swapped.
  public var reverse: Bool

  /// Makes a style.
  public init(
    foreground: ResolvedColor = .terminal, background: ResolvedColor = .terminal,
    bold: Bool = false, underline: Bool = false, reverse: Bool = false
  ) {
    self.foreground = foreground
    self.background = background
    self.bold = bold
    self.underline = underline
    self.reverse = reverse
  }
}
