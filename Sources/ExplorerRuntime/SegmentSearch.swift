import Acoustics
import Explorer
import Labeling
import SoundFiles

/// A search through one recording, piece by piece, however long it is.
public struct SegmentSearch {
  /// What was found so far, in samples of the recording.
  public private(set) var found: [SoundSegment] = []

  private let file: SoundFile
  private let channels: ChannelChoice
  private let span: Range<Int>
  private var place: Int
  private var method: any SegmentationMethod

  /// Opens a recording.
  ///
  /// - Throws: Why it can't be read, or the rule that the settings break.
  public init(_ request: SegmentRequest, _ path: [UInt8]) throws(Failure) {
    do {
      file = try SoundFile(path)
    } catch {
      throw Failure(error)
    }
    let whole = 0..<file.facts.sampleCount
    span = request.span.map { $0.clamped(to: whole) } ?? whole
    place = span.lowerBound
    channels = request.channel.map { .channel($0) } ?? .mix
    let type = SegmentationRegistry.method(request.method) ?? EnergySegmentation.self
    do {
      method = try type.init(
        request.settings, sampleRate: file.facts.sampleRate, sampleCount: span.count)
    } catch {
      throw Failure(error)
    }
  }

  /// How much was searched, 0…1.
  public var share: Double {
    span.isEmpty ? 1 : Double(place - span.lowerBound) / Double(span.count)
  }

  /// Searches some more samples.
  ///
  /// - Returns: Whether there are more after them.
  public mutating func step(_ count: Int) throws(Failure) -> Bool {
    let end = min(place + count, span.upperBound)
    let samples: [Float]
    do {
      samples = place < end ? try file.read(SampleRange(place..<end), channels) : []
    } catch {
      throw Failure(error)
    }
    let first = span.lowerBound
    var more: [SoundSegment] = []
    let take = { (finding: SegmentationFinding) in
      guard case .segment(var segment) = finding else { return }
      let range = segment.span.range
      segment.span = SampleRange((first + range.lowerBound)..<(first + range.upperBound))
      more.append(segment)
    }
    if !samples.isEmpty { method.push(samples, take) }
    place += samples.count
    let isOver = samples.count < count || place >= span.upperBound
    if isOver { method.finish(take) }
    let last = place
    found += more.filter { !$0.span.range.isEmpty }.map { segment in
      var segment = segment
      segment.span = SampleRange(segment.span.range.clamped(to: first..<max(first + 1, last)))
      return segment
    }
    return !isOver
  }
}
