import Labeling

extension AppState {
  /// The levels drawn darkest and brightest, in decibels.
  ///
  /// They are those chosen, else 70 dB down from the clip's loudest level, rounded up to 5 dB.
  public var decibels: ClosedRange<Float> {
    if let chosen = viewport.decibels { return chosen }
    let peak = current.flatMap { pictures.peak(of: $0.id) } ?? 0
    let ceiling = max(-50, (peak / 5).rounded(.up) * 5)
    return (ceiling - Viewport.automaticRange)...ceiling
  }

  /// Moves the floor by decibels; it stays at least 10 dB below the ceiling.
  mutating func moveFloor(by change: Float) {
    let now = decibels
    let floor = max(-200, min(now.lowerBound + change, now.upperBound - 10))
    viewport.decibels = floor...now.upperBound
  }

  /// Moves the ceiling by decibels; it stays at least 10 dB above the floor.
  mutating func moveCeiling(by change: Float) {
    let now = decibels
    let ceiling = min(60, max(now.upperBound + change, now.lowerBound + 10))
    viewport.decibels = now.lowerBound...ceiling
  }
}
