#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

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
  private let settings: PCENSettings
  private let smoothing: Double
  private let biasRoot: Double
  private var averages: [Double]
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
    self.settings = settings
    let frames = settings.timeConstant * sampleRate / Double(hopLength)
    // The same as in the formula, without the difference that a short time constant would lose.
    smoothing = 2 / (1 + (1 + 4 * frames * frames).squareRoot())
    biasRoot = pow(settings.bias, settings.power)
    averages = Array(repeating: 1, count: bandCount)
    values = Array(repeating: 0, count: bandCount)
  }

  /// Takes a frame of energies, `[bandCount]`, finite and at least 0, and gives it normalized.
  public mutating func push(
    _ frame: UnsafeBufferPointer<Float>, _ body: (UnsafeBufferPointer<Float>) -> Void
  ) {
    precondition(frame.count == outputCount, "\(frame.count) bands are not \(outputCount)")
    for (band, value) in frame.enumerated() {
      guard value.isFinite else {
        values[band] = .nan
        continue
      }
      let energy = Double(value) * settings.inputScale
      let average = averages[band] + smoothing * (energy - averages[band])
      averages[band] = average
      let divided = energy * exp(-settings.gain * log(settings.epsilon + average))
      values[band] = Float(compressed(divided))
    }
    values.withUnsafeBufferPointer(body)
  }

  /// Ends the signal: the next frame finds no loudness known.
  public mutating func finish(_ body: (UnsafeBufferPointer<Float>) -> Void) {
    for band in averages.indices { averages[band] = 1 }
  }

  private func compressed(_ energy: Double) -> Double {
    if settings.power == 0 { return log1p(energy) }
    if settings.bias == 0 { return pow(energy, settings.power) }
    return biasRoot * expm1(settings.power * log1p(energy / settings.bias))
  }
}
