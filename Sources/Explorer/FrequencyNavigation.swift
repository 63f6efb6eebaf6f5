import Acoustics
import Labeling

extension AppState {
  /// The highest frequency of the clip under the cursor in hertz, once its rate is known; with another
  /// one beside it, the highest that both have.
  var nyquist: Float? {
    sampleRate.map { rate in
      let other = otherClip.map(\.recording.sampleRate) ?? 0
      return Float((other > 0 ? min(rate, other) : rate) / 2)
    }
  }

  /// The visible frequencies, inside those that the clip has.
  public var visibleHertz: ClosedRange<Float>? {
    guard let nyquist else { return nil }
    guard let chosen = viewport.hertz, chosen.lowerBound < nyquist else { return 0...nyquist }
    return chosen.lowerBound...min(chosen.upperBound, nyquist)
  }

  /// The scale on which frequencies lie in the view.
  var frequencyScale: FrequencyScale { viewport.view.ownScale ?? viewport.scale }

  /// All frequencies on the scale of the view.
  private var wholeAxis: FrequencyAxis? {
    guard let nyquist, nyquist > 0 else { return nil }
    return FrequencyAxis(frequencyScale, 0...Double(nyquist))
  }

  /// Zooms in frequency around one, else that under the cursor; a factor above 1 shows less.
  mutating func zoomFrequency(by factor: Double, around hertz: Float? = nil) {
    guard let visible = visiblePlaces, let axis = wholeAxis else { return }
    let width = visible.upperBound - visible.lowerBound
    let middle = (visible.lowerBound + visible.upperBound) / 2
    let center =
      (hertz ?? crosshair?.hertz).map { axis.place(ofHertz: Double($0)) } ?? middle
    let fixed = visible.contains(center) ? center : middle
    let wanted = max(width / factor, 1.0 / 256)
    showFrequencies(from: fixed - (fixed - visible.lowerBound) * wanted / width, width: wanted)
  }

  /// Scrolls in frequency by a share of what is visible.
  mutating func panFrequency(by share: Double) {
    if viewport.view == .input { return scrollInput(by: share) }
    guard let visible = visiblePlaces else { return }
    let width = visible.upperBound - visible.lowerBound
    showFrequencies(from: visible.lowerBound + share * width, width: width)
  }

  /// The visible part of all frequencies on the scale, within 0 to 1.
  private var visiblePlaces: ClosedRange<Double>? {
    guard let visible = visibleHertz, let axis = wholeAxis else { return nil }
    let low = max(0, axis.place(ofHertz: Double(visible.lowerBound)))
    return low...max(low + 1e-6, min(1, axis.place(ofHertz: Double(visible.upperBound))))
  }

  private mutating func showFrequencies(from low: Double, width: Double) {
    guard let axis = wholeAxis else { return }
    guard width < 0.999 else {
      viewport.hertz = nil
      return
    }
    let start = max(0, min(low, 1 - width))
    let bottom = start == 0 ? 0 : axis.hertz(atPlace: start)
    viewport.hertz = Float(bottom)...Float(axis.hertz(atPlace: start + width))
  }

  /// Takes the next scale of frequencies.
  mutating func stepScale() {
    let all = FrequencyScale.allCases
    let place = all.firstIndex(of: viewport.scale) ?? 0
    viewport.scale = all[(place + 1) % all.count]
    say("Frequencies: \(viewport.scale.title).")
  }
}

extension FrequencyScale {
  /// The name as shown.
  var title: String {
    switch self {
    case .linear: "linear"
    case .logarithmic: "logarithmic"
    case .mel: "mel"
    case .bark: "Bark"
    case .erb: "ERB"
    }
  }
}
