/// The best split into ink and ground where every pattern of a cell's pixels has a glyph.
///
/// The best two parts of a few numbers are always those above and below a threshold, so the pixels
/// are sorted and only the gaps between them tried. The brighter part is the ink.
struct PatternSearch {
  /// Pixel rows of a cell; it has two pixel columns.
  let rowsPerCell: Int
  /// The glyph of each pattern, by the bits of its inked pixels from the upper left row by row.
  let glyphs: [UInt32]

  init(rowsPerCell: Int, glyph: (Int) -> UInt32) {
    self.rowsPerCell = rowsPerCell
    glyphs = (0..<(1 << (2 * rowsPerCell))).map(glyph)
  }

  /// The cells of a picture, `[rows, columns]`.
  func cells(_ levels: [Float], columns: Int, rows: Int) -> [ImageCell] {
    let stride = columns * 2
    return levels.withUnsafeBufferPointer { pixels in
      withUnsafeTemporaryAllocation(of: (value: Float, bit: Int).self, capacity: 8) { sorted in
        (0..<rows * columns).map { index in
          let (row, column) = index.quotientAndRemainder(dividingBy: columns)
          let start = row * rowsPerCell * stride + column * 2
          for bit in 0..<rowsPerCell * 2 {
            let value = pixels[start + bit / 2 * stride + bit % 2]
            insert(value > 0 ? min(value, 1) : 0, bit, into: sorted)
          }
          return best(sorted)
        }
      }
    }
  }

  /// Inserts the pixel `bit` among those before it, brightest first.
  private func insert(
    _ value: Float, _ bit: Int, into sorted: UnsafeMutableBufferPointer<(value: Float, bit: Int)>
  ) {
    var place = bit
    while place > 0, sorted[place - 1].value < value {
      sorted[place] = sorted[place - 1]
      place -= 1
    }
    sorted[place] = (value, bit)
  }

  private func best(
    _ sorted: UnsafeMutableBufferPointer<(value: Float, bit: Int)>
  ) -> ImageCell {
    let count = rowsPerCell * 2
    var total: Float = 0
    for place in 0..<count { total += sorted[place].value }
    // A split must gain more than rounding does, or a flat cell would get a random glyph.
    var bestScore = total * total / Float(count) * (1 + 1e-5) + 1e-6
    var best = (bits: 0, ink: total / Float(count), ground: total / Float(count))
    var (sum, bits): (Float, Int) = (0, 0)
    for place in 0..<count - 1 {
      sum += sorted[place].value
      bits |= 1 << sorted[place].bit
      let (inked, rest) = (Float(place + 1), Float(count - place - 1))
      let score = sum * sum / inked + (total - sum) * (total - sum) / rest
      if score > bestScore {
        bestScore = score
        best = (bits, sum / inked, (total - sum) / rest)
      }
    }
    return ImageCell(glyphs[best.bits], ink: best.ink, ground: best.ground)
  }
}
