import CKernels

/// A matrix as the kernels read it.
///
/// The rows of a cosine transform read the same backwards, but for their signs. Then the inputs are
/// folded to sums and differences of mirror images first, and half of the products are saved.
final class MatrixTables {
  private let rows: Int
  private let columns: Int
  /// All rows, or the even ones over the sums.
  private let matrix: RealBuffer
  /// The odd rows over the differences, of a folded matrix.
  private let differences: RealBuffer?
  private let precision: Precision

  init(_ dense: DenseRows, _ precision: Precision) {
    rows = dense.rows
    columns = dense.columns
    self.precision = precision
    let (rows, columns) = (dense.rows, dense.columns)
    let value = { (row: Int, column: Int) in dense.values[row * columns + column] }
    guard dense.mirrorsRows else {
      matrix = MatrixTables.blocks(rows: rows, columns: columns, precision, of: value)
      differences = nil
      return
    }
    let sums = (columns + 1) / 2
    matrix = MatrixTables.blocks(rows: (rows + 1) / 2, columns: sums, precision) {
      value(2 * $0, $1)
    }
    // The differences are left in the second half, in the reverse order.
    differences = MatrixTables.blocks(rows: rows / 2, columns: columns / 2, precision) {
      value(2 * $0 + 1, columns / 2 - 1 - $1)
    }
  }

  /// Multiplies a lane array, which is spoilt.
  func multiply(
    _ kernels: UnsafePointer<ek_lane_kernels>, _ input: RealBuffer, into output: RealBuffer
  ) {
    guard let differences else {
      kernels.pointee.product(
        matrix.start, Int32(rows), Int32(columns), input.start, output.start, 1)
      return
    }
    let sums = (columns + 1) / 2
    kernels.pointee.fold(input.start, Int32(columns))
    kernels.pointee.product(
      matrix.start, Int32((rows + 1) / 2), Int32(sums), input.start, output.start, 2)
    kernels.pointee.product(
      differences.start, Int32(rows / 2), Int32(columns / 2), input.lanes(at: sums),
      output.lanes(at: 1), 2)
  }

  /// `[blocks][columns][rows of a block]`, zeros after the last row.
  private static func blocks(
    rows: Int, columns: Int, _ precision: Precision, of value: (Int, Int) -> Double
  ) -> RealBuffer {
    let height = Int(ek_block)
    let buffer = RealBuffer(count: (rows + height - 1) / height * columns * height, precision)
    for row in 0..<rows {
      for column in 0..<columns {
        buffer[(row / height * columns + column) * height + row % height] = value(row, column)
      }
    }
    return buffer
  }
}

extension DenseRows {
  /// Whether even rows are their own mirror images and odd rows the negatives of theirs, to within
  /// rounding.
  var mirrorsRows: Bool {
    let tolerance = values.reduce(0) { max($0, abs($1)) } * 1e-13
    return (0..<rows).allSatisfy { row in
      (0..<columns).allSatisfy { column in
        let value = values[row * columns + column]
        let image = values[row * columns + columns - 1 - column]
        return abs(value - (row % 2 == 0 ? image : -image)) <= tolerance
      }
    }
  }
}
