/// The pitch of a frame on the most probable path, and how probable a voice is in the frame alone.
///
/// Where there is no voice the pitch is 0.
public struct ProbableYINStep: FrameStep {
  /// The pitch in hertz, and the probability of a voice.
  public let outputCount = 2
  /// All frames: the path goes through them.
  public let reach: Int? = nil
  /// Frames wait for what follows.
  public let needsAll = true
  private var yin: ProbableYIN
  private var states: PitchStates
  /// The probabilities of a voice in the frames that are not decided.
  private var voiced: [Float] = []

  /// Prepares it.
  ///
  /// - Parameters:
  ///   - frameLength: Samples of a frame: more than a period of `lowHertz`, better two.
  ///   - hopLength: Samples from frame to frame.
  /// - Throws: The rule that the settings break.
  public init(
    sampleRate: Double, frameLength: Int, hopLength: Int, lowHertz: Double, highHertz: Double
  ) throws(FeatureError) {
    yin = try ProbableYIN(
      sampleRate: sampleRate, frameLength: frameLength, lowHertz: lowHertz, highHertz: highHertz)
    let limit = Int(Int16.max) / 2
    guard yin.stepCount <= limit else {
      throw .parameter(
        name: "pitch-low-hz", value: FeatureError.plain(lowHertz),
        rule: "at most \(limit / 120) octaves below pitch-high-hz")
    }
    states = PitchStates(count: yin.stepCount, frameSeconds: Double(hopLength) / sampleRate)
  }

  /// Takes a frame of samples, `[frameLength]`, and gives those that are decided.
  public mutating func push(
    _ frame: UnsafeBufferPointer<Float>, _ body: (UnsafeBufferPointer<Float>) -> Void
  ) {
    let observation = yin.observe(frame)
    voiced.append(Float(observation.voiced))
    var decided: [Int?] = []
    states.push(observation) { decided.append($0) }
    give(decided, body)
  }

  /// Gives the frames that are left, and begins anew.
  public mutating func finish(_ body: (UnsafeBufferPointer<Float>) -> Void) {
    var decided: [Int?] = []
    states.finish { decided.append($0) }
    give(decided, body)
  }

  private mutating func give(
    _ decided: [Int?], _ body: (UnsafeBufferPointer<Float>) -> Void
  ) {
    for (place, step) in decided.enumerated() {
      let values = [step.map { Float(yin.hertz(ofStep: $0)) } ?? 0, voiced[place]]
      values.withUnsafeBufferPointer(body)
    }
    voiced.removeFirst(decided.count)
  }
}
