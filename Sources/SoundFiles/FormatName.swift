import CSndfile

/// Short names of libsndfile's containers and encodings.
enum FormatName {
  /// The container: `WAV`, `FLAC`.
  static func container(_ format: CInt) -> String {
    containers[Int(format) & Int(SF_FORMAT_TYPEMASK)] ?? "libsndfile format \(hex(format))"
  }

  /// The encoding: `PCM 16`, `VORBIS`.
  static func encoding(_ format: CInt) -> String {
    encodings[Int(format) & Int(SF_FORMAT_SUBMASK)] ?? "libsndfile encoding \(hex(format))"
  }

  /// The smallest amplitude that an encoding can't exceed: one step under 1 for integers.
  static func fullScale(_ format: CInt) -> Float {
    switch Int(format) & Int(SF_FORMAT_SUBMASK) {
    case Int(SF_FORMAT_PCM_S8), Int(SF_FORMAT_PCM_U8), Int(SF_FORMAT_DPCM_8): 1 - 0x1p-7
    case Int(SF_FORMAT_FLOAT), Int(SF_FORMAT_DOUBLE), Int(SF_FORMAT_VORBIS), Int(SF_FORMAT_OPUS):
      1
    case Int(SF_FORMAT_PCM_24), Int(SF_FORMAT_ALAC_24), Int(SF_FORMAT_PCM_32),
      Int(SF_FORMAT_ALAC_32):
      1 - 0x1p-23
    case Int(SF_FORMAT_ALAC_20): 1 - 0x1p-19
    case Int(SF_FORMAT_ALAW), Int(SF_FORMAT_ULAW): 0.98
    default: 1 - 0x1p-15
    }
  }

  private static func hex(_ format: CInt) -> String {
    "0x" + String(UInt32(bitPattern: format), radix: 16)
  }

  private static let containers: [Int: String] = [
    Int(SF_FORMAT_WAV): "WAV", Int(SF_FORMAT_AIFF): "AIFF", Int(SF_FORMAT_AU): "AU",
    Int(SF_FORMAT_RAW): "RAW", Int(SF_FORMAT_PAF): "PAF", Int(SF_FORMAT_SVX): "SVX",
    Int(SF_FORMAT_NIST): "NIST", Int(SF_FORMAT_VOC): "VOC", Int(SF_FORMAT_IRCAM): "IRCAM",
    Int(SF_FORMAT_W64): "W64", Int(SF_FORMAT_MAT4): "MAT4", Int(SF_FORMAT_MAT5): "MAT5",
    Int(SF_FORMAT_PVF): "PVF", Int(SF_FORMAT_XI): "XI", Int(SF_FORMAT_HTK): "HTK",
    Int(SF_FORMAT_SDS): "SDS", Int(SF_FORMAT_AVR): "AVR", Int(SF_FORMAT_WAVEX): "WAVEX",
    Int(SF_FORMAT_SD2): "SD2", Int(SF_FORMAT_FLAC): "FLAC", Int(SF_FORMAT_CAF): "CAF",
    Int(SF_FORMAT_WVE): "WVE", Int(SF_FORMAT_OGG): "OGG", Int(SF_FORMAT_MPC2K): "MPC2K",
    Int(SF_FORMAT_RF64): "RF64", Int(SF_FORMAT_MPEG): "MP3",
  ]

  private static let encodings: [Int: String] = [
    Int(SF_FORMAT_PCM_S8): "PCM S8", Int(SF_FORMAT_PCM_16): "PCM 16",
    Int(SF_FORMAT_PCM_24): "PCM 24", Int(SF_FORMAT_PCM_32): "PCM 32",
    Int(SF_FORMAT_PCM_U8): "PCM U8", Int(SF_FORMAT_FLOAT): "FLOAT",
    Int(SF_FORMAT_DOUBLE): "DOUBLE", Int(SF_FORMAT_ULAW): "ULAW", Int(SF_FORMAT_ALAW): "ALAW",
    Int(SF_FORMAT_IMA_ADPCM): "IMA ADPCM", Int(SF_FORMAT_MS_ADPCM): "MS ADPCM",
    Int(SF_FORMAT_GSM610): "GSM610", Int(SF_FORMAT_VOX_ADPCM): "VOX ADPCM",
    Int(SF_FORMAT_NMS_ADPCM_16): "NMS ADPCM 16", Int(SF_FORMAT_NMS_ADPCM_24): "NMS ADPCM 24",
    Int(SF_FORMAT_NMS_ADPCM_32): "NMS ADPCM 32", Int(SF_FORMAT_G721_32): "G721 32",
    Int(SF_FORMAT_G723_24): "G723 24", Int(SF_FORMAT_G723_40): "G723 40",
    Int(SF_FORMAT_DWVW_12): "DWVW 12", Int(SF_FORMAT_DWVW_16): "DWVW 16",
    Int(SF_FORMAT_DWVW_24): "DWVW 24", Int(SF_FORMAT_DWVW_N): "DWVW N",
    Int(SF_FORMAT_DPCM_8): "DPCM 8", Int(SF_FORMAT_DPCM_16): "DPCM 16",
    Int(SF_FORMAT_VORBIS): "VORBIS", Int(SF_FORMAT_OPUS): "OPUS",
    Int(SF_FORMAT_ALAC_16): "ALAC 16", Int(SF_FORMAT_ALAC_20): "ALAC 20",
    Int(SF_FORMAT_ALAC_24): "ALAC 24", Int(SF_FORMAT_ALAC_32): "ALAC 32",
    Int(SF_FORMAT_MPEG_LAYER_I): "MPEG LAYER I", Int(SF_FORMAT_MPEG_LAYER_II): "MPEG LAYER II",
    Int(SF_FORMAT_MPEG_LAYER_III): "MPEG LAYER III",
  ]
}
