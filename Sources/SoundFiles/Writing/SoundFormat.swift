/// What a sound file to be written is like.
public struct SoundFormat: Sendable, Hashable {
  /// The kind of file.
  public enum Container: String, Sendable, Hashable, CaseIterable {
    /// RIFF WAVE, which becomes RF64 beyond 4 GiB.
    case wav = "WAV"
    /// FLAC, lossless and about half as large.
    case flac = "FLAC"
    /// AIFF, or AIFC for floating-point samples.
    case aiff = "AIFF"
    /// Core Audio Format.
    case caf = "CAF"

    /// How names of such files end: `wav`.
    public var fileExtension: String { self == .aiff ? "aif" : rawValue.lowercased() }
  }

  /// How a sample is kept.
  public enum Encoding: String, Sendable, Hashable, CaseIterable {
    /// Integers of 8 bits.
    case pcm8 = "PCM 8"
    /// Integers of 16 bits.
    case pcm16 = "PCM 16"
    /// Integers of 24 bits.
    case pcm24 = "PCM 24"
    /// Integers of 32 bits.
    case pcm32 = "PCM 32"
    /// Floating-point numbers of 32 bits.
    case float32 = "FLOAT"
    /// Floating-point numbers of 64 bits.
    case float64 = "DOUBLE"

    /// Bits of a sample.
    public var bits: Int {
      switch self {
      case .pcm8: 8
      case .pcm16: 16
      case .pcm24: 24
      case .pcm32, .float32: 32
      case .float64: 64
      }
    }

    /// Whether samples are floating-point numbers.
    public var isFloat: Bool { self == .float32 || self == .float64 }
  }

  /// The kind of file.
  public var container: Container
  /// How a sample is kept.
  public var encoding: Encoding
  /// Samples per second.
  public var sampleRate: Int
  /// Channels.
  public var channelCount: Int

  /// Makes a format.
  public init(
    _ container: Container, _ encoding: Encoding, sampleRate: Int, channelCount: Int
  ) {
    self.container = container
    self.encoding = encoding
    self.sampleRate = sampleRate
    self.channelCount = channelCount
  }

  /// Bytes of one sample of all channels, where samples are not compressed.
  var blockLength: Int { encoding.bits / 8 * channelCount }

  /// More channels don't fit into FLAC.
  static let flacChannelLimit = 8

  /// Whether FLAC can have a rate and still be played from its middle (RFC 9639, section 7).
  static func fitsFLAC(sampleRate: Int) -> Bool {
    (1...65_535).contains(sampleRate)
      || (sampleRate <= 655_350 && sampleRate.isMultiple(of: 10))
  }

  /// Refuses what can't be.
  func check(_ name: String) throws(SoundWritingError) {
    guard (1...SoundFile.channelLimit).contains(channelCount) else {
      throw .unsupportedFormat(
        name: name,
        reason: "\(spaced(channelCount)) channels are not between 1 and \(SoundFile.channelLimit)",
        remedy: "choose other channels")
    }
    guard (1...SoundFile.rateLimit).contains(sampleRate) else {
      throw .unsupportedFormat(
        name: name,
        reason: "\(spaced(sampleRate)) Hz is not between 1 and \(spaced(SoundFile.rateLimit))",
        remedy: "choose another rate")
    }
    guard container == .flac else { return }
    if channelCount > Self.flacChannelLimit {
      throw .unsupportedFormat(
        name: name, reason: "FLAC has at most 8 channels, not \(spaced(channelCount))",
        remedy: "write WAV, or choose channels")
    }
    if !Self.fitsFLAC(sampleRate: sampleRate) {
      throw .unsupportedFormat(
        name: name, reason: "FLAC can't have \(spaced(sampleRate)) Hz", remedy: "write WAV")
    }
    if encoding.isFloat || encoding.bits > 24 {
      throw .unsupportedFormat(
        name: name, reason: "FLAC holds integers of at most 24 bits, not \(encoding.rawValue)",
        remedy: "write WAV, or choose PCM 24")
    }
  }
}
