import Acoustics
import Explorer
import SoundFiles

/// Finds the sounds of a recording, which is read piece by piece, however long it is.
public struct SoundSearch {
  /// What is looked for, in which part.
  public struct Request: Sendable {
    /// The way to find sounds.
    public var method: any SegmentationMethod.Type
    /// The choices of that way.
    public var settings: SegmentationSettings
    /// The channel that is listened to, or the mean of all.
    public var channels = ChannelChoice.mix
    /// Where the part begins, in seconds.
    public var start: Double?
    /// Where the part ends, in seconds.
    public var end: Double?
    /// Whether samples that are no amplitudes count as 0; else they are an error.
    public var allowsNotFinite = false

    /// Makes a request for whole recordings.
    public init(_ method: any SegmentationMethod.Type, _ settings: SegmentationSettings) {
      self.method = method
      self.settings = settings
    }
  }

  /// What the file's header says.
  public let facts: SoundFileFacts
  /// The sounds, in the order of time; samples are those of the file.
  public let segments: [SoundSegment]
  /// What is odd about the file, a clause each.
  public let warnings: [String]

  /// Samples that are read at a time.
  private static let pieceLength = 1 << 17

  /// Goes through a file.
  ///
  /// - Parameter progress: Told how many samples are done, and of how many.
  /// - Throws: Why it can't be read, or the rule that the settings break;
  ///   ``FeatureReading/interrupted`` when stopped.
  public init(
    _ path: [UInt8], _ request: Request, isCancelled: () -> Bool = { false },
    progress: (Int, Int) -> Void = { _, _ in }
  ) throws(Failure) {
    let file: SoundFile
    do { file = try SoundFile(path) } catch { throw Failure(error) }
    let (facts, span) = (file.facts, try Self.span(request, file.facts))
    var method: any SegmentationMethod
    do {
      method = try request.method.init(
        request.settings, sampleRate: facts.sampleRate, sampleCount: span.count)
    } catch {
      throw Failure(error)
    }
    var segments: [SoundSegment] = []
    let take = { (finding: SegmentationFinding) in
      guard case .segment(var segment) = finding else { return }
      let first = segment.span.lowerBound + span.lowerBound
      segment.span = SampleRange(first..<first + segment.span.count)
      segments.append(segment)
    }
    let settings = AnalysisSettings(
      sampleRate: facts.sampleRate, windowLength: 2, hopLength: 1, nFFT: 2)
    var check = AmplitudeCheck(settings, isLenient: request.allowsNotFinite)
    var place = span.lowerBound
    while place < span.upperBound {
      let end = min(span.upperBound, place + Self.pieceLength)
      var samples: [Float]
      do {
        samples = try file.read(SampleRange(place..<end), request.channels)
      } catch {
        throw Failure(error)
      }
      if check.clean(&samples, from: place) { throw check.refusal }
      method.push(samples, take)
      place += samples.count
      if isCancelled() { throw FeatureReading.interrupted }
      progress(place - span.lowerBound, span.count)
      if samples.count < end - (place - samples.count) { break }
    }
    method.finish(take)
    self.facts = facts
    self.segments = segments
    let isShort = place < span.upperBound && !facts.isLengthEstimated
    warnings =
      facts.issues + check.warnings
      + (isShort ? ["it ends after \(Format.count(place)) samples"] : [])
  }

  private static func span(
    _ request: Request, _ facts: SoundFileFacts
  ) throws(Failure) -> Range<Int> {
    let limit = Double(facts.sampleCount)
    let first = Int(min(limit, ((request.start ?? 0) * facts.sampleRate).rounded()))
    let end = Int(min(limit, request.end.map { ($0 * facts.sampleRate).rounded() } ?? limit))
    guard first < end else {
      throw Failure(
        what: "Cannot analyze it",
        why: "it has \(Format.time(facts.duration)), less than a sample of it is asked for",
        remedy: "choose an earlier --start or a later --end")
    }
    return first..<end
  }
}
