/// How many colours the terminal shows.
public enum ColorMode: String, Sendable, Hashable, CaseIterable {
  /// 24 bits a colour.
  case truecolor
  /// The colour cube and the greys of xterm.
  case colors256 = "256"
  /// The sixteen colours of the terminal's own theme.
  case colors16 = "16"
  /// Eight colours; bold makes them bright.
  case colors8 = "8"
  /// No colours: bold, underline and reverse only.
  case mono
}

/// Which characters the terminal's font and locale can show.
public enum GlyphSet: Sendable, Hashable, CaseIterable {
  /// Everything of Unicode that has a width.
  case full
  /// The Linux console: half blocks, shades, simple lines; no eighths, quadrants or braille.
  case halves
  /// A locale without UTF-8: printable ASCII.
  case ascii
}
