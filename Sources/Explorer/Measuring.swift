import Acoustics
import CellCanvas
import Labeling

/// What is to be measured of a recording.
public struct MeasureRequest: Sendable, Hashable {
  /// The recording.
  public let path: RecordingPath
  /// The samples that are marked.
  public let span: Range<Int>
  /// The frequencies that are marked in hertz; nil for all.
  public let hertz: ClosedRange<Float>?
  /// The channel; nil for the mix.
  public let channel: Int?
  /// Samples around, in which the noise is looked for.
  public let surroundings: Range<Int>

  /// Makes a request.
  public init(
    path: RecordingPath, span: Range<Int>, hertz: ClosedRange<Float>?, channel: Int?,
    surroundings: Range<Int>
  ) {
    self.path = path
    self.span = span
    self.hertz = hertz
    self.channel = channel
    self.surroundings = surroundings
  }

  /// Samples of a mark beyond which nothing is measured: it would not be done within a moment.
  static let longest = 1 << 23
  /// Samples around a mark that are looked at at most, on either side.
  static let reach = 1 << 20
}

/// What was measured of a mark.
public struct Measured: Sendable, Equatable {
  /// What was asked for.
  public let request: MeasureRequest
  /// The answer; nil while it is on its way.
  public var measures: SoundMeasures?
}

extension AppState {
  /// What is to be measured now: what is marked, where there is room to say it.
  private var measureRequest: MeasureRequest? {
    guard layout.sliceFacts.rows > 0, let clip = current, let marked, !marked.span.isEmpty,
      marked.span.count <= MeasureRequest.longest, let whole = clipSamples
    else { return nil }
    let reach = min(MeasureRequest.reach, max(marked.span.count * 4, whole.count / 8))
    let around = marked.span.lowerBound - reach..<marked.span.upperBound + reach
    return MeasureRequest(
      path: clip.recording.path, span: marked.span.clamped(to: whole), hertz: marked.hertz,
      channel: viewport.channel, surroundings: around.clamped(to: whole))
  }

  /// Asks for the measures of what is marked, if they are others than before.
  mutating func wishForMeasures() -> [Effect] {
    guard let request = measureRequest else {
      measured = nil
      return []
    }
    guard measured?.request != request else { return [] }
    measured = Measured(request: request, measures: nil)
    return [.measure(request)]
  }

  /// Takes measures, unless something else is marked by now.
  mutating func take(_ measures: SoundMeasures, of request: MeasureRequest) {
    if measured?.request == request { measured?.measures = measures }
  }
}
