/// Writes uncompressed samples into WAV, RF64 or AIFF.
final class ChunkedEncoder: SampleEncoder {
  private let chunks: ChunkedFile
  private let layout: SampleLayout
  private let after: [KeptChunk]
  private let source: RegularFile?
  private var quantizer: Quantizer
  private var integers: [Int32] = []
  private(set) var isPlayable = false

  /// Writes the header.
  ///
  /// - Parameters:
  ///   - header: The chunks that say what the samples are, and those kept before the samples.
  ///   - after: Chunks kept behind the samples.
  ///   - source: The file that kept chunks may be copied from.
  ///   - expected: Samples to come, nil if nobody knows.
  init(
    _ file: PendingFile, _ format: SoundFormat, header: ChunkedHeader, after: [KeptChunk] = [],
    source: RegularFile? = nil, expected: Int? = nil, limit: Int = ChunkedFile.sizeLimit
  ) throws(SoundWritingError) {
    layout = SampleLayout(format.encoding, in: format.container)
    quantizer = Quantizer(bits: min(32, format.encoding.bits))
    self.after = after
    self.source = source
    let (bytes, overflow) = (expected ?? limit).multipliedReportingOverflow(by: format.blockLength)
    chunks = ChunkedFile(
      file, header.form, blockLength: format.blockLength,
      mayGrow: expected == nil || overflow || bytes > limit - Self.roomForChunks, limit: limit)
    for chunk in header.chunks { try chunks.put(chunk, from: source) }
    chunks.beginSound(header.form.isAIFF ? "SSND" : "data", prefix: header.soundPrefix)
  }

  /// More than other chunks take, so that a file near the limit may become RF64.
  private static let roomForChunks = 1 << 28

  var clippedCount: Int { quantizer.clippedCount }

  func append(_ samples: UnsafeBufferPointer<Double>) throws(SoundWritingError) {
    guard layout.kind != .float else { return try chunks.write(layout.bytes(samples)) }
    if integers.count < samples.count { integers = [Int32](repeating: 0, count: samples.count) }
    let bytes = integers.withUnsafeMutableBufferPointer { room in
      let target = UnsafeMutableBufferPointer(rebasing: room[..<samples.count])
      quantizer.quantize(samples, into: target)
      return layout.bytes(UnsafeBufferPointer(target))
    }
    try chunks.write(bytes)
  }

  func flush() throws(SoundWritingError) {
    try chunks.flush()
    isPlayable = true
  }

  func finish() throws(SoundWritingError) {
    chunks.endSound()
    for chunk in after { try chunks.put(chunk, from: source) }
    try chunks.finish()
    isPlayable = true
  }

  func salvage() { isPlayable = chunks.salvage() }
}
