/// Scalar values of the block characters that blitters choose from.
enum Block {
  static let space: UInt32 = 0x20
  static let upperHalf: UInt32 = 0x2580
  static let lowerHalf: UInt32 = 0x2584
  static let full: UInt32 = 0x2588
  static let leftHalf: UInt32 = 0x258c
  static let rightHalf: UInt32 = 0x2590
  static let lightShade: UInt32 = 0x2591
  static let mediumShade: UInt32 = 0x2592
  static let darkShade: UInt32 = 0x2593
  static let upperEighth: UInt32 = 0x2594
  static let lowerLeft: UInt32 = 0x2596
  static let lowerRight: UInt32 = 0x2597
  static let upperLeft: UInt32 = 0x2598
  static let butUpperRight: UInt32 = 0x2599
  /// The quarters at the upper left and the lower right.
  static let falling: UInt32 = 0x259a
  static let butLowerRight: UInt32 = 0x259b
  static let butLowerLeft: UInt32 = 0x259c
  static let upperRight: UInt32 = 0x259d
  static let rising: UInt32 = 0x259e
  static let butUpperLeft: UInt32 = 0x259f
  /// The last of the block elements that nearly every font has.
  private static let lastElement: UInt32 = 0x259f

  /// Quadrant glyphs by the bits of their inked quarters: 1 upper left, 2 upper right, 4 lower
  /// left, 8 lower right.
  static let quadrants: [UInt32] = [
    space, upperLeft, upperRight, upperHalf, lowerLeft, leftHalf, rising, butLowerRight,
    lowerRight, falling, rightHalf, butLowerLeft, lowerHalf, butUpperRight, butUpperLeft, full,
  ]

  /// The block with the lower `eighths` of the cell inked, `1...7`.
  static func lower(eighths: Int) -> UInt32 { upperHalf + UInt32(eighths) }
  /// The block with the left `eighths` of the cell inked, `1...7`.
  static func left(eighths: Int) -> UInt32 { 0x2590 - UInt32(eighths) }

  /// The glyph of 2 x 3 blocks by the bits of its inked ones, from the upper left row by row.
  ///
  /// Unicode has no new character for the blank, the two halves and the full block.
  static func sextant(bits: Int) -> UInt32 {
    switch bits {
    case 0: space
    case leftBits: leftHalf
    case rightBits: rightHalf
    case 63: full
    default: 0x1fb00 + UInt32(bits - 1 - (bits > leftBits ? 1 : 0) - (bits > rightBits ? 1 : 0))
    }
  }

  /// The glyphs of 2 x 3 blocks by the bits of their inked ones.
  static let sextants: [UInt32] = (0..<64).map(sextant)

  /// Glyphs of 2 x 4 blocks by the bits of their inked ones, from the upper left row by row.
  ///
  /// Those that Unicode had before, or gave names of their own, lie elsewhere.
  /// - Source: Unicode 16.0, Symbols for Legacy Computing Supplement, U+1CD00 to U+1CDE5.
  static let octants: [UInt32] = {
    var next = firstOctant
    return (0..<256).map { bits in
      if let known = otherOctants[bits] { return known }
      defer { next += 1 }
      return next
    }
  }()

  /// The bits of the 2 x 4 blocks that are no common block, by their glyphs.
  static let octantBits = Dictionary(
    uniqueKeysWithValues: octants.enumerated().filter { $0.element > lastElement }
      .map { ($0.element, $0.offset) })

  private static let firstOctant: UInt32 = 0x1cd00
  private static let otherOctants: [Int: UInt32] = [
    0: space, 1: 0x1cea8, 2: 0x1ceab, 3: 0x1fb82, 5: 0x2598, 10: 0x259d, 15: upperHalf,
    20: 0x1fbe6, 40: 0x1fbe7, 63: 0x1fb85, 64: 0x1cea3, 80: 0x2596, 85: leftHalf, 90: 0x259e,
    95: 0x259b, 128: 0x1cea0, 160: 0x2597, 165: 0x259a, 170: rightHalf, 175: 0x259c,
    192: 0x2582, 240: lowerHalf, 245: 0x2599, 250: 0x259f, 252: 0x2586, 255: full,
  ]

  /// The bits of a sextant glyph from `U+1FB00` to `U+1FB3B`.
  static func sextantBits(_ scalar: UInt32) -> Int {
    var bits = Int(scalar - 0x1fb00) + 1
    if bits >= leftBits { bits += 1 }
    if bits >= rightBits { bits += 1 }
    return bits
  }

  private static let leftBits = 0b010101
  private static let rightBits = 0b101010
}

extension ImageCell {
  /// Makes a cell from two values in `0...1`; a blank if they come to the same level.
  init(_ glyph: UInt32, ink: Float, ground: Float) {
    let (inkLevel, groundLevel) = (ColorMap.level(ink), ColorMap.level(ground))
    self.init(
      glyph: inkLevel == groundLevel ? Block.space : glyph, foreground: inkLevel,
      background: groundLevel)
  }
}
