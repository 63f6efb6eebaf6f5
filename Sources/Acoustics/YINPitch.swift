/// The pitch of a frame: the period at which it resembles itself.
///
/// Of the periods in range, the first trough of the normalized difference function below the
/// threshold; without such a trough the lowest point, so frames without a voice get a pitch too. A
/// parabola through the neighbors places it between samples. Silence gives the highest pitch.
///
/// Framing is the caller's matter; librosa centers frames and puts zeros before and behind.
///
/// - Source: librosa 0.11 `yin`, which follows de Cheveigné and Kawahara, *YIN, a fundamental
///   frequency estimator for speech and music*, JASA 111(4), 2002, doi:10.1121/1.1458024, but
///   counts what a lag moves out of the frame as difference. So a frame of few periods reads a
///   little high: a sine by up to 1.1 % with 4.5 periods in the frame, by under 0.5 % from 9 on.
///   Frames whose normalized difference is flat, as where a single sample sounds, give the highest
///   pitch; librosa's choice there is the rounding noise of its transform.
public struct YINPitch: FrameStep {
  /// One pitch.
  public let outputCount = 1
  /// A pitch is made of its own frame alone.
  public let reach: Int? = 1
  private let sampleRate: Double
  private let frameLength: Int
  private let periods: ClosedRange<Int>
  private let threshold: Double
  private var differences: DifferenceFunction
  /// The normalized differences of ``periods``.
  private var normalized: [Double]

  /// Prepares it.
  ///
  /// - Parameters:
  ///   - frameLength: Samples of a frame: more than a period of `lowHertz`, better two.
  ///   - threshold: How deep a trough is that counts at once, in parts of the mean difference.
  /// - Throws: The rule that the settings break.
  /// - Complexity: A frame of n samples takes O(n log n).
  public init(
    sampleRate: Double, frameLength: Int, lowHertz: Double = 65, highHertz: Double = 500,
    threshold: Double = 0.1
  ) throws(FeatureError) {
    guard sampleRate.isFinite, sampleRate > 0 else { throw .sampleRate(sampleRate) }
    guard frameLength >= 2 else { throw .windowLength(frameLength) }
    guard lowHertz > 0, lowHertz < highHertz, highHertz <= sampleRate / 2 else {
      throw .pitchRange(
        lowHertz: lowHertz, highHertz: highHertz, nyquistHertz: sampleRate / 2)
    }
    guard threshold.isFinite, threshold > 0 else { throw .pitchThreshold(threshold) }
    guard sampleRate / lowHertz < Double(frameLength - 1) else {
      throw .periodLongerThanFrame(
        lowHertz: lowHertz, sampleRate: sampleRate, frameLength: frameLength)
    }
    self.sampleRate = sampleRate
    self.frameLength = frameLength
    self.threshold = threshold
    let shortest = Int((sampleRate / highHertz).rounded(.down))
    periods = shortest...Int((sampleRate / lowHertz).rounded(.up))
    differences = DifferenceFunction(frameLength: frameLength, highestLag: periods.upperBound)
    normalized = Array(repeating: 0, count: periods.count)
  }

  /// Takes a frame of samples, `[frameLength]`, and gives its pitch.
  ///
  /// - Parameter body: Receives `[1]`, in hertz; NaN if a sample isn't a finite number.
  public mutating func push(
    _ frame: UnsafeBufferPointer<Float>, _ body: (UnsafeBufferPointer<Float>) -> Void
  ) {
    precondition(
      frame.count == frameLength, "a frame of \(frame.count) samples is not \(frameLength)")
    differences.measure(frame)
    differences.normalize(into: &normalized, from: periods.lowerBound)
    let pitch =
      normalized[0].isFinite ? Float(sampleRate / period(at: trough())) : Float.nan
    withUnsafePointer(to: pitch) { body(UnsafeBufferPointer(start: $0, count: 1)) }
  }

  /// The first place of a trough below the threshold, else the lowest place.
  private func trough() -> Int {
    let last = normalized.count - 1
    var lowest = 0
    for place in 0...last {
      let value = normalized[place]
      if value < normalized[lowest] { lowest = place }
      guard value < threshold else { continue }
      let falls = place == 0 || value < normalized[place - 1]
      // A flat bottom counts from its first place on, but not at the ends.
      let rises =
        place == last
        || (place == 0 ? value < normalized[1] : value <= normalized[place + 1])
      if falls, rises { return place }
    }
    return lowest
  }

  /// The period at a place, between samples where a parabola says so.
  private func period(at place: Int) -> Double {
    let period = Double(periods.lowerBound + place)
    guard place > 0, place < normalized.count - 1 else { return period }
    let curvature = normalized[place + 1] + normalized[place - 1] - 2 * normalized[place]
    let slope = (normalized[place + 1] - normalized[place - 1]) / 2
    return abs(slope) >= abs(curvature) ? period : period - slope / curvature
  }
}
