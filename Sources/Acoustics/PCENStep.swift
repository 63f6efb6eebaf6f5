/// Per-channel energy normalization: loudness against its own running average, band by band.
///
/// With energy E, scaled by `inputScale`, and its average M:
///
/// ```
/// M[t] = (1 − b) M[t − 1] + b E[t],  M[−1] = 1,  b = (√(1 + 4T²) − 1) / 2T²
/// out = (E (ε + M)^−gain + bias)^power − bias^power
/// ```
///
/// T is the time constant in frames. An energy that is not a finite number comes out as NaN and
/// leaves the average as it was.
///
/// - Source: librosa 0.11 `pcen` with its initial state; Wang et al., *Trainable Frontend For
///   Robust and Far-Field Keyword Spotting*, ICASSP 2017, doi:10.1109/ICASSP.2017.7953242.
public struct PCENStep: FrameStep {
  /// Bands.
  public let outputCount: Int
  private let curve: PCENCurve
  private let inputScale: Double
  private let smoothing: Double
  /// Averages of the bands, four together; the last ones may be of none.
  private var averages: [SIMD4<Double>]
  private var energies: [SIMD4<Double>]
  /// What the curve makes of both.
  private var results: [SIMD4<Double>]
  private var values: [Float]

  /// Prepares it.
  ///
  /// - Parameters:
  ///   - sampleRate: Of the signal that the frames come from.
  ///   - hopLength: Samples from one frame to the next.
  /// - Throws: The rule that the settings break.
  public init(
    bandCount: Int, sampleRate: Double, hopLength: Int, settings: PCENSettings = .standard
  ) throws(FeatureError) {
    precondition(bandCount >= 1, "\(bandCount) bands are not at least 1")
    guard sampleRate.isFinite, sampleRate > 0 else { throw .sampleRate(sampleRate) }
    guard hopLength >= 1 else { throw .hopLength(hopLength) }
    try settings.validate()
    outputCount = bandCount
    curve = PCENCurve(settings)
    inputScale = settings.inputScale
    let frames = settings.timeConstant * sampleRate / Double(hopLength)
    // The same as in the formula, without the difference that a short time constant would lose.
    smoothing = 2 / (1 + (1 + 4 * frames * frames).squareRoot())
    let groups = (bandCount + PCENStep.lanes - 1) / PCENStep.lanes
    averages = Array(repeating: .one, count: groups)
    energies = Array(repeating: .one, count: groups)
    results = energies
    values = Array(repeating: 0, count: bandCount)
  }

  /// Takes a frame of energies, `[bandCount]`, finite and at least 0, and gives it normalized.
  public mutating func push(
    _ frame: UnsafeBufferPointer<Float>, _ body: (UnsafeBufferPointer<Float>) -> Void
  ) {
    precondition(frame.count == outputCount, "\(frame.count) bands are not \(outputCount)")
    let (bandCount, inputScale, smoothing, curve) = (outputCount, inputScale, smoothing, curve)
    energies.withUnsafeMutableBytes { bytes in
      let energies = bytes.bindMemory(to: Double.self)
      for band in 0..<bandCount { energies[band] = Double(frame[band]) * inputScale }
    }
    energies.withUnsafeMutableBufferPointer { energies in
      averages.withUnsafeMutableBufferPointer { averages in
        results.withUnsafeMutableBufferPointer { results in
          for group in energies.indices {
            let (energy, before) = (energies[group], averages[group])
            averages[group] = (before + smoothing * (energy - before))
              .replacing(with: before, where: PCENStep.broken(energy))
            results[group] = averages[group]
          }
          curve.apply(energies, averages: results)
          for group in energies.indices {
            results[group].replace(with: .nan, where: PCENStep.broken(energies[group]))
          }
        }
      }
    }
    results.withUnsafeBytes { bytes in
      let results = bytes.bindMemory(to: Double.self)
      for band in 0..<bandCount { values[band] = Float(results[band]) }
    }
    values.withUnsafeBufferPointer(body)
  }

  /// Ends the signal: the next frame finds no loudness known.
  public mutating func finish(_ body: (UnsafeBufferPointer<Float>) -> Void) {
    for group in averages.indices { averages[group] = .one }
  }

  /// Which energies are no finite numbers.
  @inline(__always)
  private static func broken(_ energy: SIMD4<Double>) -> SIMDMask<SIMD4<Int64>> {
    // An infinity less itself is not a number, and that equals nothing.
    (energy - energy) .!= 0
  }

  private static let lanes = SIMD4<Double>.scalarCount
}
