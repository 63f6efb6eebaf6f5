import CSndfile

/// A container and encoding of libsndfile's that samples are written to.
struct LibraryFormat: Equatable {
  /// libsndfile's number for it.
  let code: CInt

  init(code: CInt) { self.code = code }

  init(_ format: SoundFormat) {
    let container =
      switch format.container {
      case .wav: SF_FORMAT_WAV
      case .flac: SF_FORMAT_FLAC
      case .aiff: SF_FORMAT_AIFF
      case .caf: SF_FORMAT_CAF
      }
    let encoding =
      switch format.encoding {
      case .pcm8: format.container == .wav ? SF_FORMAT_PCM_U8 : SF_FORMAT_PCM_S8
      case .pcm16: SF_FORMAT_PCM_16
      case .pcm24: SF_FORMAT_PCM_24
      case .pcm32: SF_FORMAT_PCM_32
      case .float32: SF_FORMAT_FLOAT
      case .float64: SF_FORMAT_DOUBLE
      }
    code = CInt(container) | CInt(encoding)
  }

  private var container: Int { Int(code) & Int(SF_FORMAT_TYPEMASK) }
  private var encoding: Int { Int(code) & Int(SF_FORMAT_SUBMASK) }

  /// Bits that hold every sample exactly; nil for floating-point numbers and for lossy encodings.
  var bits: Int? {
    // Its samples have 14, 21 or 28 bits.
    if container == Int(SF_FORMAT_SDS) { return 32 }
    return switch encoding {
    case Int(SF_FORMAT_PCM_S8), Int(SF_FORMAT_PCM_U8), Int(SF_FORMAT_DPCM_8): 8
    case Int(SF_FORMAT_DWVW_12), Int(SF_FORMAT_PCM_16), Int(SF_FORMAT_ALAC_16),
      Int(SF_FORMAT_DPCM_16), Int(SF_FORMAT_DWVW_16), Int(SF_FORMAT_ULAW), Int(SF_FORMAT_ALAW):
      16
    case Int(SF_FORMAT_ALAC_20), Int(SF_FORMAT_PCM_24), Int(SF_FORMAT_ALAC_24),
      Int(SF_FORMAT_DWVW_24):
      24
    case Int(SF_FORMAT_PCM_32), Int(SF_FORMAT_ALAC_32): 32
    default: nil
    }
  }

  /// Whether samples are floating-point numbers.
  var isFloat: Bool { encoding == Int(SF_FORMAT_FLOAT) || encoding == Int(SF_FORMAT_DOUBLE) }

  /// Whether a sample comes out as it went in.
  var isLossless: Bool { bits != nil || isFloat }

  /// Bytes of a sample where all have as many, nil where they are compressed together.
  var sampleBytes: Int? {
    switch encoding {
    case Int(SF_FORMAT_ULAW), Int(SF_FORMAT_ALAW), Int(SF_FORMAT_PCM_S8), Int(SF_FORMAT_PCM_U8): 1
    case Int(SF_FORMAT_PCM_16): 2
    case Int(SF_FORMAT_PCM_24): 3
    case Int(SF_FORMAT_PCM_32), Int(SF_FORMAT_FLOAT): 4
    case Int(SF_FORMAT_DOUBLE): 8
    default: nil
    }
  }

  /// What our own formats call the encoding, or the nearest that holds every sample.
  var nearest: SoundFormat.Encoding {
    if isFloat { return encoding == Int(SF_FORMAT_DOUBLE) ? .float64 : .float32 }
    switch bits {
    case 8: return .pcm8
    case 16: return .pcm16
    case 24: return .pcm24
    case 32: return .pcm32
    default:
      // Vorbis, Opus and MP3 decode to more than 16 bits, the ADPCM family to 16.
      return decodesToFloat ? .pcm24 : .pcm16
    }
  }

  /// Whether the encoding says exactly what ``nearest`` says.
  var isPlain: Bool {
    if container == Int(SF_FORMAT_SDS) { return false }
    return switch encoding {
    case Int(SF_FORMAT_PCM_S8), Int(SF_FORMAT_PCM_U8), Int(SF_FORMAT_PCM_16),
      Int(SF_FORMAT_PCM_24), Int(SF_FORMAT_PCM_32), Int(SF_FORMAT_FLOAT), Int(SF_FORMAT_DOUBLE):
      true
    default: false
    }
  }

  private var decodesToFloat: Bool {
    [
      Int(SF_FORMAT_VORBIS), Int(SF_FORMAT_OPUS), Int(SF_FORMAT_MPEG_LAYER_I),
      Int(SF_FORMAT_MPEG_LAYER_II), Int(SF_FORMAT_MPEG_LAYER_III),
    ].contains(encoding)
  }

  /// The container among those that are written on request, nil for others.
  var family: SoundFormat.Container? {
    switch container {
    case Int(SF_FORMAT_WAV), Int(SF_FORMAT_WAVEX), Int(SF_FORMAT_RF64): .wav
    case Int(SF_FORMAT_FLAC): .flac
    case Int(SF_FORMAT_AIFF): .aiff
    case Int(SF_FORMAT_CAF): .caf
    default: nil
    }
  }

  var isFLAC: Bool { container == Int(SF_FORMAT_FLAC) }
  /// The container by its short name.
  var containerName: String { FormatName.container(code) }
  /// The encoding by its short name.
  var encodingName: String { FormatName.encoding(code) }

  /// Whether libsndfile writes such files.
  func canBeWritten(sampleRate: Int, channelCount: Int) -> Bool {
    var info = SF_INFO()
    (info.format, info.samplerate, info.channels) = (code, CInt(sampleRate), CInt(channelCount))
    return sf_format_check(&info) != 0
  }
}
