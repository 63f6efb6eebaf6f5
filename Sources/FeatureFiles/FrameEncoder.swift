/// What makes the bytes of a format out of frames.
protocol FrameEncoder {
  /// Writes what comes before the frames.
  init(_ contents: FeatureFileContents, into draft: DraftFile) throws(FeatureFileError)
  /// Writes whole frames, `[frames, bins]`.
  mutating func add(_ values: UnsafeBufferPointer<Float>) throws(FeatureFileError)
  /// Writes what comes after them, and in front what depends on their number.
  mutating func finish(frameCount: Int) throws(FeatureFileError)
}
