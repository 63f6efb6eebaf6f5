#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The periods at which a frame resembles itself.
///
/// The autocorrelation under a Hann window is divided by that of the window; its peaks are placed
/// between samples by a sinc.
///
/// - Source: Boersma, *Accurate short-term analysis of the fundamental frequency and the
///   harmonics-to-noise ratio of a sampled sound*, IFA Proceedings 17 (1993), as Praat 6.1 does it.
struct CorrelationPitch: Sendable {
  /// Samples of a frame: three of the longest periods, an even number.
  let frameLength: Int
  private let sampleRate: Double
  private let lowHertz: Double
  private let settings: CorrelationSettings
  /// Candidates that are kept: at least as many as there are multiples of the lowest pitch.
  private let limit: Int
  private let highestLag: Int
  /// Lags that the curve is made of on either side of 0.
  private let reach: Int
  private let period: Int
  private let window: [Float]
  /// The window's own autocorrelation, 1 at lag 0.
  private let windowCorrelation: [Double]
  private var windowed: [Float]
  private var correlation: Autocorrelation
  /// From lag −reach to reach.
  private var curve: [Double]

  /// Periods of the lowest pitch under the window.
  private static let periods = 3.0
  /// Points on either side that strengths are first estimated, and then placed with.
  private static let (roughDepth, depth, highDepth) = (30, 70, 700)
  /// Pitches over this share of the rate take more points.
  private static let highShare = 0.3

  /// Prepares it.
  ///
  /// - Throws: The rule that the settings break.
  init(
    sampleRate: Double, lowHertz: Double, highHertz: Double, _ settings: CorrelationSettings
  ) throws(FeatureError) {
    guard sampleRate.isFinite, sampleRate > 0 else { throw .sampleRate(sampleRate) }
    guard lowHertz > 0, lowHertz < highHertz, highHertz <= sampleRate / 2 else {
      throw .pitchRange(
        lowHertz: lowHertz, highHertz: highHertz, nyquistHertz: sampleRate / 2)
    }
    try settings.validate()
    let length = (Self.periods / lowHertz * sampleRate + 1e-9).rounded(.down)
    let limits = 8...AnalysisSettings.transformLengths.upperBound
    guard (Double(limits.lowerBound)...Double(limits.upperBound)).contains(length) else {
      throw .parameter(
        name: "pitch-low-hz", value: FeatureError.plain(lowHertz),
        rule: "one whose period is 3 to \(limits.upperBound / 3) samples at"
          + " \(FeatureError.plain(sampleRate)) Hz")
    }
    let half = Int(length) / 2 - 1
    frameLength = 2 * half
    reach = frameLength / 2
    highestLag = min(Int(Double(frameLength) / Self.periods) + 2, frameLength)
    period = Int((sampleRate / lowHertz + 1e-9).rounded(.down))
    self.sampleRate = sampleRate
    self.lowHertz = lowHertz
    self.settings = settings
    let count = frameLength
    let window = (1...count).map { place in
      Float(0.5 - 0.5 * cos(2 * Double.pi * Double(place) / Double(count + 1)))
    }
    self.window = window
    windowed = window
    var correlation = Autocorrelation(frameLength: count, highestLag: reach)
    window.withUnsafeBufferPointer { correlation.measure($0) }
    windowCorrelation = (0...reach).map { correlation[$0] / correlation[0] }
    self.correlation = correlation
    curve = Array(repeating: 1, count: 2 * reach + 1)
    limit = min(255, max(settings.candidates, Int(min(255, highHertz / lowHertz))))
  }

  /// Finds what the pitch of a frame may be.
  ///
  /// - Complexity: O(n log n) for a frame of n samples, and some thousand steps for each peak.
  mutating func candidates(_ frame: UnsafeBufferPointer<Float>) -> PitchCandidates {
    let peak = applyWindow(frame)
    guard peak > 0, peak.isFinite else { return PitchCandidates(peak: 0, all: [.unvoiced]) }
    let windowed = windowed
    windowed.withUnsafeBufferPointer { correlation.measure($0) }
    let whole = correlation[0]
    for lag in 1...reach {
      let value = correlation[lag] / (whole * windowCorrelation[lag])
      curve[reach + lag] = value
      curve[reach - lag] = value
    }
    curve[reach] = 1
    return PitchCandidates(peak: peak, all: peaks())
  }

  /// Takes the mean of two periods away, and gives the highest sample of one.
  private mutating func applyWindow(_ frame: UnsafeBufferPointer<Float>) -> Double {
    precondition(
      frame.count == frameLength, "a frame of \(frame.count) samples is not \(frameLength)")
    let middle = frameLength / 2
    let around = max(0, middle - period)..<min(frameLength, middle + period)
    let mean = around.reduce(0.0) { $0 + Double(frame[$1]) } / Double(max(1, around.count))
    for place in 0..<frameLength {
      windowed[place] = Float((Double(frame[place]) - mean) * Double(window[place]))
    }
    let half = period / 2 + 1
    return (max(0, middle - half)..<min(frameLength, middle + half)).reduce(0.0) {
      max($0, abs(Double(windowed[$1])))
    }
  }

  /// The strongest peaks of the curve, behind the choice of no voice.
  private func peaks() -> [PitchCandidate] {
    curve.withUnsafeBufferPointer { points in
      let curve = SincCurve(points: points)
      var found: [(candidate: PitchCandidate, lag: Int)] = [(.unvoiced, 0)]
      for lag in 2..<max(2, min(highestLag, reach)) {
        let (left, here, right) = (
          points[reach + lag - 1], points[reach + lag], points[reach + lag + 1]
        )
        guard here > 0.5 * settings.voicing, here > left, here >= right else { continue }
        let place = Double(lag) + 0.5 * (right - left) / (2 * here - left - right)
        let strength = curve.value(at: place + Double(reach), depth: Self.roughDepth)
        insert(
          PitchCandidate(hertz: sampleRate / place, strength: Self.folded(strength)), lag,
          into: &found)
      }
      return found.map { candidate, lag in
        guard lag > 0 else { return candidate }
        let isHigh = candidate.hertz > Self.highShare * sampleRate
        let (place, value) = curve.maximum(
          around: reach + lag, depth: isHigh ? Self.highDepth : Self.depth)
        return PitchCandidate(
          hertz: sampleRate / (place - Double(reach)), strength: Self.folded(value))
      }
    }
  }

  /// Takes a peak in, in the place of the weakest where there are enough.
  private func insert(
    _ candidate: PitchCandidate, _ lag: Int,
    into found: inout [(candidate: PitchCandidate, lag: Int)]
  ) {
    guard found.count >= limit else {
      found.append((candidate, lag))
      return
    }
    // High pitches are favored, or a sound of one period would have as good ones an octave lower.
    func worth(_ candidate: PitchCandidate) -> Double {
      candidate.strength - settings.octaveCost * log2(lowHertz / candidate.hertz)
    }
    var weakest = 1
    for place in 1..<found.count
    where worth(found[place].candidate) < worth(found[weakest].candidate) { weakest = place }
    if worth(candidate) > worth(found[weakest].candidate) { found[weakest] = (candidate, lag) }
  }

  /// Short windows give values over 1, which count as much below.
  private static func folded(_ strength: Double) -> Double {
    strength > 1 ? 1 / strength : strength
  }
}
