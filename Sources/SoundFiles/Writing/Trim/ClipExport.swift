import Acoustics

/// A span of a recording and the file it becomes.
public struct Cut: Sendable, Hashable {
  /// Samples of the recording.
  public let span: SampleRange
  /// The path of the file, as the file system's bytes.
  public let path: [UInt8]

  /// Makes a clip.
  public init(_ span: SampleRange, to path: [UInt8]) {
    self.span = span
    self.path = path
  }
}

/// Writes many spans of one recording to files of their own.
///
/// The recording is opened once and read from its beginning to its end, whatever the order of the
/// clips. Files get their names in groups, each after all of its bytes are on the disk: whoever
/// looks finds whole files only. One thread at a time; several exports of one recording may run at
/// once. The recording itself is never opened for writing.
public final class ClipExport {
  /// What the recording is like.
  public let facts: SoundFileFacts
  /// How the names of files should end, without the dot.
  ///
  /// It is the ending of the recording, `flac` for a lossy one, or that of the options. Names that
  /// end in another way may ask for another kind of file.
  public let fileExtension: String

  private let writing: ClipWriting
  private let options: TrimOptions

  /// Opens the recording at a path given as the file system's bytes.
  ///
  /// - Throws: Why it can't be read, or not be written as the options say.
  public init(_ source: [UInt8], _ options: TrimOptions) throws(SoundWritingError) {
    self.options = options
    do throws(SoundFileError) {
      writing = try ClipWriting(source, options)
    } catch {
      throw .source(error)
    }
    facts = writing.sound.facts
    fileExtension = try writing.naturalEnding(sourceEnding: FileEnding.of(source))
  }

  /// Writes clips.
  ///
  /// - Parameters:
  ///   - clips: In any order; no two may have the same path.
  ///   - goesOn: Is told after each clip how many were tried; `false` ends the export, and what was
  ///     written until then is kept.
  /// - Returns: What became of each clip, in their order.
  public func write(
    _ clips: [Cut], goesOn: (Int) -> Bool = { _ in true }
  ) -> [Result<TrimReport, SoundWritingError>] {
    var results = clips.map { clip -> Result<TrimReport, SoundWritingError> in
      .failure(.canceled(name: Self.name(clip.path)))
    }
    var paths: [[UInt8]: Int] = [:]
    for clip in clips { paths[clip.path, default: 0] += 1 }
    var group = ClipGroup()
    let order = clips.indices.sorted {
      (clips[$0].span.lowerBound, $0) < (clips[$1].span.lowerBound, $1)
    }
    for (number, index) in order.enumerated() {
      do throws(SoundWritingError) {
        guard paths[clips[index].path] == 1 else {
          throw .nameTakenTwice(name: Self.name(clips[index].path))
        }
        let file = try PendingFile(
          clips[index].path, existing: options.existing, in: &group.folders)
        let report = try writing.write(clips[index], to: file)
        group.add(file, report, index)
      } catch {
        results[index] = .failure(error)
      }
      let isLast = !goesOn(number + 1) || number == order.count - 1
      if isLast || group.isFull {
        group.publish(&results)
        group = ClipGroup()
      }
      if isLast { break }
    }
    return results
  }

  private static func name(_ path: [UInt8]) -> String {
    String(decoding: path.split(separator: UInt8(ascii: "/")).last ?? [], as: UTF8.self)
  }
}
