/// A matrix over the values of each frame, for what can't be done inside the kernels.
///
/// The rows of a cosine transform read the same backwards, but for their signs: then sums and
/// differences of mirror images take the place of the inputs, and half of the products are saved.
struct MatrixStep: FrameStep {
  let outputCount: Int
  let reach: Int? = 1
  private let columns: Int
  private let isFolded: Bool
  /// All rows, or the even ones over the sums and the odd ones over the differences.
  private let parts: [RowBlocks]
  private var inputs: [Float]
  private var products: [Float]
  private var output: [Float]

  /// Takes the matrix `[outputs, inputs]`.
  init(_ rows: DenseRows) {
    let columns = rows.columns
    outputCount = rows.rows
    self.columns = columns
    isFolded = rows.mirrorsRows
    let value = { (row: Int, column: Int) in Float(rows.values[row * columns + column]) }
    parts =
      isFolded
      ? [
        RowBlocks(rows: (rows.rows + 1) / 2, columns: (columns + 1) / 2) { value(2 * $0, $1) },
        RowBlocks(rows: rows.rows / 2, columns: columns / 2) { value(2 * $0 + 1, $1) },
      ] : [RowBlocks(rows: rows.rows, columns: columns, value)]
    inputs = [Float](repeating: 0, count: columns)
    products = [Float](repeating: 0, count: parts.map(\.paddedRows).max() ?? 0)
    output = [Float](repeating: 0, count: rows.rows)
  }

  mutating func push(
    _ frame: UnsafeBufferPointer<Float>, _ body: (UnsafeBufferPointer<Float>) -> Void
  ) {
    precondition(frame.count == columns, "\(frame.count) values are not \(columns)")
    let (half, sums) = (columns / 2, (columns + 1) / 2)
    inputs.withUnsafeMutableBufferPointer { inputs in
      guard isFolded else {
        for place in 0..<columns { inputs[place] = frame[place] }
        return
      }
      for place in 0..<half {
        let image = frame[columns - 1 - place]
        inputs[place] = frame[place] + image
        inputs[sums + place] = frame[place] - image
      }
      if sums > half { inputs[half] = frame[half] }
    }
    for (place, part) in parts.enumerated() {
      inputs.withUnsafeBufferPointer { inputs in
        part.multiply(UnsafeBufferPointer(rebasing: inputs[(place * sums)...]), into: &products)
      }
      for row in 0..<part.rows { output[row * parts.count + place] = products[row] }
    }
    output.withUnsafeBufferPointer(body)
  }
}

/// Rows of a matrix, eight in a vector, so that no product is summed across a vector.
private struct RowBlocks: Sendable {
  typealias Lanes = SIMD8<Float>

  let rows: Int
  private let columns: Int
  /// `[blocks][columns]` of eight rows each; zeros after the last row.
  private let weights: [Lanes]

  init(rows: Int, columns: Int, _ value: (_ row: Int, _ column: Int) -> Float) {
    self.rows = rows
    self.columns = columns
    let width = Lanes.scalarCount
    let blocks = (rows + width - 1) / width
    var weights = [Lanes](repeating: .zero, count: blocks * columns)
    for row in 0..<rows {
      for column in 0..<columns {
        weights[row / width * columns + column][row % width] = value(row, column)
      }
    }
    self.weights = weights
  }

  /// Rows with those that fill the last block.
  var paddedRows: Int { (rows + Lanes.scalarCount - 1) / Lanes.scalarCount * Lanes.scalarCount }

  /// Multiplies values, of which `columns` are read, into the first of `products`.
  func multiply(_ values: UnsafeBufferPointer<Float>, into products: inout [Float]) {
    weights.withUnsafeBufferPointer { weights in
      products.withUnsafeMutableBytes { products in
        for first in stride(from: 0, to: rows, by: Lanes.scalarCount) {
          let sums = block(weights, from: first / Lanes.scalarCount * columns, values)
          products.storeBytes(
            of: sums, toByteOffset: first * MemoryLayout<Float>.stride, as: Lanes.self)
        }
      }
    }
  }

  /// Eight rows; four columns at a time, whose sums need not wait for each other.
  private func block(
    _ weights: UnsafeBufferPointer<Lanes>, from start: Int, _ values: UnsafeBufferPointer<Float>
  ) -> Lanes {
    var (first, second, third, fourth) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
    var column = 0
    while column + 4 <= columns {
      first += weights[start + column] * values[column]
      second += weights[start + column + 1] * values[column + 1]
      third += weights[start + column + 2] * values[column + 2]
      fourth += weights[start + column + 3] * values[column + 3]
      column += 4
    }
    while column < columns {
      first += weights[start + column] * values[column]
      column += 1
    }
    return (first + second) + (third + fourth)
  }
}
