import Acoustics
import Explorer
import SoundFiles

/// The samples of a recording at a rate, piece by piece, so that any length takes the same memory.
public struct SoundPieces {
  /// What is known of the recording.
  public let facts: SoundFileFacts
  /// Samples per second of what is given.
  public let rate: Double
  private let file: SoundFile
  private let name: String
  private let resampler: Resampler?
  private let span: Range<Int>
  private var place: Int
  private var isEnded = false

  /// Samples that are read at a time.
  private static let pieceLength = 1 << 16

  /// Opens a recording.
  ///
  /// - Throws: Why it can't be read at this rate.
  public init(_ place: ClipPlace, rate: Double) throws(Failure) {
    name = FilePath.text(FilePath.name(place.path))
    do {
      file = try SoundFile(place.path)
    } catch {
      throw Failure(error)
    }
    facts = file.facts
    self.rate = rate
    span = ClipReading.span(place.part, file.facts)
    self.place = span.lowerBound
    do {
      resampler =
        file.facts.sampleRate == rate ? nil : try Resampler(from: file.facts.sampleRate, to: rate)
    } catch {
      throw Failure(
        what: "Cannot read \(name)", why: error.sentence.why, remedy: error.sentence.remedy)
    }
  }

  /// Seconds of the recording, or of the part of it.
  public var seconds: Double { Double(span.count) / facts.sampleRate }

  /// The next samples; nil at the end.
  ///
  /// - Throws: Why they can't be read, or which of them is no number.
  public mutating func next() throws(Failure) -> [Float]? {
    while !isEnded {
      let wanted = place..<min(span.upperBound, place + Self.pieceLength)
      let samples: [Float]
      do {
        samples = try file.read(SampleRange(wanted), .mix)
      } catch {
        throw Failure(error)
      }
      if let bad = samples.firstIndex(where: { !$0.isFinite }) {
        throw Failure(
          what: "Cannot read \(name)", why: "sample \(place + bad) is not a finite number",
          remedy: "repair it, or move it to quarantine")
      }
      place += samples.count
      isEnded = samples.count < wanted.count || place >= span.upperBound
      var given = samples
      if let resampler {
        given = resampler.push(samples)
        if isEnded { given += resampler.finish() }
      }
      if !given.isEmpty { return given }
    }
    return nil
  }
}
