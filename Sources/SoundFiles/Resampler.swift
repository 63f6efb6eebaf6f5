import CSoxr

/// Brings a sound to another rate, piece by piece.
///
/// Sample `k` of the result is the sound at the time `k / to`, so nothing is shifted: an onset at
/// 1 s stays at 1 s. The result depends on the samples only, not on how they were cut into pieces.
/// Between equal rates the samples stay as they are.
///
/// Samples that are not finite, or beyond ``loudest``, count as 0 in either case, because one of
/// them would spoil thousands of its neighbors. ``replacedCount`` says how many there were.
///
/// - Source: libsoxr, linear phase; ``ResamplingQuality`` states what it keeps and lets through.
public final class Resampler {
  /// Rates that can be resampled, in hertz.
  public static let rateLimits = 0.001...1e9
  /// How many times one rate may be the other; beyond, a single sample would cost seconds.
  public static let ratioLimit = 10_000.0
  /// The magnitude beyond which a sample counts as 0.
  public static let loudest: Float = 1e20

  /// Samples a second of what is pushed.
  public let inputRate: Double
  /// Samples a second of what comes back.
  public let outputRate: Double
  /// How many samples so far counted as 0 because they were not finite or too large.
  public private(set) var replacedCount = 0

  private static let blockLength = 4096
  private let soxr: OpaquePointer?
  private var pushedCount = 0
  private var madeCount = 0
  private var isFinished = false
  private var block = [Float](repeating: 0, count: blockLength)

  /// Prepares to resample.
  ///
  /// - Parameters:
  ///   - inputRate: Samples a second of what will be pushed.
  ///   - outputRate: Samples a second of what is wanted.
  ///   - quality: How exact it is.
  /// - Throws: The rule that the rates break.
  public init(
    from inputRate: Double, to outputRate: Double, quality: ResamplingQuality = .standard
  ) throws(ResamplerError) {
    for rate in [inputRate, outputRate] where !Self.rateLimits.contains(rate) {
      throw .rate(
        rate, lowest: Self.rateLimits.lowerBound, highest: Self.rateLimits.upperBound)
    }
    guard max(inputRate, outputRate) <= Self.ratioLimit * min(inputRate, outputRate) else {
      throw .ratio(from: inputRate, to: outputRate, limit: Self.ratioLimit)
    }
    self.inputRate = inputRate
    self.outputRate = outputRate
    guard inputRate != outputRate else {
      soxr = nil
      return
    }
    var reason: UnsafePointer<CChar>?
    soxr = em_soxr_open(inputRate, outputRate, quality.recipe, quality.flags, &reason)
    if soxr == nil {
      let text = reason.map { String(cString: $0) } ?? "no reason given"
      throw .refused(from: inputRate, to: outputRate, reason: text)
    }
  }

  deinit { if let soxr { soxr_delete(soxr) } }

  /// How many samples `count` samples become: `count · to / from`, rounded, halves upwards.
  public static func count(of count: Int, from inputRate: Double, to outputRate: Double) -> Int {
    let exact = (Double(count) * outputRate / inputRate).rounded()
    return Int(exactly: exact) ?? .max
  }

  /// Resamples a whole sound.
  ///
  /// - Returns: ``count(of:from:to:)`` samples.
  /// - Throws: The rule that the rates break.
  public static func resample(
    _ samples: [Float], from inputRate: Double, to outputRate: Double,
    quality: ResamplingQuality = .standard
  ) throws(ResamplerError) -> [Float] {
    let resampler = try Resampler(from: inputRate, to: outputRate, quality: quality)
    var result: [Float] = []
    result.reserveCapacity(count(of: samples.count, from: inputRate, to: outputRate))
    resampler.push(samples, into: &result)
    resampler.finish(into: &result)
    return result
  }

  /// Takes the next samples; gives those of the result that are certain now, maybe none.
  ///
  /// - Precondition: ``finish()`` was not called yet.
  public func push(_ samples: [Float]) -> [Float] {
    var result: [Float] = []
    push(samples, into: &result)
    return result
  }

  /// Ends the sound; gives the rest of the result, as if silence followed.
  ///
  /// - Precondition: It was not called yet.
  public func finish() -> [Float] {
    var result: [Float] = []
    finish(into: &result)
    return result
  }

  private func push(_ samples: [Float], into result: inout [Float]) {
    precondition(!isFinished, "a resampler that was finished takes no more samples")
    let finite = samples.map { abs($0) <= Self.loudest ? $0 : 0 }
    replacedCount += zip(samples, finite).reduce(0) { $0 + ($1.0 == $1.1 ? 0 : 1) }
    pushedCount += samples.count
    guard soxr != nil else {
      result += finite
      return
    }
    // An empty array has no address, and without one soxr takes the sound for ended.
    guard !finite.isEmpty else { return }
    finite.withUnsafeBufferPointer { feed($0, upTo: .max, into: &result) }
  }

  private func finish(into result: inout [Float]) {
    precondition(!isFinished, "a resampler is finished once")
    isFinished = true
    guard soxr != nil else { return }
    let total = Self.count(of: pushedCount, from: inputRate, to: outputRate)
    let silence = [Float](repeating: 0, count: Self.blockLength)
    // soxr's own end rounds the count in its own way, so it never learns that the sound ended.
    silence.withUnsafeBufferPointer {
      while madeCount < total { feed($0, upTo: total, into: &result) }
    }
  }

  /// Hands samples to soxr and takes what it gives, until `limit` samples were made in all.
  private func feed(
    _ samples: UnsafeBufferPointer<Float>, upTo limit: Int, into result: inout [Float]
  ) {
    var taken = 0
    while madeCount < limit {
      var (inputCount, outputCount) = (0, 0)
      let rest = UnsafeBufferPointer(rebasing: samples[taken...])
      let error = soxr_process(
        soxr, rest.baseAddress, rest.count, &inputCount, &block, block.count, &outputCount)
      precondition(error == nil, "soxr fails only where its arguments are wrong")
      taken += inputCount
      let wanted = min(outputCount, limit - madeCount)
      result += block[..<wanted]
      madeCount += wanted
      if taken == samples.count, outputCount < block.count { return }
    }
  }
}
