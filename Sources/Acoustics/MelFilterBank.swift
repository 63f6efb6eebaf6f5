/// Triangles evenly spaced on a mel scale.
public struct MelFilterBank: Sendable, Equatable {
  /// Centres of the bands in hertz.
  public let centers: [Float]
  /// The weights, `[melBands, 1 + nFFT/2]`.
  public let bands: SparseBands

  /// Makes the bank of some settings.
  ///
  /// - Throws: The rule that the settings break.
  /// - Source: equals librosa 0.11 `filters.mel` to 1e-6, Kaldi's `MelBanks` and TensorFlow's
  ///   `MfccMelFilterbank` by their ``MelBankRule``.
  public init(_ settings: AnalysisSettings) throws(FeatureError) {
    try settings.validateBands()
    let scale = settings.melScale
    let low = scale.mels(ofHertz: settings.lowHertz)
    let high = scale.mels(ofHertz: settings.highHertz ?? settings.nyquistHertz)
    let step = (high - low) / Double(settings.melBands + 1)
    let corners = (0...(settings.melBands + 1)).map { low + step * Double($0) }
    let builder = TriangleBuilder(settings)
    centers = corners[1...settings.melBands].map { Float(scale.hertz(ofMels: $0)) }
    bands = SparseBands(
      bands: (0..<settings.melBands).map {
        builder.band(corners[$0], corners[$0 + 1], corners[$0 + 2])
      },
      binCount: settings.binCount)
  }

  /// The bands that hold no bin and so are always silent.
  public var emptyBands: [Int] {
    bands.bands.indices.filter { !bands.bands[$0].weights.contains { $0 > 0 } }
  }
}

/// Makes single triangles; corners are in mels.
private struct TriangleBuilder {
  private let settings: AnalysisSettings
  private let scale: MelScale
  private let step: Double
  private let bins: ClosedRange<Int>
  private let shaper: BandShaper

  init(_ settings: AnalysisSettings) {
    self.settings = settings
    scale = settings.melScale
    step = settings.binHertz
    let last = settings.binCount - 1
    switch settings.melBank {
    case .librosa: bins = 0...last
    case .kaldi: bins = 0...max(0, settings.nFFT.isMultiple(of: 2) ? last - 1 : last)
    case .tensorflow: bins = min(last, Int(1.5 + settings.lowHertz / settings.binHertz))...last
    }
    shaper = BandShaper(settings, readsSines: settings.melNormalization == .sine)
  }

  func band(_ low: Double, _ center: Double, _ high: Double) -> SparseBands.Band {
    let (lowHertz, highHertz) = (scale.hertz(ofMels: low), scale.hertz(ofMels: high))
    let centerHertz = scale.hertz(ofMels: center)
    let first = max(bins.lowerBound, min(bins.upperBound, Int((lowHertz / step).rounded(.down))))
    let last = max(first, min(bins.upperBound, Int((highHertz / step).rounded(.up))))
    let weights = (first...last).map { bin in
      let hertz = Double(bin) * step
      guard settings.melBank != .librosa else {
        return triangle(hertz, lowHertz, centerHertz, highHertz)
      }
      return triangle(scale.mels(ofHertz: hertz), low, center, high)
    }
    let band = shaper.band(first: first, weights: weights, center: centerHertz)
    return band.scaled(by: factor(band, lowHertz, centerHertz, highHertz))
  }

  private func triangle(_ x: Double, _ low: Double, _ center: Double, _ high: Double) -> Double {
    max(0, min((x - low) / (center - low), (high - x) / (high - center)))
  }

  private func factor(
    _ band: SparseBands.Band, _ low: Double, _ center: Double, _ high: Double
  ) -> Double {
    switch settings.melNormalization {
    case .peak: return 1
    case .area: return 2 / (high - low)
    case .sine:
      let sum = shaper.sinePower(ofHertz: center, band)
      return sum > 0 ? 1 / sum : 0
    }
  }
}
