/// A small font of our own, drawn in the source, so that a picture of a screen needs no font file.
///
/// Each drawing is 5 wide and 9 high: 7 over the base line, of which small letters take 5, and 2
/// below it. A cell is 8 x 16, so the two drawn rows in which letters have only upright strokes are
/// doubled.
package enum BitmapFont {
  /// The rows of the cell that a row of a drawing covers.
  private static let cellRows: [ClosedRange<Int>] = [
    3...3, 4...5, 6...6, 7...7, 8...8, 9...10, 11...11, 12...12, 13...13,
  ]
  private static let drawingHeight = 9
  /// Blank columns of the cell left of a drawing.
  private static let indent = 1

  private static let glyphs: [Character: [UInt8]] = (ascii + symbols).reduce(into: [:]) {
    table, sheet in
    let lines = sheet.split(separator: "\n")
    guard let characters = lines.first?.split(separator: " ") else { return }
    let drawings = lines.dropFirst().map { $0.split(separator: " ") }
    for (index, name) in characters.enumerated() {
      guard let character = name.first else { continue }
      table[character] = rows(drawn: drawings.map { $0[index] })
    }
  }

  /// The sixteen rows of a character's cell, the leftmost pixel in the highest bit, or nil if the
  /// font doesn't have it. Marks over a letter are left out where the font has only the letter.
  package static func rows(of character: Character) -> [UInt8]? {
    if let rows = glyphs[character] { return rows }
    guard character.unicodeScalars.count > 1, let base = character.unicodeScalars.first else {
      return nil
    }
    return glyphs[Character(base)]
  }

  private static func rows(drawn drawing: [Substring]) -> [UInt8] {
    var rows = [UInt8](repeating: 0, count: PixelImage.cellHeight)
    for (line, dots) in drawing.prefix(drawingHeight).enumerated() {
      let bits = dots.reduce(UInt8(0)) { $0 << 1 | ($1 == "#" ? 1 : 0) }
      // Five dots in the low bits move to the left, past the indent.
      for row in cellRows[line] { rows[row] = bits << UInt8(3 - indent) }
    }
    return rows
  }
}
