/// Finds what is louder than the loudest frame less 25 dB, as Praat does.
///
/// The signal is kept from 80 to 8000 Hz, and its intensity is measured every 8 ms. First sounds
/// shorter than 50 ms become silence, then silence shorter than 100 ms becomes sound. A signal
/// without a frame below the threshold is one sound. In one shorter than a window of 64 ms, where
/// Praat refuses, nothing is found. The score is the highest level over the threshold, the curve the
/// level under the loudest frame; it is told at the end.
///
/// Memory grows by a number for each frame: 4 bytes for 8 ms.
///
/// - Source: Praat 6.1, *Sound: To TextGrid (silences)…* with a lowest pitch of 100 Hz and its other
///   standard values; boundaries are times of frames, as there, to the nearest sample.
public struct PraatSegmentation: SegmentationMethod {
  /// `praat`.
  public static let id = "praat"
  /// What it does, in a line.
  public static let summary = "what is within 25 dB of the loudest frame, as in Praat"

  private static let band = 80.0...8000.0
  private static let smoothing = 80.0
  private static let lowestPitch = 100.0
  private static let usualDecibels = 25.0
  private static let leastSilence = 0.1
  private static let leastSound = 0.05

  private let silenceDecibels: Double
  private let sampleRate: Double
  private let sampleCount: Int
  private var filter: HannBandFilter
  private var curve: IntensityCurve

  /// Prepares it.
  ///
  /// - Parameter sampleCount: Samples that will come: the frames lie about their middle.
  /// - Throws: The rule that the settings break; the count must be known.
  public init(
    _ settings: SegmentationSettings, sampleRate: Double, sampleCount: Int?
  ) throws(FeatureError) {
    try settings.validate(sampleRate: sampleRate)
    guard let sampleCount else {
      throw .parameter(
        name: "method", value: Self.id, rule: "one for a sound whose length is not known")
    }
    silenceDecibels = settings.silenceDecibels ?? Self.usualDecibels
    self.sampleRate = sampleRate
    self.sampleCount = sampleCount
    filter = HannBandFilter(
      band: Self.band, smoothing: Self.smoothing, sampleRate: sampleRate,
      sampleCount: sampleCount)
    curve = IntensityCurve(
      lowestPitch: Self.lowestPitch, sampleRate: sampleRate, sampleCount: sampleCount)
  }

  /// Takes samples; all is told at the end.
  public mutating func push(_ samples: [Float], _ body: (SegmentationFinding) -> Void) {
    curve.push(filter.push(samples))
  }

  /// Tells the levels and the sounds; the method is used up then.
  public mutating func finish(_ body: (SegmentationFinding) -> Void) {
    curve.push(filter.finish())
    guard let peak = peak else { return }
    for (frame, level) in curve.levels.enumerated() {
      body(
        .level(
          sample: curve.middle(ofFrame: frame), decibels: level - peak,
          threshold: Float(-silenceDecibels)))
    }
    let threshold = peak - Float(silenceDecibels)
    for run in runs(threshold: threshold) where run.isSound {
      let span = sample(at: run.frames.lowerBound)..<sample(at: run.frames.upperBound)
      let highest = curve.levels[run.frames].reduce(-.infinity) { max($0, $1) }
      body(.segment(SoundSegment(span: SampleRange(span), score: highest - threshold)))
    }
  }

  /// The highest level, between frames where a parabola says so.
  private var peak: Float? {
    let levels = curve.levels
    guard var highest = levels.last else { return nil }
    highest = max(highest, levels[0])
    for frame in levels.indices.dropFirst().dropLast() {
      let (before, level, after) = (levels[frame - 1], levels[frame], levels[frame + 1])
      guard level > before, level >= after else { continue }
      let slope = (after - before) / 2
      highest = max(highest, level + slope * slope / (2 * (2 * level - before - after)))
    }
    return highest
  }

  /// Neighboring frames that are all sound or all silence.
  private struct Run {
    var isSound: Bool
    var frames: Range<Int>
  }

  private func runs(threshold: Float) -> [Run] {
    if Double(sampleCount) / sampleRate < Self.leastSilence {
      return [Run(isSound: true, frames: 0..<curve.levels.count)]
    }
    var frames: [Run] = []
    for (frame, level) in curve.levels.enumerated() {
      append(Run(isSound: level >= threshold, frames: frame..<frame + 1), to: &frames)
    }
    let sounds = turned(frames, ifSound: true, shorterThan: Self.leastSound)
    return joined(turned(joined(sounds), ifSound: false, shorterThan: Self.leastSilence))
  }

  private func joined(_ runs: [Run]) -> [Run] {
    runs.reduce(into: []) { append($1, to: &$0) }
  }

  /// Adds a run, to the last one if it is of the same kind.
  private func append(_ run: Run, to runs: inout [Run]) {
    if let last = runs.last, last.isSound == run.isSound {
      runs[runs.count - 1].frames = last.frames.lowerBound..<run.frames.upperBound
    } else {
      runs.append(run)
    }
  }

  /// Short runs of a kind become the other kind; a run that is alone stays.
  private func turned(_ runs: [Run], ifSound isSound: Bool, shorterThan least: Double) -> [Run] {
    guard runs.count > 1 else { return runs }
    return runs.map { run in
      var run = run
      let length = seconds(at: run.frames.upperBound) - seconds(at: run.frames.lowerBound)
      if run.isSound == isSound, length < least { run.isSound.toggle() }
      return run
    }
  }

  /// The time where a frame's run may begin: its middle, but the signal's ends at its ends.
  private func seconds(at frame: Int) -> Double {
    if frame == 0 { return 0 }
    if frame == curve.levels.count { return Double(sampleCount) / sampleRate }
    return curve.firstTime + Double(frame) * curve.timeStep
  }

  private func sample(at frame: Int) -> Int {
    min(sampleCount, Int((seconds(at: frame) * sampleRate).rounded()))
  }
}
