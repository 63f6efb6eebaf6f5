/// A way to find the sounds of a recording.
///
/// Samples come in pieces, and the same is found however they are cut.
public protocol SegmentationMethod: SendableMetatype {
  /// The name on the command line: `energy`.
  static var id: String { get }
  /// What it does, in a line.
  static var summary: String { get }

  /// Prepares it.
  ///
  /// - Parameters:
  ///   - sampleCount: Samples that will come, where that is known.
  /// - Throws: The rule that the settings break.
  init(
    _ settings: SegmentationSettings, sampleRate: Double, sampleCount: Int?
  ) throws(FeatureError)

  /// Takes samples and tells what they show.
  mutating func push(_ samples: [Float], _ body: (SegmentationFinding) -> Void)

  /// Ends the signal and tells what is left; the method is used up then.
  mutating func finish(_ body: (SegmentationFinding) -> Void)
}

extension SegmentationMethod {
  /// The sounds of a signal, in the order of time.
  ///
  /// - Throws: The rule that the settings break.
  public static func segments(
    of signal: SampleBuffer, _ settings: SegmentationSettings = SegmentationSettings()
  ) throws(FeatureError) -> [SoundSegment] {
    var method = try Self(
      settings, sampleRate: signal.sampleRate, sampleCount: signal.samples.count)
    var segments: [SoundSegment] = []
    let take = { (finding: SegmentationFinding) in
      if case .segment(let segment) = finding { segments.append(segment) }
    }
    method.push(signal.samples, take)
    method.finish(take)
    return segments
  }
}

/// The ways to find sounds.
public enum SegmentationRegistry {
  /// All methods, the default first.
  public static let all: [any SegmentationMethod.Type] = [
    EnergySegmentation.self, PraatSegmentation.self, LibrosaSegmentation.self,
  ]

  /// The method with a name, nil if there is none.
  public static func method(_ id: String) -> (any SegmentationMethod.Type)? {
    all.first { $0.id == id }
  }
}
