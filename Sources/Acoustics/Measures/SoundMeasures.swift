#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What can be said of a selected sound in numbers.
///
/// Of a box of time and frequency it is that of the band alone.
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
  ///   - band: The selected frequencies in hertz, their limits among them; nil for all. Nothing
  ///     else is measured: levels and energy are those of the sound filtered to them.
  ///   - margins: What lies just before and after the sound: without it a tone that goes on sounds
  ///     in other bands too, as if it were cut.
  ///   - surroundings: What the noise is looked for in: the quietest tenth of its frames.
  /// - Throws: The rule that the sample rate breaks.
  public init(
    of samples: [Float], sampleRate: Double, band: ClosedRange<Double>? = nil,
    margins: (before: [Float], after: [Float]) = ([], []), surroundings: [Float] = []
  ) throws(FeatureError) {
    let clean = samples.map { $0.isFinite ? $0 : 0 }
    duration = Double(clean.count) / sampleRate
    let heard = band.map { Self.filtered(clean, margins, to: $0, sampleRate: sampleRate) } ?? clean
    let squares = heard.reduce(0.0) { $0 + Double($1) * Double($1) }
    peakLevel = Decibels.ofAmplitude(Double(heard.reduce(0) { max($0, abs($1)) }))
    level = heard.isEmpty ? nil : Self.decibels(squares / Double(heard.count))
    energy = Self.decibels(squares / sampleRate)
    let frames = try MeanSpectrum(heard, sampleRate: sampleRate, band: band)
    peakHertz = frames.peakHertz
    energyHertz = frames.hertz(ofShares: Self.lowShare, Self.highShare)
    // Loud sounds outside of the band would leak into it.
    let beside =
      band.map { Self.filtered(surroundings, ([], []), to: $0, sampleRate: sampleRate) }
      ?? surroundings
    let around = try MeanSpectrum(beside, sampleRate: sampleRate, band: band)
    let quiet = around.framePowers.sorted().prefix(
      max(1, Int(Double(around.framePowers.count) * Self.quietShare)))
    let noise = quiet.reduce(0, +) / Double(max(1, quiet.count))
    let power = frames.framePowers.reduce(0, +) / Double(max(1, frames.framePowers.count))
    signalToNoise =
      around.framePowers.isEmpty || noise <= 0 ? nil : Self.decibels((power - noise) / noise)
  }

  /// The part of a sound that lies in a band: whole up to its limits, nothing a bin beyond them.
  private static func filtered(
    _ samples: [Float], _ margins: (before: [Float], after: [Float]),
    to band: ClosedRange<Double>, sampleRate: Double
  ) -> [Float] {
    guard band.lowerBound < sampleRate / 2, !samples.isEmpty else { return [] }
    let smoothing = AnalysisSettings.standard(sampleRate: sampleRate).binHertz / 2
    var filter = HannBandFilter(
      band: (band.lowerBound - smoothing)...(band.upperBound + smoothing), smoothing: smoothing,
      sampleRate: sampleRate,
      sampleCount: margins.before.count + samples.count + margins.after.count)
    let head = filter.push(margins.before + samples + margins.after)
    let all = head + filter.finish()
    return Array(all[margins.before.count..<margins.before.count + samples.count])
  }

  private static func decibels(_ power: Double) -> Double? { power > 0 ? 10 * log10(power) : nil }
}

/// The mean power spectrum of a sound and the power of each frame, inside a band.
///
/// - Source: Welch, *The Use of Fast Fourier Transform for the Estimation of Power Spectra*, 1967.
struct MeanSpectrum {
  /// Hertz from one bin to the next.
  let binHertz: Double
  /// The bins inside the band: those whose middles are no further than half a bin from it.
  let bins: Range<Int>
  private let band: ClosedRange<Double>?
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
    self.band = band
    let last = Double(settings.binCount - 1)
    // The first bin holds the offset, which is no sound.
    let low = max(1, ((band?.lowerBound ?? 0) / settings.binHertz - 0.5).rounded(.up))
    let high = min(last, ((band?.upperBound ?? .infinity) / settings.binHertz + 0.5).rounded(.down))
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
      return inBand(bin * binHertz)
    }
    let (a, b, c) = (log(powers[place - 1]), log(highest), log(powers[place + 1]))
    let curve = a - 2 * b + c
    return inBand((bin + (curve < 0 ? 0.5 * (a - c) / curve : 0)) * binHertz)
  }

  /// A frequency, no further than the limits of the band.
  private func inBand(_ hertz: Double) -> Double {
    band.map { max($0.lowerBound, min($0.upperBound, hertz)) } ?? hertz
  }

  /// The bins' frequencies at which the sum of powers from below passes two shares.
  func hertz(ofShares low: Double, _ high: Double) -> ClosedRange<Double>? {
    let total = powers.reduce(0, +)
    guard total > 0 else { return nil }
    func hertz(_ share: Double) -> Double {
      var sum = 0.0
      for (place, power) in powers.enumerated() {
        sum += power
        if sum >= share * total { return inBand(Double(bins.lowerBound + place) * binHertz) }
      }
      return inBand(Double(bins.upperBound - 1) * binHertz)
    }
    return hertz(low)...hertz(high)
  }
}
