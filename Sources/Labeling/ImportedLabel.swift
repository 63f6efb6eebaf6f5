#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A label as a file of labels gives it, before the recording is looked up.
public struct ImportedLabel: Sendable, Hashable {
  /// The line of the file, from 1.
  public let line: Int
  /// The path of the recording, as the file has it; nil: that which the file belongs to.
  public let path: RecordingPath?
  /// The class; empty where the file gives none, in formats that allow it.
  public var label: String
  /// Onset and offset in seconds; nil: the whole clip.
  public var seconds: ClosedRange<Double>?
  /// Onset and offset in samples of the recording, where the file has those.
  ///
  /// They count for more than the seconds.
  public var samples: Range<Int>?
  /// Lowest and highest frequency in hertz; nil: all frequencies.
  public var hertz: ClosedRange<Float>?
  /// The tier, where there are several.
  public var tier: String?
  /// Free text.
  public var note: String?
  /// How sure the annotator was, 0…1.
  public var confidence: Float?
  /// What else was said of it, by name.
  public var attributes: [String: String] = [:]
  /// Who gave it.
  public var annotator: String?
  /// Where it came from, if the file says so.
  public var origin: Origin?
  /// When it was given, if the file says so.
  public var created: Date?
  /// The hash of the recording's contents, if the file says it: lowercase hexadecimal.
  public var sha256: String?
  /// What the file says of it that has no place here: `the column 'Peak Freq (Hz)'`.
  public var lost: [String] = []

  /// Makes a label of a whole clip.
  public init(line: Int, path: RecordingPath?, label: String) {
    self.line = line
    self.path = path
    self.label = label
  }

  /// The seconds in a recording of a rate, 0 while unknown; nil: the whole clip.
  public func seconds(sampleRate: Double) -> ClosedRange<Double>? {
    guard let samples,
      let onset = Seconds.seconds(ofSample: samples.lowerBound, sampleRate: sampleRate),
      let offset = Seconds.seconds(ofSample: samples.upperBound, sampleRate: sampleRate)
    else { return seconds }
    return onset...offset
  }

  /// The annotation of a clip that it stands for; nil if it has times and the rate is not known.
  ///
  /// - Parameters:
  ///   - id: The identity that it gets.
  ///   - clip: The clip of the recording at `path`.
  ///   - origin: What it came from, unless the file says so.
  ///   - now: When it was given, unless the file says so.
  public func annotation(
    id: UUID, of clip: Clip, origin: Origin, now: Date
  ) -> Annotation? {
    var span = samples
    if span == nil, let seconds {
      let rate = clip.recording.sampleRate
      guard let onset = Seconds.sample(ofSeconds: seconds.lowerBound, sampleRate: rate),
        let offset = Seconds.sample(ofSeconds: seconds.upperBound, sampleRate: rate)
      else { return nil }
      span = onset..<offset
    }
    return Annotation(
      id: id, clip: clip.id, span: span, hertz: hertz(of: clip.recording), label: label, tier: tier,
      note: note,
      confidence: confidence, attributes: attributes, origin: self.origin ?? origin,
      annotator: annotator ?? "",
      created: created ?? now)
  }
}

extension ImportedLabel {
  /// Its range of frequencies in a recording; nil for all of them, as Raven writes where there is
  /// no range.
  private func hertz(of recording: Recording) -> ClosedRange<Float>? {
    guard let hertz, recording.sampleRate > 0, hertz.lowerBound <= 0,
      hertz.upperBound >= Float(recording.sampleRate / 2)
    else { return hertz }
    return nil
  }
}

extension [ImportedLabel] {
  /// What reading lost, in the order in which it was met.
  public var losses: [Loss] {
    var count = LossCount()
    for name in flatMap(\.lost) { count.count(name) }
    return count.losses
  }
}
