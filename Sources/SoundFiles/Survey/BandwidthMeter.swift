import Acoustics

/// Finds how far up the mean power spectrum of a signal reaches.
struct BandwidthMeter {
  /// How far under the strongest bin the edge may lie, as a factor of power: 70 dB.
  private static let depth = 1e-7
  /// Strongest bins under this power re a full-scale sine are silence: −120 dB.
  private static let silence = 1e-12
  /// The lowest bins show an offset under the Hann window.
  private static let offsetBins = 2

  /// Transforms shorter than this tell nothing.
  private static let shortest = 32

  private let binHertz: Double
  private let sinePower: Double
  private var analyzer: SpectralAnalyzer
  private var sums: [Double]
  private var frameCount = 0

  /// Prepares for a signal of some length; nil when it is shorter than any window.
  init?(sampleRate: Double, sampleCount: Int) {
    var length = 2048
    while length > sampleCount { length /= 2 }
    guard length >= Self.shortest else { return nil }
    let settings = AnalysisSettings(
      sampleRate: sampleRate, windowLength: length, hopLength: length / 2, nFFT: length,
      framing: .leftAligned)
    do throws(FeatureError) {
      analyzer = try SpectralAnalyzer(settings)
    } catch {
      return nil
    }
    binHertz = sampleRate / Double(length)
    let amplitude = settings.windowShape.values(length: length).reduce(0, +) / 2
    sinePower = amplitude * amplitude
    sums = [Double](repeating: 0, count: settings.binCount)
  }

  /// Takes samples of one channel.
  mutating func add(_ samples: [Float]) {
    analyzer.push(samples) { power in
      for bin in sums.indices { sums[bin] += Double(power[bin]) }
      frameCount += 1
    }
  }

  /// The highest frequency within reach of the strongest bin; nil for silence.
  var hertz: Double? {
    guard let strongest = sums.dropFirst(Self.offsetBins).max(), frameCount > 0,
      strongest / Double(frameCount) > Self.silence * sinePower
    else { return nil }
    return sums.lastIndex { $0 >= strongest * Self.depth }.map { Double($0) * binHertz }
  }
}
