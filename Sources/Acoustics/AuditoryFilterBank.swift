#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Filters as the ear has them, evenly spaced on their scale.
struct AuditoryFilterBank {
  /// Whose filters.
  enum Shape {
    /// Critical bands, flat over a Bark, 25 dB a Bark below and 10 dB above.
    ///
    /// - Source: Hermansky, *Perceptual linear predictive analysis of speech*, JASA 87 (1990), eq. 4.
    case criticalBand
    /// Rounded exponentials, one equivalent rectangular bandwidth wide: (1 + pg) exp(−pg).
    ///
    /// - Source: Glasberg, Moore, *Derivation of auditory filter shapes*, 1990.
    case roundedExponential

    /// The scale that they are evenly spaced on.
    var scale: FrequencyScale {
      switch self {
      case .criticalBand: .bark
      case .roundedExponential: .erb
      }
    }
  }

  /// Less of a sine's power than that is none.
  private static let least = 1e-5

  /// Centers of the bands in hertz.
  let centers: [Float]
  /// The weights, `[bands, 1 + nFFT/2]`.
  let bands: SparseBands

  /// Makes the filters of some settings, whose bands, limits and heights are those of mel bands.
  ///
  /// - Throws: The rule that the settings break.
  init(_ settings: AnalysisSettings, _ shape: Shape) throws(FeatureError) {
    try settings.validateBands()
    let scale = shape.scale
    let low = scale.value(ofHertz: settings.lowHertz)
    let high = scale.value(ofHertz: settings.highHertz ?? settings.nyquistHertz)
    let step = (high - low) / Double(settings.melBands + 1)
    let centers = (1...settings.melBands).map {
      scale.hertz(ofValue: low + step * Double($0))
    }
    let shaper = BandShaper(settings, readsSines: settings.melNormalization == .sine)
    let hertz = (0..<settings.binCount).map { Double($0) * settings.binHertz }
    let values = hertz.map { scale.value(ofHertz: $0) }
    bands = SparseBands(
      bands: centers.map { center in
        let own = scale.value(ofHertz: center)
        let weights = hertz.indices.map { bin in
          let weight =
            switch shape {
            case .criticalBand: Self.criticalBand(values[bin] - own)
            case .roundedExponential: Self.roundedExponential(hertz[bin], center)
            }
          return weight >= Self.least ? weight : 0
        }
        let band = shaper.band(first: 0, weights: weights, center: center)
        return band.scaled(by: Self.factor(band, center, settings, shaper))
      }, binCount: settings.binCount)
    self.centers = centers.map { Float($0) }
  }

  /// What is left of a sine's power some Bark above the center of a critical band.
  private static func criticalBand(_ distance: Double) -> Double {
    switch distance {
    case -1.3 ..< -0.5: pow(10, 2.5 * (distance + 0.5))
    case -0.5..<0.5: 1
    case 0.5...2.5: pow(10, 0.5 - distance)
    default: 0
    }
  }

  /// What is left of a sine's power at a frequency, in the filter of another one.
  private static func roundedExponential(_ hertz: Double, _ center: Double) -> Double {
    let bandwidth = 24.7 * (0.00437 * center + 1)
    let distance = 4 * abs(hertz - center) / bandwidth
    return (1 + distance) * exp(-distance)
  }

  private static func factor(
    _ band: SparseBands.Band, _ center: Double, _ settings: AnalysisSettings, _ shaper: BandShaper
  ) -> Double {
    let sum: Double
    switch settings.melNormalization {
    case .peak: return 1
    case .area: sum = band.weights.reduce(0, +) * settings.binHertz
    case .sine: sum = shaper.sinePower(ofHertz: center, band)
    }
    return sum > 0 ? 1 / sum : 0
  }
}
