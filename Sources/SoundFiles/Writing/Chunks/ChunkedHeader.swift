/// What stands before the samples of a WAV or AIFF file.
struct ChunkedHeader {
  let form: ChunkedForm
  private(set) var chunks: [KeptChunk]
  /// Bytes in the chunk of the samples before the first.
  let soundPrefix: [UInt8]

  /// A header for a format.
  ///
  /// - Parameters:
  ///   - channelMask: Where the loudspeakers are, if anybody said so.
  ///   - kept: Chunks that follow.
  init(
    _ format: SoundFormat, marker: String? = nil, channelMask: UInt32? = nil,
    kept: [KeptChunk] = []
  ) {
    if format.container == .wav {
      form = ChunkedForm(marker: marker ?? "RIFF", type: "WAVE")
      soundPrefix = []
      chunks = Self.wav(format, channelMask)
    } else {
      form = format.encoding.isFloat ? .aifc : .aiff
      // SSND begins with an offset and a block size, both 0.
      soundPrefix = [UInt8](repeating: 0, count: 8)
      chunks = Self.aiff(format)
    }
    chunks += kept
  }

  private static func wav(_ format: SoundFormat, _ channelMask: UInt32?) -> [KeptChunk] {
    let tag: UInt64 = format.encoding.isFloat ? 3 : 1
    let rate = UInt64(format.sampleRate)
    let block = format.blockLength
    var bytes: [UInt8] = []
    bytes.append(channelMask == nil ? tag : 0xFFFE, width: 2)
    bytes.append(UInt64(format.channelCount), width: 2)
    bytes.append(rate, width: 4)
    bytes.append(min(rate * UInt64(block), UInt64(UInt32.max)), width: 4)
    bytes.append(UInt64(block), width: 2)
    bytes.append(UInt64(format.encoding.bits), width: 2)
    if let channelMask {
      bytes.append(22, width: 2)
      bytes.append(UInt64(format.encoding.bits), width: 2)
      bytes.append(UInt64(channelMask), width: 4)
      bytes.append(tag, width: 2)
      // The rest of the identifiers that Microsoft gave to PCM and IEEE float.
      bytes += [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71]
    } else if format.encoding.isFloat {
      bytes.append(0, width: 2)
    }
    let header = KeptChunk("fmt ", bytes)
    guard format.encoding.isFloat else { return [header] }
    return [header, KeptChunk("fact", [0, 0, 0, 0], countOffset: 0)]
  }

  private static func aiff(_ format: SoundFormat) -> [KeptChunk] {
    var bytes: [UInt8] = []
    bytes.append(UInt64(format.channelCount), width: 2, bigEndian: true)
    bytes.append(0, width: 4, bigEndian: true)
    bytes.append(UInt64(format.encoding.bits), width: 2, bigEndian: true)
    bytes += extended(format.sampleRate)
    let countOffset = 2
    guard format.encoding.isFloat else {
      return [KeptChunk("COMM", bytes, countOffset: countOffset)]
    }
    let name = "\(format.encoding.bits)-bit floating point"
    bytes += Array((format.encoding == .float32 ? "fl32" : "fl64").utf8)
    bytes += [UInt8(name.utf8.count)] + Array(name.utf8)
    if bytes.count % 2 == 1 { bytes.append(0) }
    // The one version of AIFC that there is.
    let version = KeptChunk("FVER", [0xA2, 0x80, 0x51, 0x40])
    return [version, KeptChunk("COMM", bytes, countOffset: countOffset)]
  }

  /// A rate as a floating-point number of 80 bits.
  static func extended(_ rate: Int) -> [UInt8] {
    let mantissa = UInt64(rate) << UInt64(UInt64(rate).leadingZeroBitCount)
    let exponent = UInt64(16_383 + 63 - UInt64(rate).leadingZeroBitCount)
    var bytes: [UInt8] = []
    bytes.append(exponent, width: 2, bigEndian: true)
    bytes.append(mantissa, width: 8, bigEndian: true)
    return bytes
  }
}
