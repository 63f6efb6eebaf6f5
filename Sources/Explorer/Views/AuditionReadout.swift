import CellCanvas

/// What the status line says about the sound: what plays, and what is not as usual.
struct AuditionReadout {
  private let audition: Audition
  private let origin: Int
  /// A review plays clips on arrival, so that this is not told.
  private let isReview: Bool

  init(_ state: AppState) {
    audition = state.audition
    isReview = state.isReviewing
    origin = state.clipSamples?.lowerBound ?? 0
  }

  /// Words of few columns, most telling first.
  var words: [(text: String, slot: ThemeSlot)] {
    var words: [(String, ThemeSlot)] = []
    if let playing = audition.playing { words.append((time(of: playing), .cursor)) }
    if case .absent = audition.device { words.append(("♪ off", .warn)) }
    if audition.isLooping { words.append(("loop", .text)) }
    if audition.speed != 1 {
      let pitch = audition.keepsPitch ? "" : " pitch"
      words.append(("×" + Self.speed(audition.speed) + pitch, .text))
    }
    if audition.decibels != 0 {
      let sign = audition.decibels > 0 ? "+" : ""
      words.append((sign + Format.number(Double(audition.decibels), decimals: 0) + " dB", .text))
    }
    if audition.side != .both { words.append((audition.side.rawValue, .text)) }
    if audition.playsOnArrival, !isReview { words.append(("auto-play", .text)) }
    return words
  }

  /// A speed without needless zeros: `0.5`, `2`.
  static func speed(_ speed: Double) -> String {
    Format.number(speed, decimals: speed == speed.rounded() ? 0 : 1)
  }

  /// The time under the ear, as wide as the last one will be.
  private func time(of playing: Audition.Playing) -> String {
    let sign = playing.isPaused ? "paused" : "▶"
    guard let sample = playing.playhead, let span = playing.span, let rate = playing.sampleRate,
      rate > 0
    else { return sign }
    let widest = Format.time(Double(span.upperBound - origin) / rate, decimals: 1)
    let seconds = (Double(sample - origin) / rate * 10).rounded(.down) / 10
    let now = DisplayText(Format.time(seconds, decimals: 1)).paddedLeft(to: widest.count)
    return "\(sign) \(now.text)"
  }
}
