extension AppState {
  /// The highest frequency of the clip under the cursor in hertz, once its rate is known.
  var nyquist: Float? { sampleRate.map { Float($0 / 2) } }

  /// The visible frequencies, inside those that the clip has.
  public var visibleHertz: ClosedRange<Float>? {
    guard let nyquist else { return nil }
    guard let chosen = viewport.hertz, chosen.lowerBound < nyquist else { return 0...nyquist }
    return chosen.lowerBound...min(chosen.upperBound, nyquist)
  }

  /// Zooms in frequency around the middle; a factor above 1 shows less.
  mutating func zoomFrequency(by factor: Float) {
    guard let visible = visibleHertz, let nyquist else { return }
    let half = (visible.upperBound - visible.lowerBound) / factor / 2
    let middle = (visible.lowerBound + visible.upperBound) / 2
    showFrequencies(from: middle - half, width: max(2 * half, nyquist / 256))
  }

  /// Scrolls in frequency by a share of what is visible.
  mutating func panFrequency(by share: Float) {
    if viewport.view == .input { return scrollInput(by: share) }
    guard let visible = visibleHertz else { return }
    let width = visible.upperBound - visible.lowerBound
    showFrequencies(from: visible.lowerBound + share * width, width: width)
  }

  private mutating func showFrequencies(from low: Float, width: Float) {
    guard let nyquist else { return }
    guard width < nyquist * 0.999 else {
      viewport.hertz = nil
      return
    }
    let start = max(0, min(low, nyquist - width))
    viewport.hertz = start...(start + width)
  }
}
