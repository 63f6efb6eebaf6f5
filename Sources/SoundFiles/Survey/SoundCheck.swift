import Acoustics
import CSndfile

/// What is wrong with a sound file at the first look, and what tells it from others.
///
/// It takes less than a ``SoundFileSurvey``, and judges by the same limits.
public struct SoundCheck: Sendable, Equatable {
  /// Nothing in it is louder than −60 dB of full scale.
  public let isSilent: Bool
  /// Samples lie at full scale in a row, or beyond it.
  public let isClipped: Bool
  /// There are fewer samples than the header promises.
  public let isTruncated: Bool
  /// Its mean is far from 0.
  public let hasOffset: Bool
  /// Its sound lies at one end of it, the rest is quiet; only of sounds up to 5 s.
  public let isOffCenter: Bool
  /// The samples between which it is loud; nil for silence, and for sounds over 5 s.
  public let loudest: Range<Int>?
  /// What tells nearly the same sound from others; nil where that is too little to say.
  public let fingerprint: SoundFingerprint?

  /// Decodes the file at a path given as the file system's bytes, in blocks.
  ///
  /// - Throws: Why it can't be read.
  public init(_ path: [UInt8]) throws(SoundFileError) {
    let opened = try OpenedSound(path)
    var meters = CheckMeters(opened)
    _ = meters.run(opened, isCancelled: { false })
    try self.init(opened, meters)
  }

  /// Decodes the file at a path; nil if it was cancelled.
  ///
  /// - Parameter isCancelled: Asked after every block, a few milliseconds' work.
  /// - Throws: Why it can't be read.
  public init?(_ path: [UInt8], isCancelled: () -> Bool) throws(SoundFileError) {
    let opened = try OpenedSound(path)
    var meters = CheckMeters(opened)
    guard meters.run(opened, isCancelled: isCancelled) else { return nil }
    try self.init(opened, meters)
  }

  private init(_ opened: OpenedSound, _ meters: CheckMeters) throws(SoundFileError) {
    let facts = opened.facts
    let amplitude = meters.amplitude
    let complaint = opened.decoder.complaint
    guard amplitude.sampleCount > 0 else {
      throw .damagedSound(
        name: opened.name, sample: 0, reason: complaint ?? "nothing comes out of the decoder")
    }
    isSilent = SurveyIssues.isSilent(amplitude)
    isClipped = SurveyIssues.isClipped(amplitude, encoding: facts.encoding)
    isTruncated =
      facts.isTruncated
      || amplitude.sampleCount < facts.sampleCount
        && (complaint != nil || !facts.isLengthEstimated)
    hasOffset = SurveyIssues.hasOffset(amplitude)
    loudest = isSilent ? nil : meters.middle?.loudest(of: amplitude.sampleCount)
    isOffCenter = !isSilent && meters.middle?.isOffCenter == true
    fingerprint = isSilent ? nil : meters.fingerprint?.fingerprint
  }
}

/// What a check measures while a file is decoded.
private struct CheckMeters {
  private(set) var amplitude: AmplitudeMeter
  private(set) var middle: MiddleMeter?
  private(set) var fingerprint: FingerprintMeter?
  private let channelCount: Int

  /// Samples decoded together, over all channels.
  private static let blockLength = 65_536

  init(_ opened: OpenedSound) {
    let facts = opened.facts
    channelCount = facts.channelCount
    amplitude = AmplitudeMeter(
      channelCount: facts.channelCount,
      fullScale: FormatName.fullScale(opened.decoder.header.format))
    middle = MiddleMeter(sampleRate: facts.sampleRate, sampleCount: facts.sampleCount)
    fingerprint = FingerprintMeter(sampleRate: facts.sampleRate)
  }

  /// Decodes from the first sample on, as many as the header promises; false if it was cancelled.
  mutating func run(_ opened: OpenedSound, isCancelled: () -> Bool) -> Bool {
    let decoder = opened.decoder
    let limit = opened.facts.isLengthEstimated ? .max : opened.facts.sampleCount
    guard decoder.move(to: 0) else { return true }
    let block = max(1, Self.blockLength / channelCount)
    let mixdown = Mixdown(channelCount: channelCount, choice: .mix)
    var mix: [Float] = []
    var buffer = [Float](repeating: 0, count: block * channelCount)
    return buffer.withUnsafeMutableBufferPointer { buffer in
      while amplitude.sampleCount < limit {
        if isCancelled() { return false }
        let wanted = min(block, limit - amplitude.sampleCount)
        let part = UnsafeMutableBufferPointer(rebasing: buffer[..<(wanted * channelCount)])
        let read = decoder.read(into: part)
        guard read > 0 else { break }
        let samples = UnsafeMutableBufferPointer(rebasing: part[..<(read * channelCount)])
        amplitude.clean(samples)
        amplitude.add(UnsafeBufferPointer(samples))
        if middle != nil || fingerprint?.isFull == false {
          mix.removeAll(keepingCapacity: true)
          mixdown.append(UnsafeBufferPointer(samples), count: read, to: &mix)
          middle?.add(mix)
          fingerprint?.add(mix)
        }
        if read < wanted { break }
      }
      return true
    }
  }
}
