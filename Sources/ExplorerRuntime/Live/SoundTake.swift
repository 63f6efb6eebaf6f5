import Explorer
import Foundation
import Labeling
import SoundFiles

/// A recording under way: a file that is whole at every moment.
final class SoundTake {
  /// Whether the level began it.
  let isTriggered: Bool
  private let writer: SoundFileWriter
  private let format: SoundFormat

  /// Begins a file in a folder.
  ///
  /// - Parameter firstHeard: When its first sample was heard.
  init(
    in folder: [UInt8], _ format: SoundFormat, firstHeard: Date, isTriggered: Bool
  ) throws(Failure) {
    self.isTriggered = isTriggered
    self.format = format
    do {
      writer = try SoundFileWriter.recording(
        in: folder, at: Int(firstHeard.timeIntervalSince1970.rounded(.down)), format)
    } catch {
      throw Failure(error.sentence)
    }
  }

  /// How it stands.
  var report: LiveRecording {
    LiveRecording(
      name: RecordingPath(bytes: writer.path).name.text, sampleCount: writer.sampleCount,
      isTriggered: isTriggered)
  }

  /// Adds samples; after an error the file keeps what it has.
  func append(_ amplitudes: [Float]) throws(Failure) {
    do {
      try writer.append(amplitudes)
    } catch {
      throw Failure(
        what: error.sentence.what,
        why: "\(error.sentence.why); \(seconds) are kept", remedy: error.sentence.remedy)
    }
  }

  /// Ends the file.
  /// - Returns: Its path and its length in seconds; nil if there was not one sample.
  func finish() throws(Failure) -> (path: [UInt8], seconds: Double)? {
    guard writer.sampleCount > 0 else { return nil }
    do {
      try writer.finish()
    } catch {
      throw Failure(error.sentence)
    }
    return (writer.path, Double(writer.sampleCount) / Double(format.sampleRate))
  }

  private var seconds: String {
    Format.time(Double(writer.sampleCount) / Double(format.sampleRate), decimals: 1)
  }
}

/// Writes samples that are remembered into a file that is there only when it is whole.
enum SoundClip {
  /// Names that are tried for clips which begin in one second.
  private static let limit = 100

  /// Writes a file named by the time.
  /// - Returns: Its path.
  static func write(
    _ amplitudes: [Float], in folder: [UInt8], _ format: SoundFormat, firstHeard: Date
  ) throws(Failure) -> [UInt8] {
    let stamp = RecordingName.stamp(Int(firstHeard.timeIntervalSince1970.rounded(.down)))
    for number in 1...limit {
      let name = "\(stamp)\(number == 1 ? "" : "-\(number)").\(format.container.fileExtension)"
      do {
        let writer = try SoundFileWriter(FilePath.join(folder, Array(name.utf8)), format)
        try writer.append(amplitudes)
        try writer.finish()
        return writer.path
      } catch SoundWritingError.exists {
        continue
      } catch {
        throw Failure(error.sentence)
      }
    }
    throw Failure(SoundWritingError.exists(name: stamp).sentence)
  }
}
