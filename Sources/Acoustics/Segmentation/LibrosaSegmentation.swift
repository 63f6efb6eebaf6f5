#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Finds what is louder than the loudest frame less 60 dB, as librosa does.
///
/// Frames of 2048 samples every 512, centered, zeros before and behind the signal. There is neither
/// a hysteresis nor a least length; digital silence is one sound, since no frame is softer than the
/// loudest. The score is the highest level over the threshold, the curve the level under the
/// loudest frame; it is told at the end. Samples that are no finite numbers count as 0.
///
/// Memory grows by a number for each frame: 8 bytes for 512 samples.
///
/// - Source: librosa 0.11 `effects.split`, whose boundaries these are, to the sample; an empty
///   interval at the very end is left out.
public struct LibrosaSegmentation: SegmentationMethod {
  /// `librosa`.
  public static let id = "librosa"
  /// What it does, in a line.
  public static let summary = "what is within 60 dB of the loudest frame, as in librosa"

  private static let frameLength = 2048
  private static let hopLength = 512
  private static let usualDecibels = 60.0
  /// The least power that has a level of its own.
  private static let leastPower = 1e-10

  private let silenceDecibels: Double
  /// Sums of squares of the hops that are complete.
  private var sums: [Double] = []
  private var sum = 0.0
  private var received = 0

  /// Prepares it.
  ///
  /// - Throws: The rule that the settings break.
  public init(
    _ settings: SegmentationSettings, sampleRate: Double, sampleCount: Int? = nil
  ) throws(FeatureError) {
    try settings.validate(sampleRate: sampleRate)
    silenceDecibels = settings.silenceDecibels ?? Self.usualDecibels
  }

  /// Takes samples; all is told at the end.
  public mutating func push(_ samples: [Float], _ body: (SegmentationFinding) -> Void) {
    for sample in samples {
      if sample.isFinite { sum += Double(sample) * Double(sample) }
      received += 1
      guard received.isMultiple(of: Self.hopLength) else { continue }
      sums.append(sum)
      sum = 0
    }
  }

  /// Tells the levels and the sounds; the method is used up then.
  public mutating func finish(_ body: (SegmentationFinding) -> Void) {
    guard received > 0 else { return }
    sums.append(sum)
    let levels = levels
    for (frame, level) in levels.enumerated() {
      body(
        .level(
          sample: frame * Self.hopLength, decibels: Float(level),
          threshold: Float(-silenceDecibels)))
    }
    var first: Int?
    for frame in 0...levels.count {
      let isSound = frame < levels.count && levels[frame] > -silenceDecibels
      if isSound, first == nil { first = frame }
      guard !isSound, let onset = first else { continue }
      first = nil
      let peak = levels[onset..<frame].reduce(-.infinity) { max($0, $1) }
      let span = min(onset * Self.hopLength, received)..<min(frame * Self.hopLength, received)
      guard !span.isEmpty else { continue }
      body(
        .segment(
          SoundSegment(span: SampleRange(span), score: Float(peak + silenceDecibels))))
    }
  }

  /// The level of each frame under the loudest one, in decibels.
  private var levels: [Double] {
    let half = Self.frameLength / Self.hopLength / 2
    let powers = (0...received / Self.hopLength).map { frame in
      sums[max(0, frame - half)..<min(sums.count, frame + half)].reduce(0, +)
        / Double(Self.frameLength)
    }
    let peak = powers.reduce(Self.leastPower) { max($0, $1) }
    return powers.map { 10 * log10(max($0, Self.leastPower) / peak) }
  }
}
