import CellCanvas

/// Measures of the letters in charts: those of the bitmap font, set closer than in cells.
enum Lettering {
  /// Pixels from the base line to the top of a capital, at scale 1.
  static let capitalHeight = 9
  /// Pixels that letters reach below the base line, at scale 1.
  static let descent = 2
  /// Pixels between two letters, at scale 1.
  static let gap = 2

  /// Pixels from a letter to the next one, at scale 1.
  static let advance = 7

  /// Pixels from the top of a capital to the bottom of a `g`.
  static func height(scale: Int) -> Int { (capitalHeight + descent) * scale }

  /// Pixels of a text in a line.
  static func width(_ text: String, scale: Int) -> Int {
    width(columns: DisplayText(text).columns, scale: scale)
  }

  /// Pixels of so many columns of letters in a line.
  static func width(columns: Int, scale: Int) -> Int {
    max(0, columns * advance - gap) * scale
  }

  /// Columns of letters that so many pixels hold.
  static func columns(inWidth width: Int, scale: Int) -> Int {
    max(0, (width / scale + gap) / advance)
  }
}
