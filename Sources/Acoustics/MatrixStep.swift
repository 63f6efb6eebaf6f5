/// A matrix over the values of each frame, for what can't be done inside the kernels.
struct MatrixStep: FrameStep {
  private let matrix: [Float]
  private let columns: Int
  let outputCount: Int
  let reach: Int? = 1
  private var output: [Float]

  /// Takes the matrix `[outputs, inputs]`.
  init(_ rows: DenseRows) {
    matrix = rows.values.map { Float($0) }
    columns = rows.columns
    outputCount = rows.rows
    output = [Float](repeating: 0, count: rows.rows)
  }

  mutating func push(
    _ frame: UnsafeBufferPointer<Float>, _ body: (UnsafeBufferPointer<Float>) -> Void
  ) {
    matrix.withUnsafeBytes { matrix in
      for row in 0..<outputCount {
        output[row] = MatrixStep.product(matrix, from: row * columns, UnsafeRawBufferPointer(frame))
      }
    }
    output.withUnsafeBufferPointer(body)
  }

  /// A row times the frame, eight columns at a time.
  private static func product(
    _ matrix: UnsafeRawBufferPointer, from start: Int, _ frame: UnsafeRawBufferPointer
  ) -> Float {
    let width = MemoryLayout<Float>.stride
    let count = frame.count / width
    var sums = SIMD8<Float>()
    var place = 0
    while place + 8 <= count {
      let weights = matrix.loadUnaligned(
        fromByteOffset: (start + place) * width, as: SIMD8<Float>.self)
      sums += weights * frame.loadUnaligned(fromByteOffset: place * width, as: SIMD8<Float>.self)
      place += 8
    }
    var sum = sums.sum()
    while place < count {
      sum +=
        matrix.loadUnaligned(fromByteOffset: (start + place) * width, as: Float.self)
        * frame.loadUnaligned(fromByteOffset: place * width, as: Float.self)
      place += 1
    }
    return sum
  }
}
