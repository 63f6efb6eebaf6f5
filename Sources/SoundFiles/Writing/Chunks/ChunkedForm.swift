/// The first bytes of a RIFF or FORM file, which say how the rest is to be read.
struct ChunkedForm: Equatable {
  /// `RIFF`, `RIFX`, `RF64`, `BW64` or `FORM`.
  var marker: String
  /// `WAVE`, `AIFF` or `AIFC`.
  var type: String

  static let wav = ChunkedForm(marker: "RIFF", type: "WAVE")
  static let aiff = ChunkedForm(marker: "FORM", type: "AIFF")
  static let aifc = ChunkedForm(marker: "FORM", type: "AIFC")

  var isBigEndian: Bool { marker == "RIFX" || marker == "FORM" }
  /// Whether a `ds64` chunk has the sizes.
  var is64Bit: Bool { marker == "RF64" || marker == "BW64" }
  var isAIFF: Bool { marker == "FORM" }
  /// How its other chunks are laid out.
  var layout: ChunkLayout { isBigEndian ? .wavBigEndian : .wav }
}
