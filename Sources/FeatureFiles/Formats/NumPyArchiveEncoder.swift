import Labeling

/// `.npz`: the arrays `features`, `times`, `frequencies` and `settings`.
///
/// libzip takes whole arrays, so the frames wait in a scratch file until all are there.
struct NumPyArchiveEncoder: FrameEncoder {
  private static let chunkLength = 1 << 16

  private let contents: FeatureFileContents
  private let values: NumPyValues
  private let draft: DraftFile
  private let scratch: OutputFile

  init(_ contents: FeatureFileContents, into draft: DraftFile) throws(FeatureFileError) {
    self.contents = contents
    self.draft = draft
    values = NumPyValues(contents.quantization)
    scratch = try draft.makeScratch()
  }

  func add(_ values: UnsafeBufferPointer<Float>) throws(FeatureFileError) {
    try self.values.append(values, to: scratch)
  }

  func finish(frameCount: Int) throws(FeatureFileError) {
    var members = [features(frameCount), times(frameCount)]
    if let frequencies = contents.frequencies {
      members.append(
        ZipMember(
          "frequencies.npy",
          NumPyHeader.bytes("<f4", shape: [frequencies.count])
            + frequencies.flatMap { Self.bytes($0.bitPattern) }))
    }
    members.append(settings())
    try ZipArchive.write(members, to: draft)
  }

  private func features(_ frameCount: Int) -> ZipMember {
    let header = NumPyHeader.bytes(values.kind, shape: [frameCount, contents.binCount])
    return ZipMember("features.npy", size: header.count + scratch.size) {
      [scratch] offset throws(FeatureFileError) in
      guard offset >= header.count else { return header }
      return try scratch.bytes(at: offset - header.count, count: Self.chunkLength)
    }
  }

  private func times(_ frameCount: Int) -> ZipMember {
    let header = NumPyHeader.bytes("<f8", shape: [frameCount])
    return ZipMember("times.npy", size: header.count + 8 * frameCount) {
      [contents] offset throws(FeatureFileError) in
      guard offset >= header.count else { return header }
      let first = (offset - header.count) / 8
      let frames = first..<min(frameCount, first + Self.chunkLength / 8)
      return frames.flatMap { Self.bytes(contents.seconds(ofFrame: $0).bitPattern) }
    }
  }

  /// A text as a single element of UTF-32, which NumPy reads without unpickling anything.
  private func settings() -> ZipMember {
    let text = JSONValue.object(contents.members).compact.unicodeScalars
    return ZipMember(
      "settings.npy",
      NumPyHeader.bytes("<U\(text.count)", shape: []) + text.flatMap { Self.bytes($0.value) })
  }

  private static func bytes(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }
}
