import Acoustics
import Explorer
import SoundFiles

/// The samples of a file as they are analyzed: one channel, at the wanted rate and length.
struct SampleStream {
  /// Samples that are given at a time, about.
  private static let pieceLength = 1 << 17

  /// Samples given so far.
  private(set) var count = 0
  /// What the samples tell so far, a clause each.
  var warnings: [String] { check.warnings + shortness }

  private let reading: FeatureReading
  private let resampler: Resampler?
  /// Samples of the file that are read at a time.
  private let pieceLength: Int
  /// Samples that are given at most, and zeros up to there; nil for what there is.
  private let wanted: Int?
  private var check: AmplitudeCheck
  private var place: Int
  private var isEnded = false
  /// That the file ended before its header says.
  private var shortness: [String] = []

  /// Begins at the first sample.
  ///
  /// - Throws: Why the sound can't be brought to the wanted rate.
  init(_ reading: FeatureReading) throws(Failure) {
    self.reading = reading
    place = reading.span.lowerBound
    let (own, rate) = (reading.facts.sampleRate, reading.setup.settings.sampleRate)
    wanted = reading.setup.source.clipSeconds == nil ? nil : reading.sampleCount
    check = AmplitudeCheck(reading.setup.settings, isLenient: reading.request.allowsNotFinite)
    do {
      resampler = own == rate ? nil : try Resampler(from: own, to: rate)
    } catch {
      throw Failure(error)
    }
    // A much higher rate makes much of little.
    pieceLength = max(16, Int(Double(Self.pieceLength) * min(1, own / rate)))
  }

  /// The next samples; nil at the end.
  ///
  /// - Throws: Why they can't be read, or the first one that is no amplitude.
  mutating func next() throws(Failure) -> [Float]? {
    if let wanted, count >= wanted { return nil }
    while !isEnded {
      var samples = try piece()
      if let wanted, samples.count > wanted - count {
        samples.removeLast(samples.count - (wanted - count))
      }
      if samples.isEmpty { continue }
      count += samples.count
      return samples
    }
    guard let wanted, count < wanted else { return nil }
    let zeros = min(Self.pieceLength, wanted - count)
    count += zeros
    return [Float](repeating: 0, count: zeros)
  }

  private mutating func piece() throws(Failure) -> [Float] {
    let span = reading.span
    let end = min(span.upperBound, place + pieceLength)
    var samples = place < end ? try reading.read(place..<end) : []
    try clean(&samples)
    let isShort = samples.count < end - place
    place += samples.count
    if isShort, !reading.facts.isLengthEstimated {
      shortness = [
        "it ends after \(Format.count(place)) samples;"
          + " \(Format.count(reading.facts.sampleCount)) were to be expected"
      ]
    }
    let isLast = isShort || end == span.upperBound
    guard let resampler else {
      isEnded = isLast
      return samples
    }
    var made = resampler.push(samples)
    if isLast {
      isEnded = true
      made += resampler.finish()
    }
    return made
  }

  /// Checks samples; where one is refused, those that follow are counted too.
  private mutating func clean(_ samples: inout [Float]) throws(Failure) {
    guard check.clean(&samples, from: place) else { return }
    var next = place + samples.count
    while next < reading.span.upperBound {
      var rest = try reading.read(next..<min(reading.span.upperBound, next + pieceLength))
      if rest.isEmpty { break }
      _ = check.clean(&rest, from: next)
      next += rest.count
    }
    throw check.refusal
  }
}
