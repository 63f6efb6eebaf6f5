#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What can be said of a selected sound in numbers.
public struct SoundMeasures: Sendable, Equatable {
  /// Seconds.
  public let duration: Double
  /// The largest absolute sample in dB re full scale; nil for silence.
  public let peakLevel: Double?
  /// The root mean square in dB re full scale, 10 log₁₀ mean(x²); nil for silence.
  ///
  /// A full-scale sine has −3.01 dB.
  public let level: Double?
  /// The energy in dB re one second at full scale, 10 log₁₀(Σx²/rate); nil for silence.
  public let energy: Double?
  /// The frequency in hertz where the mean power spectrum is highest; nil for silence.
  ///
  /// A parabola through three levels finds it between bins.
  ///
  /// - Source: Smith, Serra, *PARSHL*, 1987: d = (a − c) / 2(a − 2b + c).
  public let peakHertz: Double?
  /// The frequencies in hertz below which 5 % and 95 % of the energy lie; nil for silence.
  ///
  /// - Source: Cornell Lab, *Raven Pro*: Freq 5 %, Freq 95 %.
  public let energyHertz: ClosedRange<Double>?
  /// How far the power in the band lies over that of the quietest part, in decibels.
  ///
  /// 10 log₁₀((P − N)/N); nil where no part is quieter, or nothing is known of it.
  public let signalToNoise: Double?

  /// The width in hertz of ``energyHertz``.
  public var bandwidth: Double? { energyHertz.map { $0.upperBound - $0.lowerBound } }

  private static let lowShare = 0.05
  private static let highShare = 0.95
  /// The share of frames of the surroundings that counts as the quietest part.
  private static let quietShare = 0.1

  /// Measures samples.
  ///
  /// - Parameters:
  ///   - samples: The selected sound; what is not a finite number counts as 0.
  ///   - sampleRate: Samples per second.
  ///   - band: The selected frequencies in hertz; nil for all. The spectrum is looked at inside
  ///     them; levels and energy are those of the whole sound.
  ///   - surroundings: What the noise is looked for in: the quietest tenth of its frames.
  /// - Throws: The rule that the sample rate breaks.
  public init(
    of samples: [Float], sampleRate: Double, band: ClosedRange<Double>? = nil,
    surroundings: [Float] = []
  ) throws(FeatureError) {
    let clean = samples.map { $0.isFinite ? $0 : 0 }
    duration = Double(clean.count) / sampleRate
    let squares = clean.reduce(0.0) { $0 + Double($1) * Double($1) }
    peakLevel = Decibels.ofAmplitude(Double(clean.reduce(0) { max($0, abs($1)) }))
    level = clean.isEmpty ? nil : Self.decibels(squares / Double(clean.count))
    energy = Self.decibels(squares / sampleRate)
    let frames = try MeanSpectrum(clean, sampleRate: sampleRate, band: band)
    peakHertz = frames.peakHertz
    energyHertz = frames.hertz(ofShares: Self.lowShare, Self.highShare)
    let around = try MeanSpectrum(surroundings, sampleRate: sampleRate, band: band)
    let quiet = around.framePowers.sorted().prefix(
      max(1, Int(Double(around.framePowers.count) * Self.quietShare)))
    let noise = quiet.reduce(0, +) / Double(max(1, quiet.count))
    let power = frames.framePowers.reduce(0, +) / Double(max(1, frames.framePowers.count))
    signalToNoise =
      around.framePowers.isEmpty || noise <= 0 ? nil : Self.decibels((power - noise) / noise)
  }

  private static func decibels(_ power: Double) -> Double? { power > 0 ? 10 * log10(power) : nil }
}

/// The mean power spectrum of a sound and the power of each frame, inside a band.
///
/// - Source: Welch, *The Use of Fast Fourier Transform for the Estimation of Power Spectra*, 1967.
struct MeanSpectrum {
  /// Hertz from one bin to the next.
  let binHertz: Double
  /// The bins inside the band.
  let bins: Range<Int>
  /// `[bins.count]`, mean power of each.
  private(set) var powers: [Double]
  /// The power of each frame inside the band.
  private(set) var framePowers: [Double] = []

  init(
    _ samples: [Float], sampleRate: Double, band: ClosedRange<Double>?
  ) throws(FeatureError) {
    var settings = AnalysisSettings.standard(sampleRate: sampleRate)
    settings.hopLength = max(1, settings.windowLength / 2)
    binHertz = settings.binHertz
    let last = Double(settings.binCount - 1)
    // The first bin holds the offset, which is no sound.
    let low = max(1, ((band?.lowerBound ?? 0) / settings.binHertz).rounded(.up))
    let high = min(last, ((band?.upperBound ?? .infinity) / settings.binHertz).rounded(.down))
    let first = Int(min(low, last))
    let inside = first..<(low <= high ? Int(high) + 1 : first)
    var sums = [Double](repeating: 0, count: inside.count)
    var frames: [Double] = []
    var analyzer = try SpectralAnalyzer(settings)
    func take(_ frame: UnsafeBufferPointer<Float>) {
      var sum = 0.0
      for (place, bin) in inside.enumerated() {
        sums[place] += Double(frame[bin])
        sum += Double(frame[bin])
      }
      frames.append(sum)
    }
    if !samples.isEmpty {
      analyzer.push(samples, take)
      analyzer.finish(take)
    }
    bins = inside
    powers = sums.map { $0 / Double(max(1, frames.count)) }
    framePowers = frames
  }

  /// The frequency of the highest power, between bins.
  var peakHertz: Double? {
    guard let highest = powers.max(), highest > 0, let place = powers.firstIndex(of: highest) else {
      return nil
    }
    let bin = Double(bins.lowerBound + place)
    guard place > 0, place < powers.count - 1, powers[place - 1] > 0, powers[place + 1] > 0 else {
      return bin * binHertz
    }
    let (a, b, c) = (log(powers[place - 1]), log(highest), log(powers[place + 1]))
    let curve = a - 2 * b + c
    return (bin + (curve < 0 ? 0.5 * (a - c) / curve : 0)) * binHertz
  }

  /// The bins' frequencies at which the sum of powers from below passes two shares.
  func hertz(ofShares low: Double, _ high: Double) -> ClosedRange<Double>? {
    let total = powers.reduce(0, +)
    guard total > 0 else { return nil }
    func hertz(_ share: Double) -> Double {
      var sum = 0.0
      for (place, power) in powers.enumerated() {
        sum += power
        if sum >= share * total { return Double(bins.lowerBound + place) * binHertz }
      }
      return Double(bins.upperBound - 1) * binHertz
    }
    return hertz(low)...hertz(high)
  }
}
