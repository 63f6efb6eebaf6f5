#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The orthonormal DCT-II, cut after some coefficients.
public enum CosineTransform {
  /// The matrix `[coefficients, inputs]`, row-major.
  ///
  /// - Source: equals SciPy's `dct(type=2, norm="ortho")` to 1e-12.
  public static func orthonormal(coefficients: Int, inputs: Int) -> DenseRows {
    var values: [Double] = []
    values.reserveCapacity(coefficients * inputs)
    for coefficient in 0..<coefficients {
      let scale = sqrt((coefficient == 0 ? 1 : 2) / Double(inputs))
      for input in 0..<inputs {
        let phase = Double.pi * Double(coefficient) * (Double(input) + 0.5) / Double(inputs)
        values.append(scale * cos(phase))
      }
    }
    return DenseRows(values: values, rows: coefficients, columns: inputs)
  }
}

/// A matrix `[rows, columns]` that the kernels multiply a frame by.
public struct DenseRows: Sendable, Equatable {
  /// The values, row after row.
  public let values: [Double]
  /// How many values come out.
  public let rows: Int
  /// How many values go in.
  public let columns: Int

  /// Makes a matrix.
  ///
  /// - Precondition: `values.count == rows * columns`.
  public init(values: [Double], rows: Int, columns: Int) {
    precondition(
      values.count == rows * columns, "\(values.count) values are not [\(rows), \(columns)]")
    self.values = values
    self.rows = rows
    self.columns = columns
  }
}
