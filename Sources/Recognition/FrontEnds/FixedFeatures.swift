import Acoustics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a clip is like in a few numbers that are the same for every task: what needs no trunk.
///
/// The silence at both ends is left out; the rest is cut into five parts, and of each the mean and
/// the deviation of 20 MFCC are taken. The last number is the logarithm of the length.
public final class FixedFeatures {
  /// Numbers of a clip.
  public static let count = segments * 2 * coefficients + 1

  private static let segments = 5
  private static let coefficients = 20
  /// How far below the loudest frame a sound begins, as a factor of the power: 35 dB.
  private static let depth = 3.2e-4
  private static let frameSeconds = 0.025
  private static let hopSeconds = 0.01

  private let feature: FeatureInput
  private let extractor: FeatureExtractor
  private let sampleRate: Double

  /// Prepares for samples of a rate.
  ///
  /// - Throws: ``FrontEndError`` where the rate is too low for any band.
  public init(sampleRate: Double) throws(FrontEndError) {
    guard FrontEnd.rateLimits.contains(sampleRate) else { throw .sampleRate(sampleRate) }
    self.sampleRate = sampleRate
    feature = try FeatureInput(
      .mfcc,
      [
        "window-ms": .number(Self.frameSeconds * 1_000),
        "hop-ms": .number(Self.hopSeconds * 1_000), "n-fft": "auto", "mel-bands": 40,
        "mel-scale": "htk", "mel-norm": "none", "low-hz": .number(min(60, sampleRate / 100)),
        "framing": "centered", "coefficients": .number(Double(Self.coefficients)), "dct": "ortho",
        "log": "db", "log-floor": 1e-10, "top-db": 60, "reference": "peak",
      ], sampleRate: sampleRate)
    extractor = try feature.makeExtractor()
  }

  /// The numbers of a clip, all finite.
  ///
  /// - Throws: ``FrontEndError/empty`` and ``FrontEndError/sampleNotFinite(sample:)``.
  public func values(of clip: [Float]) throws(FrontEndError) -> [Float] {
    guard !clip.isEmpty else { throw .empty }
    if let place = clip.firstIndex(where: { !$0.isFinite }) {
      throw .sampleNotFinite(sample: place)
    }
    var sound = trimmed(clip)
    // A sound of less than a frame is followed by silence.
    let least = Int(Self.frameSeconds * sampleRate) + 1
    if sound.count < least { sound += [Float](repeating: 0, count: least - sound.count) }
    let matrix = try feature.values(of: sound, with: extractor)
    let bins = feature.bins
    let frames = matrix.count / bins
    var values: [Float] = []
    values.reserveCapacity(Self.count)
    for segment in 0..<Self.segments {
      let first = min(frames - 1, frames * segment / Self.segments)
      let end = max(first + 1, frames * (segment + 1) / Self.segments)
      var (means, deviations): ([Float], [Float]) = ([], [])
      for bin in 0..<bins {
        var (sum, squares) = (0.0, 0.0)
        for frame in first..<end {
          let value = Double(matrix[frame * bins + bin])
          sum += value
          squares += value * value
        }
        let mean = sum / Double(end - first)
        means.append(Float(mean))
        deviations.append(Float(max(0, squares / Double(end - first) - mean * mean).squareRoot()))
      }
      values += means + deviations
    }
    values.append(Float(log(Double(sound.count) / sampleRate)))
    return values
  }

  /// A clip without what is soft at its ends.
  private func trimmed(_ clip: [Float]) -> [Float] {
    let hop = max(1, Int(Self.hopSeconds * sampleRate))
    let powers = stride(from: 0, to: clip.count, by: hop).map { start -> Double in
      let end = min(clip.count, start + hop)
      let sum = clip[start..<end].reduce(0.0) { $0 + Double($1) * Double($1) }
      return sum / Double(end - start)
    }
    let limit = (powers.max() ?? 0) * Self.depth
    guard let first = powers.firstIndex(where: { $0 >= limit }),
      let last = powers.lastIndex(where: { $0 >= limit })
    else { return clip }
    return Array(clip[(first * hop)..<min(clip.count, (last + 1) * hop)])
  }
}
