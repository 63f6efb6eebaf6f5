/// The inked rectangles of a block character, in eighths of a cell's width and 24ths of its height.
struct BlockShape {
  /// A rectangle from its left and top edges up to its right and bottom ones.
  struct Part: Hashable {
    let left, top, right, bottom: Int
  }

  /// Steps across a cell.
  static let width = 8
  /// Steps down a cell: divisible by the eighths, halves and thirds of blocks.
  static let height = 24

  /// The inked rectangles; they don't overlap.
  let parts: [Part]
  /// How much of a rectangle is ink: 1, or less for shades.
  let density: Float

  /// The shape of a block character, or nil if it isn't one.
  init?(_ scalar: UInt32) {
    switch scalar {
    case 0x2580: self.init([Part(left: 0, top: 0, right: 8, bottom: 12)])
    case 0x2581...0x2588:
      let top = Self.height - Int(scalar - 0x2580) * 3
      self.init([Part(left: 0, top: top, right: 8, bottom: 24)])
    case 0x2589...0x258f:
      self.init([Part(left: 0, top: 0, right: Int(0x2590 - scalar), bottom: 24)])
    case 0x2590: self.init([Part(left: 4, top: 0, right: 8, bottom: 24)])
    case 0x2591...0x2593:
      self.init(
        [Part(left: 0, top: 0, right: 8, bottom: 24)], density: Float(scalar - 0x2590) / 4)
    case 0x2594: self.init([Part(left: 0, top: 0, right: 8, bottom: 3)])
    case 0x2595: self.init([Part(left: 7, top: 0, right: 8, bottom: 24)])
    case 0x2596...0x259f:
      guard let bits = Block.quadrants.firstIndex(of: scalar) else { return nil }
      self.init(bits: bits, rows: 2)
    case 0x1fb00...0x1fb3b: self.init(bits: Block.sextantBits(scalar), rows: 3)
    default:
      guard let bits = Block.octantBits[scalar] else { return nil }
      self.init(bits: bits, rows: 4)
    }
  }

  private init(_ parts: [Part], density: Float = 1) {
    self.parts = parts
    self.density = density
  }

  /// Two columns and some rows, whose bits count from the upper left, row by row.
  private init(bits: Int, rows: Int) {
    let high = Self.height / rows
    var parts: [Part] = []
    var row = 0
    while row < rows {
      let pair = bits >> (2 * row) & 3
      var end = row + 1
      while end < rows, bits >> (2 * end) & 3 == pair { end += 1 }
      if pair != 0 {
        parts.append(
          Part(
            left: pair == 2 ? 4 : 0, top: row * high, right: pair == 1 ? 4 : 8,
            bottom: end * high))
      }
      row = end
    }
    self.init(parts)
  }

  /// How much of the cell between two heights is ink, `0...1`.
  func inkShare(top: Int, bottom: Int) -> Float {
    let area = parts.reduce(0) { sum, part in
      let high = min(part.bottom, bottom) - max(part.top, top)
      return sum + max(0, high) * (part.right - part.left)
    }
    return density * Float(area) / Float(Self.width * (bottom - top))
  }
}

/// How much of the upper and lower half of a cell each block character inks.
struct InkShares {
  let upper, lower: Float

  private static let blocks = (0x2580...0x259f).map { InkShares(UInt32($0)) }
  private static let sextants = (0x1fb00...0x1fb3b).map { InkShares(UInt32($0)) }
  private static let octants = Block.octantBits.mapValues { InkShares(Block.octants[$0]) }

  /// The shares of a character, or nil if it isn't a block.
  static func of(_ scalar: UInt32) -> InkShares? {
    switch scalar {
    case Block.space: InkShares(upper: 0, lower: 0)
    case 0x2580...0x259f: blocks[Int(scalar) - 0x2580]
    case 0x1fb00...0x1fb3b: sextants[Int(scalar) - 0x1fb00]
    case 0x2801...0x28ff:
      InkShares(
        upper: Float((scalar & 0x1b).nonzeroBitCount) / 4,
        lower: Float((scalar & 0xe4).nonzeroBitCount) / 4)
    default: octants[scalar]
    }
  }

  private init(upper: Float, lower: Float) {
    self.upper = upper
    self.lower = lower
  }

  private init(_ scalar: UInt32) {
    let shape = BlockShape(scalar)
    let half = BlockShape.height / 2
    upper = shape?.inkShare(top: 0, bottom: half) ?? 0
    lower = shape?.inkShare(top: half, bottom: BlockShape.height) ?? 0
  }
}

extension ImageCell {
  /// The mean levels of the upper and lower half of the cell.
  var halfLevels: (upper: Double, lower: Double) {
    // A character of the ASCII ramp stands for its own level, whatever its shape.
    guard let shares = InkShares.of(glyph) else { return (Double(foreground), Double(foreground)) }
    func mix(_ share: Float) -> Double {
      Double(background) + Double(share) * (Double(foreground) - Double(background))
    }
    return (mix(shares.upper), mix(shares.lower))
  }

  /// The mean level of the cell, `0...63`.
  public var meanLevel: Double {
    let halves = halfLevels
    return (halves.upper + halves.lower) / 2
  }

  /// How much of its brightest level a cell keeps where it is a single shade.
  private static let peakShare = 0.75

  /// The level that stands for the whole cell in one shade: its mean, or a share of its brightest
  /// part where a thin line would vanish in the mean.
  var shadeLevel: Double {
    let isEven = glyph == Block.space || (Block.lightShade...Block.darkShade).contains(glyph)
    if isEven { return meanLevel }
    let peak = max(foreground, background)
    return max(meanLevel, Self.peakShare * Double(peak))
  }

  /// The level that stands for the whole cell in one shade where levels lie on both sides of a
  /// middle: of its two the one further from it, because plus and minus cancel in the mean.
  var signedLevel: Double {
    let isShade = (Block.lightShade...Block.darkShade).contains(glyph)
    guard !isShade, let shares = InkShares.of(glyph) else { return meanLevel }
    let ink = shares.upper + shares.lower
    guard ink > 0, ink < 2 else { return meanLevel }
    let (one, other) = (Double(foreground), Double(background))
    let middle = Double(ColorMap.levelCount - 1) / 2
    guard abs(one - middle) != abs(other - middle) else { return halfLevels.lower }
    return abs(one - middle) > abs(other - middle) ? one : other
  }
}
