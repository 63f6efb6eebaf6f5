/// The pitch of a frame by its autocorrelation, and how much the frame resembles itself.
///
/// Where there is no voice the pitch is 0.
/// With a path all frames wait for the end. Without one, each is chosen by itself, and quiet is what
/// is quiet beside the loudest sample so far.
public struct CorrelationPitchStep: FrameStep {
  /// The pitch in hertz, and the strength.
  public let outputCount = 2
  /// All before it: what is quiet depends on them.
  public let reach: Int? = nil
  /// Whether frames wait for the end.
  public let needsAll: Bool
  /// Samples of a frame.
  public let frameLength: Int
  private let hop: Int
  private let choice: CandidatePath
  private var pitch: CorrelationPitch
  private var held: [PitchCandidates] = []
  private var lowest = Double.infinity
  private var highest = -Double.infinity
  private var sum = 0.0
  private var count = 0

  /// Prepares it.
  ///
  /// - Parameter hopLength: Samples from frame to frame.
  /// - Throws: The rule that the settings break.
  public init(
    sampleRate: Double, hopLength: Int, lowHertz: Double, highHertz: Double,
    _ settings: CorrelationSettings
  ) throws(FeatureError) {
    pitch = try CorrelationPitch(
      sampleRate: sampleRate, lowHertz: lowHertz, highHertz: highHertz, settings)
    frameLength = pitch.frameLength
    hop = max(1, min(hopLength, frameLength))
    needsAll = settings.followsPath
    choice = CandidatePath(
      settings: settings, highHertz: highHertz, step: Double(hopLength) / sampleRate)
  }

  /// Takes a frame of samples, `[frameLength]`.
  public mutating func push(
    _ frame: UnsafeBufferPointer<Float>, _ body: (UnsafeBufferPointer<Float>) -> Void
  ) {
    let candidates = pitch.candidates(frame)
    listen(to: frame)
    if needsAll {
      held.append(candidates)
    } else {
      give(choice.best(of: candidates, loudest: loudest), body)
    }
  }

  /// Gives the path through all frames, and begins anew.
  public mutating func finish(_ body: (UnsafeBufferPointer<Float>) -> Void) {
    for candidate in choice.path(held, loudest: loudest) { give(candidate, body) }
    held = []
    (lowest, highest, sum, count) = (.infinity, -.infinity, 0, 0)
  }

  private func give(
    _ candidate: PitchCandidate, _ body: (UnsafeBufferPointer<Float>) -> Void
  ) {
    let values = [Float(candidate.hertz), Float(candidate.strength)]
    values.withUnsafeBufferPointer(body)
  }

  /// Notes the extremes of a frame, and the mean of the part that no other frame has.
  private mutating func listen(to frame: UnsafeBufferPointer<Float>) {
    var (low, high) = (Float.infinity, -Float.infinity)
    for sample in frame where sample.isFinite {
      low = min(low, sample)
      high = max(high, sample)
    }
    lowest = min(lowest, Double(low))
    highest = max(highest, Double(high))
    let first = (frame.count - hop) / 2
    for sample in frame[first..<first + hop] where sample.isFinite { sum += Double(sample) }
    count += hop
  }

  /// The sample furthest from the mean.
  private var loudest: Double {
    let mean = count > 0 ? sum / Double(count) : 0
    return max(0, highest - mean, mean - lowest)
  }
}
