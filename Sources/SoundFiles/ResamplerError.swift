/// Why a sound can't be resampled: the values, and the rule they break.
public enum ResamplerError: Error, Sendable, Hashable {
  /// A rate is no number from `lowest` to `highest`, in hertz.
  case rate(Double, lowest: Double, highest: Double)
  /// One rate is more than `limit` times the other.
  case ratio(from: Double, to: Double, limit: Double)
  /// soxr refuses; the reason is its own text.
  case refused(from: Double, to: Double, reason: String)

  /// What happened, why, and what to do, as three clauses without a full stop.
  public var sentence: (what: String, why: String, remedy: String) {
    switch self {
    case .rate(let rate, let lowest, let highest):
      (
        "Cannot resample",
        "\(plain(rate)) is not a sample rate from \(plain(lowest)) to \(plain(highest)) Hz",
        "give samples per second, e.g. 16000"
      )
    case .ratio(let from, let to, let limit):
      (
        "Cannot resample from \(plain(from)) to \(plain(to)) Hz",
        "one rate is more than \(plain(limit)) times the other", "choose a rate nearer to the first"
      )
    case .refused(let from, let to, let reason):
      (
        "Cannot resample from \(plain(from)) to \(plain(to)) Hz", "soxr says: \(reason)",
        "choose another rate"
      )
    }
  }

  private func plain(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? spaced(Int(value)) : String(value)
  }
}
