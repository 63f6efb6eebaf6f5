import Explorer
import SoundDevices

/// The head of a WAV file that comes through a pipe, where nothing can be looked up again.
package struct WaveStreamHeader: Sendable, Equatable {
  /// How samples are coded.
  package let coding: SampleCoding
  /// Their rate and channels.
  package let format: StreamFormat
  /// Bytes of samples; nil where they go on until the end.
  package let byteCount: Int?
  /// Bytes before the samples.
  package let length: Int

  /// Bytes of other chunks that are passed over at most.
  private static let longest = 1 << 24

  /// Reads the head from the bytes that are there; nil where more are needed.
  ///
  /// - Throws: What it is instead of a WAV file.
  package init?(_ bytes: [UInt8]) throws(Failure) {
    guard bytes.count >= 12 else { return nil }
    guard ["RIFF", "RF64", "BW64"].contains(Self.text(bytes, 0)), Self.text(bytes, 8) == "WAVE"
    else {
      throw Failure(
        what: "Cannot tell how the sound is coded", why: "it does not begin like a WAV file",
        remedy: "for samples without a header give --format s16le --rate N --channels N")
    }
    var place = 12
    var found: (SampleCoding, StreamFormat)?
    while place + 8 <= bytes.count {
      let size = Int(Self.number(bytes, place + 4, 4))
      if Self.text(bytes, place) == "data" {
        guard let found else { throw Self.broken("no fmt chunk comes before the samples") }
        (coding, format) = found
        // Writers that do not know the end say 0 or as much as there is room for; RF64 says it elsewhere.
        byteCount = size == 0 || size >= 0xFFFF_FF00 || size == 0x7FFF_FFFF ? nil : size
        length = place + 8
        return
      }
      let end = place + 8 + size + size % 2
      guard end <= Self.longest else { throw Self.broken("its samples do not begin") }
      guard end <= bytes.count else { return nil }
      if Self.text(bytes, place) == "fmt " { found = try Self.format(bytes, place + 8, size) }
      place = end
    }
    return nil
  }

  private static func format(
    _ bytes: [UInt8], _ place: Int, _ size: Int
  ) throws(Failure) -> (SampleCoding, StreamFormat) {
    guard size >= 16 else { throw broken("its fmt chunk is too short") }
    var tag = number(bytes, place, 2)
    if tag == 0xFFFE, size >= 26 { tag = number(bytes, place + 24, 2) }
    let channels = Int(number(bytes, place + 2, 2))
    let rate = Int(number(bytes, place + 4, 4))
    let bits = Int(number(bytes, place + 14, 2))
    let coding: SampleCoding? =
      switch (tag, bits) {
      case (1, 8): .u8
      case (1, 16): .s16le
      case (1, 24): .s24le
      case (1, 32): .s32le
      case (3, 32): .f32le
      case (3, 64): .f64le
      default: nil
      }
    guard let coding else {
      throw Failure(
        what: "Cannot decode the sound", why: "its WAV header says format \(tag) with \(bits) bits",
        remedy: "send PCM or floating-point samples")
    }
    guard (1...1024).contains(channels), (20...1_000_000).contains(rate) else {
      throw broken("it says \(channels) channels at \(rate) Hz")
    }
    return (coding, StreamFormat(sampleRate: Double(rate), channelCount: channels))
  }

  private static func broken(_ why: String) -> Failure {
    Failure(what: "Cannot read the WAV header", why: why, remedy: "send another")
  }

  private static func text(_ bytes: [UInt8], _ place: Int) -> String {
    String(decoding: bytes[place..<(place + 4)], as: UTF8.self)
  }

  private static func number(_ bytes: [UInt8], _ place: Int, _ count: Int) -> UInt32 {
    (0..<count).reduce(0) { $0 | UInt32(bytes[place + $1]) << (8 * UInt32($1)) }
  }
}
