import Acoustics

/// Why a front end can't be made, or can't take a clip.
public enum FrontEndError: Error, Sendable, Hashable {
  /// The rate is none that recordings have.
  case sampleRate(Double)
  /// The window is too short or too long.
  case sampleCount(Int)
  /// A parameter breaks its rule.
  case parameter(name: String, value: String, rule: String)
  /// The window is too short for a single frame.
  case noFrame(sampleCount: Int)
  /// The feature breaks a rule of its own.
  case feature(FeatureError)
  /// A sample is not a finite number.
  case sampleNotFinite(sample: Int)
  /// There is not a single sample.
  case empty

  /// What happened, why, and what to do.
  public var sentence: (what: String, why: String, remedy: String) {
    let what = "Cannot prepare what the model sees"
    switch self {
    case .sampleRate(let rate):
      return (what, "a sample rate of \(rate) Hz makes no sense here", "use 8000 or 16000 Hz")
    case .sampleCount(let count):
      let limits = FrontEnd.sampleLimits
      return (
        what,
        "a window of \(count) samples is not from \(limits.lowerBound) to \(limits.upperBound)",
        "use a window of about a second"
      )
    case .parameter(let name, let value, let rule):
      return (what, "\(name) is \(value), not \(rule)", "give it another value")
    case .noFrame(let count):
      return (
        what, "a window of \(count) samples is too short for a single frame",
        "make the model's window longer, or the analysis window shorter"
      )
    case .feature(let error): return error.sentence
    case .sampleNotFinite(let sample):
      return (
        "Cannot use the clip", "sample \(sample) is not a finite number",
        "repair it, or move it to quarantine"
      )
    case .empty:
      return ("Cannot use the clip", "it has no samples", "move it to quarantine")
    }
  }
}
