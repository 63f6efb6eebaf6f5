/// What of a cell's glyph can be drawn as rectangles, in eighths across and 24ths down.
enum CellShape {
  /// The rectangles of a block, a line or braille dots and how much of them is ink, or nil for a
  /// character that needs a font.
  static func parts(of scalar: UInt32) -> (parts: [BlockShape.Part], density: Float)? {
    if let block = BlockShape(scalar) { return (block.parts, block.density) }
    if let line = LineShape.parts(of: scalar) { return (line, 1) }
    if (0x2800...0x28ff).contains(scalar) { return (brailleDots(scalar), 1) }
    return nil
  }

  /// The dots of a braille character, each two eighths wide.
  private static func brailleDots(_ scalar: UInt32) -> [BlockShape.Part] {
    let rows: [(left: UInt32, right: UInt32)] = [
      (0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80),
    ]
    return rows.enumerated().flatMap { row, bits in
      [(bits.left, 1), (bits.right, 5)].filter { scalar & $0.0 != 0 }.map { _, left in
        BlockShape.Part(left: left, top: row * 6 + 2, right: left + 2, bottom: row * 6 + 5)
      }
    }
  }
}

/// The strokes of box-drawing characters.
enum LineShape {
  /// How heavy the strokes from the middle of a cell to its edges are: 0 none, 1 light, 2 heavy.
  private struct Arms {
    let up, right, down, left: Int
  }

  /// The arms of each character; a row names them as up, right, down, left.
  private static let arms: [Character: Arms] = {
    let rows: [(String, [String])] = [
      ("─━│┃", ["0101", "0202", "1010", "2020"]),
      ("┌┐└┘", ["0110", "0011", "1100", "1001"]),
      ("╭╮╰╯", ["0110", "0011", "1100", "1001"]),
      ("┏┓┗┛", ["0220", "0022", "2200", "2002"]),
      ("├┤┬┴┼", ["1110", "1011", "0111", "1101", "1111"]),
      ("┣┫┳┻╋", ["2220", "2022", "0222", "2202", "2222"]),
      ("╴╵╶╷", ["0001", "1000", "0100", "0010"]),
      ("╸╹╺╻", ["0002", "2000", "0200", "0020"]),
      ("╼╽╾╿", ["0201", "1020", "0102", "2010"]),
    ]
    return rows.reduce(into: [:]) { table, row in
      for (character, arms) in zip(row.0, row.1) {
        let weights = arms.compactMap(\.wholeNumberValue)
        table[character] = Arms(
          up: weights[0], right: weights[1], down: weights[2], left: weights[3])
      }
    }
  }()

  /// The rectangles of a line character, or nil if it isn't one.
  static func parts(of scalar: UInt32) -> [BlockShape.Part]? {
    guard let character = Unicode.Scalar(scalar).map(Character.init) else { return nil }
    switch character {
    case "┄", "┅": return dashes(heavy: character == "┅")
    case "┈": return dots
    case "┆", "┇": return dashesDown(3, heavy: character == "┇")
    case "╎", "╏": return dashesDown(2, heavy: character == "╏")
    case "═":
      return [9, 14].map { BlockShape.Part(left: 0, top: $0, right: 8, bottom: $0 + 1) }
    case "║":
      return [2, 5].map { BlockShape.Part(left: $0, top: 0, right: $0 + 1, bottom: 24) }
    default: return arms[character].map(strokes)
    }
  }

  private static func strokes(_ arms: Arms) -> [BlockShape.Part] {
    var parts: [BlockShape.Part] = []
    let (across, down) = (8, 24)
    func horizontal(_ weight: Int, from left: Int, to right: Int) {
      guard weight > 0 else { return }
      parts.append(
        BlockShape.Part(left: left, top: 11, right: right, bottom: weight == 2 ? 14 : 12))
    }
    func vertical(_ weight: Int, from top: Int, to bottom: Int) {
      guard weight > 0 else { return }
      parts.append(
        BlockShape.Part(left: 3, top: top, right: weight == 2 ? 5 : 4, bottom: bottom))
    }
    let thickness = max(arms.up, arms.down) == 2 ? 5 : 4
    horizontal(arms.left, from: 0, to: thickness)
    horizontal(arms.right, from: 3, to: across)
    vertical(arms.up, from: 0, to: max(arms.left, arms.right) == 2 ? 14 : 12)
    vertical(arms.down, from: 11, to: down)
    return parts
  }

  private static func dashes(heavy: Bool) -> [BlockShape.Part] {
    [0, 3, 6].map {
      BlockShape.Part(left: $0, top: 11, right: $0 + 2, bottom: heavy ? 14 : 12)
    }
  }

  private static let dots = [0, 2, 4, 6].map {
    BlockShape.Part(left: $0, top: 11, right: $0 + 1, bottom: 12)
  }

  /// A line down in so many dashes, the gap a third of a dash and its part.
  private static func dashesDown(_ count: Int, heavy: Bool) -> [BlockShape.Part] {
    let step = 24 / count
    return (0..<count).map {
      BlockShape.Part(
        left: 3, top: $0 * step + 1, right: heavy ? 5 : 4, bottom: $0 * step + step * 3 / 4)
    }
  }
}
