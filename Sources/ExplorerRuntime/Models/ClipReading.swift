import Acoustics
import Explorer
import Foundation
import Recognition
import SoundFiles

/// Reads clips as a model needs them: one channel at its rate.
///
/// Of a clip that is much longer than the model's window only the part around what it sees is read.
public struct ClipReading: Sendable {
  /// Samples per second of what is read.
  public let rate: Double
  private let placement: ClipPlacement
  /// Samples at the model's rate beyond which a clip is cut.
  private let limit: Int

  /// Windows of a clip that are read at most.
  private static let windowLimit = 4
  /// The same where several crops of a clip are looked at.
  private static let cropLimit = 240

  /// A clip that was read.
  public struct Reading: Sendable {
    /// Its samples.
    public let samples: [Float]
    /// Samples per second of its recording.
    public let ownRate: Double
    /// Seconds of the clip, with what was not read.
    public let seconds: Double
  }

  /// Reads for a front end.
  public init(_ frontEnd: FrontEnd) {
    rate = frontEnd.sampleRate
    placement = frontEnd.placement
    let windows =
      frontEnd.placement == .repeated ? ClipReading.cropLimit : ClipReading.windowLimit
    limit = windows * frontEnd.sampleCount
  }

  /// Reads whole clips at a rate, but not more than ten minutes of one.
  public init(rate: Double) {
    self.rate = rate
    placement = .start
    limit = Int(600 * rate)
  }

  /// Reads a clip.
  ///
  /// - Throws: Why it can't be had: its file, its rate, or a sample that is no number.
  public func read(_ place: ClipPlace) throws(Failure) -> Reading {
    let name = FilePath.text(FilePath.name(place.path))
    let file: SoundFile
    let span: Range<Int>
    let samples: [Float]
    do {
      file = try SoundFile(place.path)
      span = Self.span(place.part, file.facts)
      samples = try file.read(SampleRange(cut(span, file.facts.sampleRate)), .mix)
    } catch {
      throw Failure(error)
    }
    guard !samples.isEmpty else {
      throw Failure(
        what: "Cannot read \(name)", why: "the clip lies behind its end",
        remedy: "scan the folder again, or correct the table")
    }
    if let bad = samples.firstIndex(where: { !$0.isFinite }) {
      throw Failure(
        what: "Cannot read \(name)", why: "sample \(bad) is not a finite number",
        remedy: "repair it, or move it to quarantine")
    }
    let own = file.facts.sampleRate
    let seconds = Double(span.count) / own
    if own == rate { return Reading(samples: samples, ownRate: own, seconds: seconds) }
    do {
      let converted = try Resampler.resample(samples, from: own, to: rate)
      // Less than a sample of another rate is still a sound.
      return Reading(
        samples: converted.isEmpty ? [samples[0]] : converted, ownRate: own, seconds: seconds)
    } catch {
      throw Failure(
        what: "Cannot read \(name)", why: error.sentence.why, remedy: error.sentence.remedy)
    }
  }

  /// The samples of a part, inside of the recording.
  static func span(_ part: ClipPlace.Part?, _ facts: SoundFileFacts) -> Range<Int> {
    let whole = 0..<facts.sampleCount
    switch part {
    case nil: return whole
    case .samples(let span): return span.clamped(to: whole)
    case .seconds(let seconds):
      let first = Int((seconds.lowerBound * facts.sampleRate).rounded())
      let end = Int((seconds.upperBound * facts.sampleRate).rounded())
      return (first..<max(first, end)).clamped(to: whole)
    }
  }

  /// The part of a long clip that the model's window lies in.
  private func cut(_ span: Range<Int>, _ ownRate: Double) -> Range<Int> {
    let most = max(1, Int(min(1e12, Double(limit) * ownRate / rate)))
    guard span.count > most else { return span }
    guard placement == .centered else { return span.lowerBound..<(span.lowerBound + most) }
    // An even number goes, so that the middle stays where it is.
    let start = span.lowerBound + (span.count - most) / 2
    return start..<(span.upperBound - (start - span.lowerBound))
  }
}
