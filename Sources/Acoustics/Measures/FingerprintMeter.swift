#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Makes the fingerprint of a signal that comes in pieces.
///
/// The signal is made to have about 8000 samples per second by means of neighbors; frames are 128 ms
/// long and 16 ms apart, bands lie from 200 to 3400 Hz, evenly on a logarithmic axis.
public struct FingerprintMeter {
  private static let rate = 8000.0
  private static let windowSeconds = 0.128
  private static let hopSeconds = 0.016
  private static let bandCount = 33
  private static let hertz = 200.0...3400.0
  /// Frames that bits look back: energies change slowly in frames that overlap.
  private static let lag = 4
  /// What is quieter than the sound begins with is passed over: −80 dB.
  private static let silence: Float = 1e-4
  /// Frames this far under the loudest say nothing: 40 dB.
  private static let depth: Float = 1e-4
  private static let lowestLevel = -4000.0

  private let divisor: Int
  private var analyzer: SpectralAnalyzer
  /// The first bin of each band, and the one behind the last.
  private let edges: [Int]
  private var hasBegun = false
  private var rest: [Float] = []
  private var energies: [[Float]] = []

  /// Prepares for a rate; nil where it is too low for the bands.
  public init?(sampleRate: Double) {
    divisor = max(1, Int(sampleRate / Self.rate))
    let rate = sampleRate / Double(divisor)
    guard rate >= 2 * Self.hertz.upperBound else { return nil }
    let length = Int(Self.windowSeconds * rate)
    var transform = 1
    while transform < length { transform *= 2 }
    let settings = AnalysisSettings(
      sampleRate: rate, windowLength: length, hopLength: max(1, Int(Self.hopSeconds * rate)),
      nFFT: transform, framing: .leftAligned)
    do throws(FeatureError) {
      analyzer = try SpectralAnalyzer(settings)
    } catch {
      return nil
    }
    let ratio = log(Self.hertz.upperBound / Self.hertz.lowerBound)
    edges = (0...Self.bandCount).map { band in
      let hertz =
        Self.hertz.lowerBound * exp(ratio * Double(band) / Double(Self.bandCount))
      return Int((hertz / rate * Double(transform)).rounded())
    }
  }

  /// Whether more samples change nothing.
  public var isFull: Bool { energies.count >= SoundFingerprint.frameLimit + Self.lag }

  /// Takes samples of one channel.
  public mutating func add(_ samples: [Float]) {
    guard !isFull else { return }
    var start = samples.startIndex
    if !hasBegun {
      guard let first = samples.firstIndex(where: { abs($0) > Self.silence }) else { return }
      hasBegun = true
      start = first
    }
    rest += samples[start...]
    let count = rest.count / divisor
    guard count > 0 else { return }
    let means = (0..<count).map { place in
      rest[place * divisor..<(place + 1) * divisor].reduce(0, +) / Float(divisor)
    }
    rest.removeFirst(count * divisor)
    var frames: [[Float]] = []
    let edges = edges
    analyzer.push(means) { power in frames.append(Self.bands(edges, of: power)) }
    energies += frames.prefix(SoundFingerprint.frameLimit + Self.lag - energies.count)
  }

  private static func bands(
    _ edges: [Int], of power: UnsafeBufferPointer<Float>
  ) -> [Float] {
    (0..<bandCount).map { band in
      let bins = edges[band]..<max(edges[band] + 1, edges[band + 1])
      return bins.reduce(0) { $0 + power[$1] }
    }
  }

  /// The fingerprint of what came; nil where that is too little.
  public var fingerprint: SoundFingerprint? {
    guard energies.count > Self.lag else { return nil }
    let totals = energies.map { $0.reduce(0, +) }
    guard let loudest = totals.max(), loudest > 0 else { return nil }
    let frames = (Self.lag..<energies.count).map { place -> UInt32 in
      guard totals[place] > loudest * Self.depth else { return 0 }
      let (new, old) = (energies[place], energies[place - Self.lag])
      var word: UInt32 = 0
      for band in 0..<32 where new[band] - new[band + 1] > old[band] - old[band + 1] {
        word |= 1 << UInt32(band)
      }
      // No word of a loud frame is 0, which stands for silence.
      return word == 0 ? 1 : word
    }
    guard frames.count(where: { $0 != 0 }) >= SoundFingerprint.leastFrames else { return nil }
    return SoundFingerprint(levels: levels, frames: frames)
  }

  private var levels: [Int16] {
    var sums = [Double](repeating: 0, count: SoundFingerprint.levelCount)
    for frame in energies {
      for place in sums.indices { sums[place] += Double(frame[2 * place] + frame[2 * place + 1]) }
    }
    let strongest = max(sums.max() ?? 0, .leastNormalMagnitude)
    return sums.map { sum in
      Int16(max(Self.lowestLevel, 1000 * log10(max(sum, .leastNormalMagnitude) / strongest)))
    }
  }
}
