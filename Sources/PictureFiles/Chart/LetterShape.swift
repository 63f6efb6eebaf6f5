import CellCanvas
import Foundation

/// A letter of the bitmap font at a whole scale, its steps made smooth.
struct LetterShape {
  /// Pixels from left to right.
  let width: Int
  /// Pixels from the top of a capital to the bottom of a `g`, and as many above for accents.
  let height: Int
  /// `[height, width]`: how much of each pixel is ink, `0...1`.
  let coverage: [Float]

  /// Rows of the cell above the capitals.
  static let inkTop = 3
  private static let rows = inkTop + Lettering.capitalHeight + Lettering.descent
  /// Columns of the cell with a letter in them; the one before them is blank.
  private static let columns = 5

  /// Draws a letter; one that the font doesn't have is a hollow box.
  init(_ character: Character, columns: Int, scale: Int) {
    let dots =
      Self.dots(of: character)
      ?? Self.box(width: columns * Lettering.advance - Lettering.gap)
    var shape = Dots(
      width: dots.first?.count ?? 0, height: dots.count, isInked: dots.flatMap { $0 })
    var enlargement = 1
    while scale > 1, enlargement < 2 * scale {
      shape = shape.doubled
      enlargement *= 2
    }
    width = shape.width / enlargement * scale
    height = shape.height / enlargement * scale
    coverage = shape.reduced(toWidth: width, height: height)
  }

  private static func dots(of character: Character) -> [[Bool]]? {
    guard let rows = BitmapFont.rows(of: character) ?? plain(character).flatMap(BitmapFont.rows)
    else { return nil }
    return rows.prefix(self.rows).map { row in
      (0..<columns).map { row & (0x40 >> UInt8($0)) != 0 }
    }
  }

  /// A letter without its marks, where the two are one scalar.
  private static func plain(_ character: Character) -> Character? {
    String(character).decomposedStringWithCanonicalMapping.unicodeScalars.first.map(Character.init)
  }

  private static func box(width: Int) -> [[Bool]] {
    (0..<rows).map { row in
      (0..<width).map { column in
        let line = row - inkTop
        guard (0..<Lettering.capitalHeight).contains(line) else { return false }
        return line == 0 || line == Lettering.capitalHeight - 1 || column == 0
          || column == width - 1
      }
    }
  }
}

/// A picture of ink and ground.
private struct Dots {
  let width: Int
  let height: Int
  let isInked: [Bool]

  private func at(_ x: Int, _ y: Int) -> Bool {
    x >= 0 && x < width && y >= 0 && y < height && isInked[y * width + x]
  }

  /// Twice as large, with corners cut so that slanted strokes stay smooth.
  ///
  /// - Source: Scale2x, by Andrea Mazzoleni.
  var doubled: Dots {
    var dots = [Bool](repeating: false, count: width * height * 4)
    for y in 0..<height {
      for x in 0..<width {
        let middle = at(x, y)
        let (up, down, left, right) = (at(x, y - 1), at(x, y + 1), at(x - 1, y), at(x + 1, y))
        let isCorner = up != down && left != right
        let place = 2 * y * 2 * width + 2 * x
        dots[place] = isCorner && up == left ? up : middle
        dots[place + 1] = isCorner && up == right ? up : middle
        dots[place + 2 * width] = isCorner && down == left ? down : middle
        dots[place + 2 * width + 1] = isCorner && down == right ? down : middle
      }
    }
    return Dots(width: 2 * width, height: 2 * height, isInked: dots)
  }

  /// How much of each pixel of a smaller picture is ink.
  func reduced(toWidth newWidth: Int, height newHeight: Int) -> [Float] {
    var coverage: [Float] = []
    coverage.reserveCapacity(newWidth * newHeight)
    for y in 0..<newHeight {
      let rows = y * height / newHeight..<(y + 1) * height / newHeight
      for x in 0..<newWidth {
        let columns = x * width / newWidth..<(x + 1) * width / newWidth
        let inked = rows.reduce(0) { sum, row in
          sum + columns.reduce(0) { $0 + (isInked[row * width + $1] ? 1 : 0) }
        }
        coverage.append(Float(inked) / Float(rows.count * columns.count))
      }
    }
    return coverage
  }
}
