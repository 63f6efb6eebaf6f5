/// Writes a feature file frame by frame, in constant memory.
///
/// The file appears, or replaces one of its name, whole and in ``finish()``. Before, its bytes are
/// in a hidden file beside it, which is taken away when the writer fails, is discarded or vanishes.
/// It is not synced: after a power cut it may have to be made again.
public final class FeatureFileWriter {
  /// How many frames were added.
  public private(set) var frameCount = 0

  private let binCount: Int
  private let draft: DraftFile
  private var encoder: (any FrameEncoder)?

  /// Begins a file.
  ///
  /// - Parameter path: The path's bytes. Links are followed.
  /// - Throws: What keeps it from being written.
  public init(
    _ path: [UInt8], _ format: FeatureFileFormat, _ contents: FeatureFileContents
  ) throws(FeatureFileError) {
    binCount = contents.binCount
    draft = try DraftFile(path)
    encoder = try format.encoder.init(contents, into: draft)
  }

  /// Adds a frame, or several that follow each other.
  ///
  /// - Parameter values: `[frames, bins]`; infinities and NaN are kept where the format has them,
  ///   `null` in JSON.
  /// - Precondition: Frames are whole; the writer neither failed nor ended.
  /// - Throws: What keeps it from being written; the writer has ended then.
  public func add(_ values: UnsafeBufferPointer<Float>) throws(FeatureFileError) {
    precondition(values.count.isMultiple(of: binCount), "frames are added whole")
    try step { encoder throws(FeatureFileError) in try encoder.add(values) }
    frameCount += values.count / binCount
  }

  /// Adds a frame, or several that follow each other.
  ///
  /// - Precondition: Frames are whole; the writer neither failed nor ended.
  /// - Throws: What keeps it from being written; the writer has ended then.
  public func add(_ values: [Float]) throws(FeatureFileError) {
    try values.withUnsafeBufferPointer { values throws(FeatureFileError) in try add(values) }
  }

  /// Ends the file and gives it its name.
  ///
  /// - Precondition: The writer neither failed nor ended.
  /// - Throws: What keeps it from being written; the writer has ended then.
  public func finish() throws(FeatureFileError) {
    let count = frameCount
    try step { encoder throws(FeatureFileError) in try encoder.finish(frameCount: count) }
    encoder = nil
    try draft.commit()
  }

  /// Gives the file up, unless it is finished; nothing of it is left.
  public func discard() {
    encoder = nil
    draft.discard()
  }

  private func step(
    _ body: (inout any FrameEncoder) throws(FeatureFileError) -> Void
  ) throws(FeatureFileError) {
    guard var encoder else { preconditionFailure("a writer that ended takes no more frames") }
    do throws(FeatureFileError) {
      try body(&encoder)
      self.encoder = encoder
    } catch {
      discard()
      throw error
    }
  }
}
