/// The search for the best block of one cell of 4 x 8 pixels.
struct BlockSearch {
  /// Which blocks are tried.
  enum Repertoire {
    /// Half, quarter and eighth blocks, drawn by a font.
    case common
    /// Those and sixth blocks, drawn by the terminal.
    case sixths
    /// All of those and eighths of 2 x 4, drawn by the terminal.
    case octants
  }

  private static let pixelCount: Float = 32
  /// Pixels that a sliver of the ground takes where a font's block does not fill its part.
  private static let sliver: Float = 1
  /// Where two levels differ by more than this, a bright sliver would be seen as a tooth.
  private static let toothLimit: Float = 0.35

  /// The sums of the eight pixel rows, top row first.
  private var rowSums = SIMD8<Float>()
  /// The sums of the left halves of the eight pixel rows.
  private var leftSums = SIMD8<Float>()
  /// The sums of the four pixel columns in the upper and in the lower half.
  private var upper = SIMD4<Float>()
  private var lower = SIMD4<Float>()
  private let total: Float
  private let repertoire: Repertoire

  private var bestScore: Float
  private var bestGlyph = Block.space
  /// The sum of the pixels that are ink, and how many they are.
  private var bestSum: Float
  private var bestCount: Float

  /// Reads the pixels of a cell.
  /// - Parameters:
  ///   - bytes: The `Float` pixels of the picture.
  ///   - start: The index of the cell's first pixel.
  ///   - stride: Pixels in a row of the picture.
  @inline(__always)
  init(
    _ bytes: UnsafeRawBufferPointer, start: Int, stride: Int, _ repertoire: Repertoire
  ) {
    self.repertoire = repertoire
    for row in 0..<8 {
      let offset = (start + row * stride) * MemoryLayout<Float>.stride
      var pixels = bytes.loadUnaligned(fromByteOffset: offset, as: SIMD4<Float>.self)
      pixels = pixels.replacing(with: 0, where: .!(pixels .>= 0))
      pixels = pixels.replacing(with: 1, where: pixels .> 1)
      if repertoire == .common {
        rowSums[row] = pixels.sum()
      } else {
        leftSums[row] = pixels[0] + pixels[1]
        rowSums[row] = leftSums[row] + pixels[2] + pixels[3]
      }
      if row < 4 { upper += pixels } else { lower += pixels }
    }
    total = rowSums.sum()
    (bestSum, bestCount) = (total / 2, Self.pixelCount / 2)
    // A split must gain more than rounding does, or a flat cell would get a random glyph.
    bestScore = total * total / Self.pixelCount * (1 + 1e-5) + 1e-6
  }

  /// The glyph and levels with the least error; that of a sliver is counted too.
  @inline(__always)
  mutating func best() -> ImageCell {
    tryHalves()
    tryQuadrants()
    tryEighths()
    if repertoire != .common { trySixths() }
    if repertoire == .octants { tryOctants() }
    return ImageCell(
      bestGlyph, ink: bestSum / bestCount,
      ground: (total - bestSum) / (Self.pixelCount - bestCount))
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
    tryBoth(quarters[0], 8, Block.upperLeft, inverse: Block.butUpperLeft)
    tryBoth(quarters[1], 8, Block.upperRight, inverse: Block.butUpperRight)
    tryBoth(quarters[2], 8, Block.lowerLeft, inverse: Block.butLowerLeft)
    tryBoth(quarters[3], 8, Block.lowerRight, inverse: Block.butLowerRight)
    tryBoth(quarters[0] + quarters[3], 16, Block.falling, inverse: Block.rising)
  }

  @inline(__always)
  private mutating func tryEighths() {
    var sum: Float = 0
    for eighths in 1..<7 {
      sum += rowSums[8 - eighths]
      if eighths != 4 { tryOne(sum, Float(4 * eighths), Block.lower(eighths: eighths)) }
    }
    tryBoth(total - rowSums[0], 28, Block.lower(eighths: 7), inverse: Block.upperEighth)
    let columns = upper + lower
    tryOne(columns[0], 8, Block.left(eighths: 2))
    tryOne(total - columns[3], 24, Block.left(eighths: 6))
  }

  /// Thirds of eight rows: the row between two of them counts for each in part.
  @inline(__always)
  private mutating func trySixths() {
    let (left, right) = (Self.thirds(leftSums), Self.thirds(rowSums - leftSums))
    let sums = SIMD8(left[0], right[0], left[1], right[1], left[2], right[2], -1, -1)
    tryParts(sums, count: 6) { Block.sextants[$0] }
  }

  @inline(__always)
  private static func thirds(_ rows: SIMD8<Float>) -> SIMD4<Float> {
    SIMD4(
      rows[0] + rows[1] + rows[2] * (2 / 3), rows[2] / 3 + rows[3] + rows[4] + rows[5] / 3,
      rows[5] * (2 / 3) + rows[6] + rows[7], 0)
  }

  @inline(__always)
  private mutating func tryOctants() {
    let right = rowSums - leftSums
    var sums = SIMD8<Float>()
    for pair in 0..<4 {
      sums[2 * pair] = leftSums[2 * pair] + leftSums[2 * pair + 1]
      sums[2 * pair + 1] = right[2 * pair] + right[2 * pair + 1]
    }
    tryParts(sums, count: 8) { Block.octants[$0] }
  }

  /// Tries the best splits of parts of one size: always those above and below a threshold.
  @inline(__always)
  private mutating func tryParts(_ sums: SIMD8<Float>, count: Int, _ glyph: (Int) -> UInt32) {
    var (rest, bits, sum): (SIMD8<Float>, Int, Float) = (sums, 0, 0)
    let share = Self.pixelCount / Float(count)
    for place in 1..<count {
      let highest = rest.max()
      var index = 0
      while index < count - 1, rest[index] != highest { index += 1 }
      rest[index] = -1
      bits |= 1 << index
      sum += highest
      keep(sum, share * Float(place), glyph(bits))
    }
  }

  /// Tries a split that two glyphs can show, and keeps the one whose ink is the brighter part.
  @inline(__always)
  private mutating func tryBoth(
    _ sum: Float, _ count: Float, _ glyph: UInt32, inverse: UInt32
  ) {
    let (rest, restCount) = (total - sum, Self.pixelCount - count)
    guard let score = better(sum, count) else { return }
    (bestScore, bestGlyph, bestSum, bestCount) =
      sum * restCount >= rest * count
      ? (score, glyph, sum, count) : (score, inverse, rest, restCount)
  }

  /// Tries a split that only one glyph can show; with the darker part as ink, a font's block may
  /// leave a bright sliver, whose error counts.
  @inline(__always)
  private mutating func tryOne(_ sum: Float, _ count: Float, _ glyph: UInt32) {
    let difference = (total - sum) / (Self.pixelCount - count) - sum / count
    if repertoire != .common || difference <= BestOfBlocks.seamLimit {
      keep(sum, count, glyph)
    } else if difference <= Self.toothLimit {
      keep(sum, count, glyph, loss: Self.sliver * difference * difference)
    }
  }

  @inline(__always)
  private mutating func keep(_ sum: Float, _ count: Float, _ glyph: UInt32, loss: Float = 0) {
    guard let score = better(sum, count, loss: loss) else { return }
    (bestScore, bestGlyph, bestSum, bestCount) = (score, glyph, sum, count)
  }

  /// How well a split fits, where it fits better than the best one.
  @inline(__always)
  private func better(_ sum: Float, _ count: Float, loss: Float = 0) -> Float? {
    let (rest, restCount) = (total - sum, Self.pixelCount - count)
    let score = sum * sum * (1 / count) + rest * rest * (1 / restCount) - loss
    return score > bestScore ? score : nil
  }
}

extension BlockSearch {
  /// The best cells of a picture, `[rows, columns]`.
  /// - Parameter levels: `[8 * rows, 4 * columns]`.
  @inline(__always)
  static func cells(
    _ levels: [Float], columns: Int, rows: Int, _ repertoire: Repertoire
  ) -> [ImageCell] {
    let stride = columns * 4
    return levels.withUnsafeBytes { bytes in
      [ImageCell](unsafeUninitializedCapacity: rows * columns) { cells, count in
        for row in 0..<rows {
          for column in 0..<columns {
            let start = row * 8 * stride + column * 4
            var search = BlockSearch(bytes, start: start, stride: stride, repertoire)
            cells.initializeElement(at: row * columns + column, to: search.best())
          }
        }
        count = rows * columns
      }
    }
  }
}
