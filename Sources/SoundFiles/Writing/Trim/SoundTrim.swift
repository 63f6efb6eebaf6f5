import Acoustics

/// Writes a part of a recording to a file of its own.
///
/// Samples of lossless recordings come out bit by bit as they are, in the same encoding, unless
/// something else is asked for; what the file keeps of the rest, and what not, its report says.
/// The recording is never opened for writing.
public enum SoundTrim {
  /// Writes the samples of a span.
  ///
  /// - Parameters:
  ///   - span: Samples of the recording.
  ///   - source: The path of the recording, as the file system's bytes.
  ///   - target: The path of the file, as the file system's bytes.
  /// - Returns: What was written, and what of the recording is not in it.
  /// - Throws: Why it can't be; then nothing is left, and an existing file is as it was.
  @discardableResult
  public static func export(
    _ span: SampleRange, of source: [UInt8], to target: [UInt8],
    _ options: TrimOptions = TrimOptions()
  ) throws(SoundWritingError) -> TrimReport {
    let export = try ClipExport(source, options)
    guard let result = export.write([Cut(span, to: target)]).first else {
      preconditionFailure("one clip gives one result")
    }
    return try result.get()
  }
}
