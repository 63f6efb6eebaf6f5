/// `.npy`: one array, `[frames, bins]`.
struct NumPyEncoder: FrameEncoder {
  private let file: OutputFile
  private let values: NumPyValues
  private let binCount: Int

  init(_ contents: FeatureFileContents, into draft: DraftFile) throws(FeatureFileError) {
    file = draft.file
    values = NumPyValues(contents.quantization)
    binCount = contents.binCount
    try file.append(header(frameCount: 0))
  }

  func add(_ values: UnsafeBufferPointer<Float>) throws(FeatureFileError) {
    try self.values.append(values, to: file)
  }

  func finish(frameCount: Int) throws(FeatureFileError) {
    try file.replace(at: 0, with: header(frameCount: frameCount))
  }

  private func header(frameCount: Int) -> [UInt8] {
    NumPyHeader.bytes(values.kind, shape: [frameCount, binCount])
  }
}
