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
  private static let lag = 2
  /// What is quieter than the sound begins with is passed over: −80 dB.
  private static let silence: Float = 1e-4
  /// Where a sound begins: 15 dB under its loudest frame, where noise that is 20 dB weaker than all of
  /// it does not reach.
  private static let beginning: Float = 0.03162
  /// The floor of the picture that bits are taken of, 25 dB under its strongest place.
  private static let depth: Float = 0.003162
  /// What rises or falls by this is told, in nepers of power: 1.5 dB.
  private static let step: Float = 0.35
  /// The floor of the mean levels, 20 dB under the strongest.
  private static let levelDepth = 0.01

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
    let totals = energies.map { $0.reduce(0, +) }
    guard let loudest = totals.max(), loudest > 0,
      let start = totals.firstIndex(where: { $0 > loudest * Self.beginning })
    else { return nil }
    let strongest = energies.map { $0.max() ?? 0 }.max() ?? 0
    let picture = energies[start...].map { bands in
      bands.map { log($0 / strongest + Self.depth) }
    }
    let frames = picture.indices.dropFirst(Self.lag).map { place in
      Self.frame(picture[place], before: picture[place - Self.lag])
    }
    guard frames.count(where: { $0 != .zero }) >= SoundFingerprint.leastFrames else { return nil }
    return SoundFingerprint(levels: levels, frames: frames)
  }

  private static func frame(_ new: [Float], before old: [Float]) -> SoundFingerprint.Frame {
    var (rises, falls) = (UInt64(0), UInt64(0))
    for band in 0..<32 {
      let (time, bands) = (UInt64(1) << UInt64(band), UInt64(1) << UInt64(band + 32))
      if new[band] - old[band] > step { rises |= time }
      if old[band] - new[band] > step { falls |= time }
      if new[band + 1] - new[band] > step { rises |= bands }
      if new[band] - new[band + 1] > step { falls |= bands }
    }
    return SoundFingerprint.Frame(rises, falls)
  }

  private var levels: [Int16] {
    var sums = [Double](repeating: 0, count: SoundFingerprint.levelCount)
    for frame in energies {
      for place in sums.indices { sums[place] += Double(frame[2 * place] + frame[2 * place + 1]) }
    }
    let strongest = max(sums.max() ?? 0, .leastNormalMagnitude)
    return sums.map { Int16(1000 * log10($0 / strongest + Self.levelDepth)) }
  }
}
