import Acoustics
import Explorer

/// Finds samples that are no amplitudes: NaN, infinite, or so large that the kernels take them for 0.
struct AmplitudeCheck {
  private let limit: Float
  private let isLenient: Bool
  private var count = 0
  private var first: (sample: Int, value: Float)?

  /// Makes the check of an analysis.
  ///
  /// - Parameter isLenient: Whether such samples count as 0; else they are refused.
  init(_ settings: AnalysisSettings, isLenient: Bool) {
    // As the kernels have it.
    limit = max(2, 1e12 / max(settings.conditioning.scale, 1))
    self.isLenient = isLenient
  }

  /// Makes samples that are no amplitudes 0.
  ///
  /// - Parameter start: The number of the first sample in the file.
  /// - Returns: Whether there are some and they are refused.
  mutating func clean(_ samples: inout [Float], from start: Int) -> Bool {
    let limit = limit
    var outside: UInt32 = 0
    // Without a branch the loop takes many samples at once.
    for sample in samples { outside |= abs(sample) <= limit ? 0 : 1 }
    if outside == 0 { return false }
    for index in samples.indices where !(abs(samples[index]) <= limit) {
      if first == nil { first = (start + index, samples[index]) }
      count += 1
      samples[index] = 0
    }
    return !isLenient
  }

  /// What was found, as a warning.
  var warnings: [String] { first == nil ? [] : ["\(clause) and count as 0"] }

  /// What was found, as an error.
  var refusal: Failure {
    let why = first.map { "\(clause), the first is number \($0.sample): \(text($0.value))" }
    return Failure(
      what: "Cannot analyze it", why: why ?? clause,
      remedy: "repair it; where a command has it, --allow-non-finite counts them as 0")
  }

  private var clause: String {
    count == 1 ? "1 sample is no amplitude" : "\(Format.count(count)) samples are no amplitudes"
  }

  private func text(_ value: Float) -> String {
    if value.isNaN { return "NaN" }
    guard value.isFinite else { return value < 0 ? "−infinity" : "infinity" }
    return "\(value), beyond \(limit)"
  }
}
