import Acoustics
import Explorer
import SoundFiles

/// The samples of a file as they are analyzed: one channel, at the wanted rate and length.
struct SampleStream {
  /// Samples given so far.
  private(set) var count = 0
  /// Samples that counted as 0 because they are no finite numbers.
  private(set) var notFinite = 0

  private let reading: FeatureReading
  private let resampler: Resampler?
  /// Samples that are given at most, and zeros up to there; nil for what there is.
  private let wanted: Int?
  private var place: Int
  private var isEnded = false

  /// Begins at the first sample.
  ///
  /// - Throws: Why the sound can't be brought to the wanted rate.
  init(_ reading: FeatureReading) throws(Failure) {
    self.reading = reading
    place = reading.span.lowerBound
    let (own, rate) = (reading.facts.sampleRate, reading.setup.settings.sampleRate)
    wanted = reading.setup.source.clipSeconds == nil ? nil : reading.sampleCount
    do {
      resampler = own == rate ? nil : try Resampler(from: own, to: rate)
    } catch {
      throw Failure(error)
    }
  }

  /// The next samples; nil at the end.
  ///
  /// - Throws: Why they can't be read, or the first one that is no finite number.
  mutating func next() throws(Failure) -> [Float]? {
    if let wanted, count >= wanted { return nil }
    while !isEnded {
      var samples = try piece()
      if let wanted { samples = Array(samples.prefix(wanted - count)) }
      if samples.isEmpty { continue }
      count += samples.count
      return samples
    }
    guard let wanted, count < wanted else { return nil }
    let zeros = min(FeatureReading.pieceLength, wanted - count)
    count += zeros
    return [Float](repeating: 0, count: zeros)
  }

  private mutating func piece() throws(Failure) -> [Float] {
    let span = reading.span
    let end = min(span.upperBound, place + FeatureReading.pieceLength)
    var samples = place < end ? try reading.read(place..<end) : []
    try check(&samples)
    let isLast = samples.count < end - place || end == span.upperBound
    place += samples.count
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

  private mutating func check(_ samples: inout [Float]) throws(Failure) {
    guard !samples.allSatisfy(\.isFinite) else { return }
    let bad = samples.indices.filter { !samples[$0].isFinite }
    if !reading.allowsNotFinite, let first = bad.first {
      throw Failure(
        FeatureError.sampleNotFinite(
          value: samples[first].isNaN ? "NaN" : "infinite", sample: place + first,
          count: bad.count))
    }
    for index in bad { samples[index] = 0 }
    notFinite += bad.count
  }
}
