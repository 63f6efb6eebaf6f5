/// Makes bands of the weights that bins have, and says what they make of a sine.
struct BandShaper {
  private let settings: AnalysisSettings
  private let response: (Double) -> Double

  /// - Parameter readsSines: Whether ``sinePower(ofHertz:_:)`` will be asked.
  init(_ settings: AnalysisSettings, readsSines: Bool) {
    self.settings = settings
    response = readsSines ? settings.windowResponse : { _ in 1 }
  }

  /// A band without the zeros at its ends; where it holds no bin, what the settings say.
  ///
  /// - Parameters:
  ///   - first: The bin of the first weight.
  ///   - center: The frequency that an empty band takes its power from, in hertz.
  func band(first: Int, weights: [Double], center: Double) -> SparseBands.Band {
    var (first, weights) = (first, weights)
    if settings.emptyBand == .interpolated, !weights.contains(where: { $0 > 0 }) {
      first = min(settings.binCount - 2, Int(center / settings.binHertz))
      let fraction = min(1, center / settings.binHertz - Double(first))
      weights = [1 - fraction, fraction]
    }
    while weights.count > 1, weights.last == 0 { weights.removeLast() }
    while weights.count > 1, weights.first == 0 {
      weights.removeFirst()
      first += 1
    }
    return SparseBands.Band(firstBin: first, weights: weights)
  }

  /// What a band makes of a sine of power 1, up to six side lobes away.
  func sinePower(ofHertz hertz: Double, _ band: SparseBands.Band) -> Double {
    let windowBins = Double(settings.windowLength) / Double(settings.nFFT)
    var sum = 0.0
    for (place, weight) in band.weights.enumerated() {
      let distance =
        (Double(band.firstBin + place) - hertz / settings.binHertz) * windowBins
      if abs(distance) < 8 { sum += weight * response(distance) }
    }
    return sum
  }
}

extension SparseBands.Band {
  /// The same with every weight times a number.
  func scaled(by factor: Double) -> SparseBands.Band {
    SparseBands.Band(firstBin: firstBin, weights: weights.map { $0 * factor })
  }
}
