import CSndfile
import Testing

/// Samples as libsndfile gives them from the beginning of a file on, without our own code.
struct SampleOracle {
  /// Interleaved samples: integers whose highest bits count, or the bits of doubles.
  let samples: [Int64]
  let channelCount: Int
  let sampleRate: Int
  /// libsndfile's number of the container and encoding.
  let format: Int
  /// Title, artist and so on, by libsndfile's numbers.
  let texts: [Int: String]

  init(_ path: [UInt8]) throws {
    var info = SF_INFO()
    let handle = try #require(sf_open(String(decoding: path, as: UTF8.self), CInt(SFM_READ), &info))
    defer { sf_close(handle) }
    channelCount = Int(info.channels)
    sampleRate = Int(info.samplerate)
    format = Int(info.format)
    let encoding = format & Int(SF_FORMAT_SUBMASK)
    var found: [Int64] = []
    if [Int(SF_FORMAT_FLOAT), Int(SF_FORMAT_DOUBLE)].contains(encoding) {
      var block = [Double](repeating: 0, count: 4096 * channelCount)
      while case let read = Int(sf_readf_double(handle, &block, 4096)), read > 0 {
        found += block[..<(read * channelCount)].map { Int64(bitPattern: $0.bitPattern) }
      }
    } else {
      var block = [Int32](repeating: 0, count: 4096 * channelCount)
      while case let read = Int(sf_readf_int(handle, &block, 4096)), read > 0 {
        found += block[..<(read * channelCount)].map { Int64($0) }
      }
    }
    samples = found
    var texts: [Int: String] = [:]
    for kind in 1...16 {
      texts[kind] = sf_get_string(handle, CInt(kind)).map { String(cString: $0) }
    }
    self.texts = texts
  }

  /// The encoding's short name, for those that our own formats have.
  var encodingName: String {
    switch format & Int(SF_FORMAT_SUBMASK) {
    case Int(SF_FORMAT_PCM_U8): "PCM U8"
    case Int(SF_FORMAT_PCM_S8): "PCM S8"
    case Int(SF_FORMAT_PCM_16): "PCM 16"
    case Int(SF_FORMAT_PCM_24): "PCM 24"
    case Int(SF_FORMAT_PCM_32): "PCM 32"
    case Int(SF_FORMAT_FLOAT): "FLOAT"
    case Int(SF_FORMAT_DOUBLE): "DOUBLE"
    default: "another"
    }
  }

  /// Samples in each channel.
  var count: Int { samples.count / channelCount }

  /// The samples of a span, interleaved.
  func span(_ span: Range<Int>) -> ArraySlice<Int64> {
    samples[span.lowerBound * channelCount..<span.upperBound * channelCount]
  }
}
