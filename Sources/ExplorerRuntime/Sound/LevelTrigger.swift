/// Decides which sound is worth keeping.
///
/// That is what comes from a little before it gets loud until it was quiet for a while.
public struct LevelTrigger: Sendable {
  /// What becomes of the samples that came.
  public enum Verdict: Sendable, Equatable {
    /// They are kept back for the case that it gets loud, or forgotten.
    case wait
    /// A sound begins with these samples, which came last.
    case begin([Float])
    /// They belong to the sound.
    case keep
    /// They are the last ones of the sound.
    case end
  }

  private let threshold: Float
  private let channelCount: Int
  private let preRollCount: Int
  private let holdCount: Int
  private var kept: [Float] = []
  private var quietCount = 0
  private var isOn = false

  /// Makes a trigger that waits.
  ///
  /// - Parameters:
  ///   - decibels: The peak level that is loud, in dB re full scale.
  ///   - preRoll: Seconds kept from before.
  ///   - hold: Seconds of quiet that end a sound.
  public init(
    decibels: Double, preRoll: Double, hold: Double, sampleRate: Double, channelCount: Int
  ) {
    threshold = SoundSetup.gain(decibels: decibels)
    self.channelCount = channelCount
    preRollCount = Int((preRoll * sampleRate).rounded())
    holdCount = Int((hold * sampleRate).rounded())
  }

  /// Takes the next samples, interleaved.
  public mutating func push(_ samples: [Float]) -> Verdict {
    let loud = samples.lastIndex { abs($0) >= threshold }
    if isOn {
      let count = samples.count / channelCount
      quietCount = loud.map { count - 1 - $0 / channelCount } ?? quietCount + count
      guard quietCount >= holdCount else { return .keep }
      isOn = false
      kept = []
      return .end
    }
    guard loud != nil, let first = samples.firstIndex(where: { abs($0) >= threshold }) else {
      kept += samples
      kept.removeFirst(max(0, kept.count - preRollCount * channelCount))
      return .wait
    }
    isOn = true
    quietCount = 0
    let onset = kept.count + first / channelCount * channelCount
    kept += samples
    kept.removeFirst(max(0, onset - preRollCount * channelCount))
    defer { kept = [] }
    return .begin(kept)
  }
}
