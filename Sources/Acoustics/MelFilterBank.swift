/// Triangles evenly spaced on a mel scale.
public struct MelFilterBank: Sendable, Equatable {
  /// How high a triangle is.
  public enum Normalization: Sendable, Hashable {
    /// 1 at its centre (HTK).
    case peak
    /// So that its area is 1 over hertz (Slaney, librosa's `norm="slaney"`).
    case area
    /// So that a full-scale sine at its centre sums to a full-scale sine's power.
    case sine
  }

  /// What a triangle too narrow to hold a bin gives.
  public enum EmptyBand: Sendable, Hashable {
    /// Nothing, as the reference implementations do.
    case zero
    /// The power between the two nearest bins, so that no row of a picture is black.
    case interpolated
  }

  /// Centres of the bands in hertz.
  public let centers: [Float]
  /// The weights, `[melBands, 1 + nFFT/2]`.
  public let bands: SparseBands

  /// Makes the bank of some settings.
  ///
  /// - Throws: What ``AnalysisSettings/validate()`` finds.
  /// - Source: equals librosa 0.11 `filters.mel` to 1e-6 with `.peak` or `.area`, and `.zero`.
  public init(
    _ settings: AnalysisSettings, normalization: Normalization, emptyBand: EmptyBand = .zero
  ) throws(FeatureError) {
    try settings.validate()
    let high = settings.highHertz.map(Double.init) ?? settings.nyquistHertz
    let scale = settings.melScale
    let lowMels = scale.mels(ofHertz: Double(settings.lowHertz))
    let step = (scale.mels(ofHertz: high) - lowMels) / Double(settings.melBands + 1)
    let corners = (0...(settings.melBands + 1)).map {
      scale.hertz(ofMels: lowMels + step * Double($0))
    }
    let builder = TriangleBuilder(
      settings: settings, normalization: normalization, emptyBand: emptyBand)
    centers = corners[1...settings.melBands].map { Float($0) }
    bands = SparseBands(
      bands: (0..<settings.melBands).map {
        builder.band(low: corners[$0], center: corners[$0 + 1], high: corners[$0 + 2])
      },
      binCount: settings.binCount)
  }
}

/// Makes single triangles; frequencies are in hertz.
private struct TriangleBuilder {
  let settings: AnalysisSettings
  let normalization: MelFilterBank.Normalization
  let emptyBand: MelFilterBank.EmptyBand

  private var binHertz: Double { settings.sampleRate / Double(settings.nFFT) }

  func band(low: Double, center: Double, high: Double) -> SparseBands.Band {
    let last = settings.binCount - 1
    let firstBin = min(last, max(0, Int((low / binHertz).rounded(.up))))
    let lastBin = max(firstBin, min(last, Int((high / binHertz).rounded(.down))))
    var weights = (firstBin...lastBin).map { bin in
      let hertz = Double(bin) * binHertz
      return max(0, min((hertz - low) / (center - low), (high - hertz) / (high - center)))
    }
    if emptyBand == .interpolated, !weights.contains(where: { $0 > 0 }) {
      let below = min(last - 1, Int(center / binHertz))
      let fraction = min(1, center / binHertz - Double(below))
      return scaled(below, [1 - fraction, fraction], low, center, high)
    }
    while weights.count > 1, weights.last == 0 { weights.removeLast() }
    return scaled(firstBin, weights, low, center, high)
  }

  private func scaled(
    _ firstBin: Int, _ weights: [Double], _ low: Double, _ center: Double, _ high: Double
  ) -> SparseBands.Band {
    let factor: Double
    switch normalization {
    case .peak: factor = 1
    case .area: factor = 2 / (high - low)
    case .sine:
      let sum = sinePower(center, firstBin, weights)
      factor = sum > 0 ? 1 / sum : 0
    }
    return SparseBands.Band(firstBin: firstBin, weights: weights.map { Float($0 * factor) })
  }

  /// What weights make of a sine of power 1, up to six side lobes away.
  private func sinePower(_ hertz: Double, _ firstBin: Int, _ weights: [Double]) -> Double {
    let windowBins = Double(settings.windowLength) / Double(settings.nFFT)
    var sum = 0.0
    for (place, weight) in weights.enumerated() {
      let distance = (Double(firstBin + place) - hertz / binHertz) * windowBins
      if abs(distance) < 8 {
        sum += weight * settings.windowShape.response(atDistance: distance)
      }
    }
    return sum
  }
}
