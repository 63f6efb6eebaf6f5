import Labeling

/// `.json`: an object with everything about the feature, a line a frame.
struct JSONObjectEncoder: FrameEncoder {
  private let contents: FeatureFileContents
  private let file: OutputFile
  private var hasFrames = false
  private var line: [UInt8] = []

  init(_ contents: FeatureFileContents, into draft: DraftFile) throws(FeatureFileError) {
    self.contents = contents
    file = draft.file
    let bins =
      contents.frequencies.map { $0.map { JSONValue.number($0) } }
      ?? contents.binNames.map { .string($0) }
    line.append("{\n")
    for (name, value) in contents.members + [("bins", .array(bins))] {
      line.append("\(JSONText.literal(name)):\(value.compact),\n")
    }
    line.append("\"values\":[")
    try file.append(line)
  }

  mutating func add(_ values: UnsafeBufferPointer<Float>) throws(FeatureFileError) {
    let binCount = contents.binCount
    for start in stride(from: 0, to: values.count, by: binCount) {
      line.removeAll(keepingCapacity: true)
      line.append(hasFrames ? ",\n[" : "\n[")
      hasFrames = true
      for bin in 0..<binCount {
        if bin > 0 { line.append(UInt8(ascii: ",")) }
        append(values[start + bin])
      }
      line.append(UInt8(ascii: "]"))
      try file.append(line)
    }
  }

  mutating func finish(frameCount: Int) throws(FeatureFileError) {
    line.removeAll(keepingCapacity: true)
    line.append("\n],\n\"times\":[")
    for frame in 0..<frameCount {
      if frame > 0 { line.append(UInt8(ascii: ",")) }
      line.append(number: contents.seconds(ofFrame: frame))
      try file.append(line)
      line.removeAll(keepingCapacity: true)
    }
    line.append("]\n}\n")
    try file.append(line)
  }

  private mutating func append(_ value: Float) {
    if let quantization = contents.quantization {
      line.append(quantization.byte(of: value).description)
    } else if value.isFinite {
      line.append(number: value)
    } else {
      line.append("null")
    }
  }
}
