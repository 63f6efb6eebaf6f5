import Explorer
import Foundation
import SoundDevices
import SoundFiles

/// Where recordings go, and as what.
struct RecordingTarget {
  /// The file or the folder, as the file system's bytes.
  let path: [UInt8]
  /// Whether it is a folder, in which each recording is named by its time.
  let isFolder: Bool
  /// The kind of file.
  let container: SoundFormat.Container
  /// How samples are kept.
  let encoding: SoundFormat.Encoding

  /// Begins a recording.
  ///
  /// - Throws: Why it can't be written.
  func begin(_ format: StreamFormat) throws(SoundWritingError) -> SoundFileWriter {
    let format = SoundFormat(
      container, encoding, sampleRate: Int(format.sampleRate.rounded()),
      channelCount: format.channelCount)
    guard isFolder else { return try SoundFileWriter(path, format, .flushed) }
    return try .recording(in: path, at: Int(Date().timeIntervalSince1970), format)
  }
}
