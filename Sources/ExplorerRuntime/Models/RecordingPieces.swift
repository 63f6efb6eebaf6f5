import Acoustics
import Explorer
import SoundFiles

/// A recording at a model's rate, mixed to one channel, piece by piece.
public struct RecordingPieces {
  /// Samples of the file that are read at a time.
  private static let pieceLength = 1 << 16

  private let file: SoundFile
  private let span: Range<Int>
  private let resampler: Resampler?
  private var place: Int
  private var isEnded = false

  /// Begins at the first sample of a span, which is all of the file unless told.
  ///
  /// - Throws: Why it can't be brought to the rate.
  public init(_ file: SoundFile, span: Range<Int>? = nil, rate: Double) throws(Failure) {
    self.file = file
    let whole = 0..<file.facts.sampleCount
    self.span = span?.clamped(to: whole) ?? whole
    place = self.span.lowerBound
    let own = file.facts.sampleRate
    do {
      resampler = own == rate ? nil : try Resampler(from: own, to: rate)
    } catch {
      throw Failure(error)
    }
  }

  /// The share that was read, 0 to 1.
  public var share: Double {
    span.isEmpty ? 1 : Double(place - span.lowerBound) / Double(span.count)
  }

  /// The next samples, some or none; nil at the end.
  ///
  /// - Throws: Why they can't be read, or the first one that is no number.
  public mutating func next() throws(Failure) -> [Float]? {
    guard !isEnded else { return nil }
    let end = min(span.upperBound, place + Self.pieceLength)
    let samples: [Float]
    do {
      samples = place < end ? try file.read(SampleRange(place..<end), .mix) : []
    } catch {
      throw Failure(error)
    }
    if let bad = samples.firstIndex(where: { !$0.isFinite }) {
      throw Failure(
        what: "Cannot read it", why: "sample \(place + bad) is not a finite number",
        remedy: "repair it, or move it to quarantine")
    }
    place += samples.count
    isEnded = place >= span.upperBound || samples.isEmpty
    guard let resampler else { return samples }
    return isEnded ? resampler.push(samples) + resampler.finish() : resampler.push(samples)
  }
}
