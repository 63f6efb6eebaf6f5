/// The search for the best block of one cell of 4 x 8 pixels.
struct BlockSearch {
  private static let pixelCount: Float = 32

  /// The sums of the eight pixel rows, top row first.
  private var rowSums = SIMD8<Float>()
  /// The sums of the four pixel columns in the upper and in the lower half.
  private var upper = SIMD4<Float>()
  private var lower = SIMD4<Float>()
  private let total: Float

  private var bestScore: Float
  private var bestGlyph = Block.space
  private var ink: Float
  private var ground: Float

  /// Reads the pixels of a cell.
  /// - Parameters:
  ///   - bytes: The `Float` pixels of the picture.
  ///   - start: The index of the cell's first pixel.
  ///   - stride: Pixels in a row of the picture.
  @inline(__always)
  init(_ bytes: UnsafeRawBufferPointer, start: Int, stride: Int) {
    for row in 0..<8 {
      let offset = (start + row * stride) * MemoryLayout<Float>.stride
      var pixels = bytes.loadUnaligned(fromByteOffset: offset, as: SIMD4<Float>.self)
      pixels = pixels.replacing(with: 0, where: .!(pixels .>= 0))
      pixels = pixels.replacing(with: 1, where: pixels .> 1)
      rowSums[row] = pixels.sum()
      if row < 4 { upper += pixels } else { lower += pixels }
    }
    total = rowSums.sum()
    (ink, ground) = (total / Self.pixelCount, total / Self.pixelCount)
    // A split must gain more than rounding does, or a flat cell would get a random glyph.
    bestScore = total * total / Self.pixelCount * (1 + 1e-5) + 1e-6
  }

  /// The glyph and levels with the least error among those that the seam rule allows.
  @inline(__always)
  mutating func best() -> ImageCell {
    tryHalves()
    tryQuadrants()
    tryEighths()
    return ImageCell(bestGlyph, ink: ink, ground: ground)
  }

  @inline(__always)
  private mutating func tryHalves() {
    tryBoth(lower.sum(), 16, Block.lowerHalf, inverse: Block.upperHalf)
    let columns = upper + lower
    tryBoth(columns[0] + columns[1], 16, Block.leftHalf, inverse: Block.rightHalf)
  }

  @inline(__always)
  private mutating func tryQuadrants() {
    let quarters = SIMD4(
      upper[0] + upper[1], upper[2] + upper[3], lower[0] + lower[1], lower[2] + lower[3])
    for index in 0..<4 {
      let bits = 1 << index
      tryBoth(quarters[index], 8, Block.quadrants[bits], inverse: Block.quadrants[15 - bits])
    }
    tryBoth(quarters[0] + quarters[3], 16, Block.quadrants[9], inverse: Block.quadrants[6])
  }

  @inline(__always)
  private mutating func tryEighths() {
    var sum: Float = 0
    for eighths in 1..<8 {
      sum += rowSums[8 - eighths]
      if eighths != 4 { tryOne(sum, Float(4 * eighths), Block.lower(eighths: eighths)) }
    }
    let columns = upper + lower
    tryOne(columns[0], 8, Block.left(eighths: 2))
    tryOne(total - columns[3], 24, Block.left(eighths: 6))
  }

  /// Tries a split that two glyphs can show, and keeps the one whose ink is the brighter part.
  @inline(__always)
  private mutating func tryBoth(
    _ sum: Float, _ count: Float, _ glyph: UInt32, inverse: UInt32
  ) {
    let rest = Self.pixelCount - count
    if sum * rest >= (total - sum) * count {
      keep(sum, count, glyph)
    } else {
      keep(total - sum, rest, inverse)
    }
  }

  /// Tries a split that only one glyph can show; with the darker part as ink it must be slight.
  @inline(__always)
  private mutating func tryOne(_ sum: Float, _ count: Float, _ glyph: UInt32) {
    let difference = (total - sum) / (Self.pixelCount - count) - sum / count
    if difference <= BestOfBlocks.seamLimit { keep(sum, count, glyph) }
  }

  @inline(__always)
  private mutating func keep(_ sum: Float, _ count: Float, _ glyph: UInt32) {
    let (rest, restCount) = (total - sum, Self.pixelCount - count)
    let score = sum * sum / count + rest * rest / restCount
    guard score > bestScore else { return }
    (bestScore, bestGlyph, ink, ground) = (score, glyph, sum / count, rest / restCount)
  }
}
