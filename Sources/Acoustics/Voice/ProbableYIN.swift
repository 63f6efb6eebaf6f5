#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How probable the pitches of a frame are, over all thresholds that YIN could have.
///
/// - Source: Mauch & Dixon, *pYIN: a fundamental frequency estimator using probabilistic threshold
///   distributions*, ICASSP 2014, as librosa 0.11 `pyin` does it.
package struct ProbableYIN: Sendable {
  /// What a frame may be.
  package struct Observation: Sendable {
    /// Pitches by their steps, each once.
    package var pitches: [(step: Int, probability: Double)]
    /// Their sum, at most 1.
    package var voiced: Double

    /// Makes an observation.
    package init(pitches: [(step: Int, probability: Double)], voiced: Double) {
      self.pitches = pitches
      self.voiced = voiced
    }
  }

  /// Steps of pitches that there are.
  let stepCount: Int
  private let sampleRate: Double
  private let frameLength: Int
  private let lowHertz: Double
  private let periods: ClosedRange<Int>
  private var differences: DifferenceFunction
  private var normalized: [Double]

  /// Steps of an octave: tenths of a semitone.
  private static let stepsOfOctave = 120.0
  private static let thresholdCount = 100
  /// How much less probable each further trough is.
  private static let decay = 2.0
  /// The share of thresholds under all troughs that the lowest trough gets.
  private static let noTrough = 0.01

  /// How probable it is that the threshold lies below i + 1 hundredths and not below i.
  ///
  /// The distribution is Beta(2, 18): F(x) = 1 − (1 − x)¹⁸ (1 + 18 x).
  private static let thresholds: [Double] = {
    let below = (0...thresholdCount).map { place in
      let x = Double(place) / Double(thresholdCount)
      return 1 - pow(1 - x, 18) * (1 + 18 * x)
    }
    return zip(below.dropFirst(), below).map { $0 - $1 }
  }()

  /// Prepares it.
  ///
  /// - Throws: The rule that the settings break.
  init(
    sampleRate: Double, frameLength: Int, lowHertz: Double, highHertz: Double
  ) throws(FeatureError) {
    // The rules are those of YIN.
    _ = try YINPitch(
      sampleRate: sampleRate, frameLength: frameLength, lowHertz: lowHertz, highHertz: highHertz)
    self.sampleRate = sampleRate
    self.frameLength = frameLength
    self.lowHertz = lowHertz
    let shortest = max(1, Int((sampleRate / highHertz).rounded(.down)))
    periods = shortest...min(Int((sampleRate / lowHertz).rounded(.up)), frameLength - 1)
    stepCount = Int(Self.stepsOfOctave * log2(highHertz / lowHertz)) + 1
    differences = DifferenceFunction(frameLength: frameLength, highestLag: periods.upperBound)
    normalized = Array(repeating: 0, count: periods.count)
  }

  /// The pitch of a step.
  func hertz(ofStep step: Int) -> Double { lowHertz * exp2(Double(step) / Self.stepsOfOctave) }

  /// Takes a frame of samples, `[frameLength]`.
  mutating func observe(_ frame: UnsafeBufferPointer<Float>) -> Observation {
    precondition(
      frame.count == frameLength, "a frame of \(frame.count) samples is not \(frameLength)")
    differences.measure(frame)
    differences.normalize(into: &normalized, from: periods.lowerBound)
    let troughs = normalized.indices.filter { isTrough($0) }
    let probabilities = probabilities(of: troughs)
    var pitches: [Int: Double] = [:]
    for (trough, probability) in zip(troughs, probabilities) where probability > 0 {
      let hertz = sampleRate / (Double(periods.lowerBound + trough) + shift(at: trough))
      let step = Self.stepsOfOctave * log2(hertz / lowHertz)
      guard step.isFinite else { continue }
      // Of two on one step the longer period counts, and what is too high is nothing.
      pitches[Int(max(0, min(step.rounded(.toNearestOrEven), Double(stepCount))))] = probability
    }
    pitches[stepCount] = nil
    let sorted = pitches.sorted { $0.key < $1.key }
    let voiced = sorted.reduce(0) { $0 + $1.value }
    return Observation(
      pitches: sorted.map { ($0.key, $0.value) }, voiced: min(1, voiced))
  }

  private func isTrough(_ place: Int) -> Bool {
    let (here, last) = (normalized[place], normalized.count - 1)
    if place == 0 { return last > 0 && here < normalized[1] }
    return here < normalized[place - 1] && (place == last || here <= normalized[place + 1])
  }

  /// How probable each trough is.
  private func probabilities(of troughs: [Int]) -> [Double] {
    let lowest = troughs.indices.min { normalized[troughs[$0]] < normalized[troughs[$1]] }
    guard let lowest else { return [] }
    var probabilities = [Double](repeating: 0, count: troughs.count)
    for (place, share) in Self.thresholds.enumerated() {
      let threshold = Double(place + 1) / Double(Self.thresholdCount)
      let below = troughs.indices.filter { normalized[troughs[$0]] < threshold }
      guard !below.isEmpty else {
        probabilities[lowest] += Self.noTrough * share
        continue
      }
      // A truncated geometric distribution: troughs of shorter periods are more probable.
      let scale = (1 - exp(-Self.decay)) / (1 - exp(-Self.decay * Double(below.count)))
      for (rank, trough) in below.enumerated() {
        probabilities[trough] += share * scale * exp(-Self.decay * Double(rank))
      }
    }
    return probabilities
  }

  /// How far the bottom of a parabola through the neighbors lies from a place.
  private func shift(at place: Int) -> Double {
    guard place > 0, place < normalized.count - 1 else { return 0 }
    let curvature = normalized[place + 1] + normalized[place - 1] - 2 * normalized[place]
    let slope = (normalized[place + 1] - normalized[place - 1]) / 2
    return abs(slope) >= abs(curvature) ? 0 : -slope / curvature
  }
}
