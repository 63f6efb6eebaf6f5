/// `.csv`: a row a frame, the seconds of its center and its values.
struct TableEncoder: FrameEncoder {
  private let contents: FeatureFileContents
  private let file: OutputFile
  private var frame = 0
  private var rows: [UInt8] = []

  init(_ contents: FeatureFileContents, into draft: DraftFile) throws(FeatureFileError) {
    self.contents = contents
    file = draft.file
    rows.append("seconds")
    if let frequencies = contents.frequencies {
      for frequency in frequencies {
        rows.append(",")
        rows.append(number: frequency)
      }
    } else {
      for name in contents.binNames { rows.append(",\(name)") }
    }
    rows.append("\n")
    try file.append(rows)
  }

  mutating func add(_ values: UnsafeBufferPointer<Float>) throws(FeatureFileError) {
    let binCount = contents.binCount
    for start in stride(from: 0, to: values.count, by: binCount) {
      rows.removeAll(keepingCapacity: true)
      rows.append(number: contents.seconds(ofFrame: frame))
      for value in values[start..<start + binCount] {
        rows.append(UInt8(ascii: ","))
        if let quantization = contents.quantization {
          rows.append(quantization.byte(of: value).description)
        } else {
          rows.append(number: value)
        }
      }
      rows.append(UInt8(ascii: "\n"))
      try file.append(rows)
      frame += 1
    }
  }

  func finish(frameCount: Int) {}
}
