#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension DenseRows {
  /// The matrix from levels of mel bands to cepstral coefficients, lifter included.
  static func cepstral(_ settings: AnalysisSettings) -> DenseRows {
    let inputs = settings.melBands
    let cepstrum = settings.cepstrum
    let base = CosineTransform.orthonormal(
      coefficients: settings.coefficients, inputs: inputs)
    var values = base.values
    for row in 0..<settings.coefficients {
      var factor = 1.0
      if row == 0, cepstrum.scaling == .htk { factor = 2.0.squareRoot() }
      if cepstrum.lifter > 0 {
        let phase = Double(cepstrum.lifterRule == .librosa ? row + 1 : row)
        factor *= 1 + cepstrum.lifter / 2 * sin(Double.pi * phase / cepstrum.lifter)
      }
      for column in 0..<inputs { values[row * inputs + column] *= factor }
    }
    return DenseRows(values: values, rows: settings.coefficients, columns: inputs)
  }
}
