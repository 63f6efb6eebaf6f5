import Explorer
import ExplorerRuntime
import Foundation
import Labeling

/// The sounds that are really there, from files of labels.
struct SegmentTruth: Sendable {
  /// Where they come from.
  private enum Source {
    /// A file of the labels of one recording.
    case single([ImportedLabel])
    /// A file that names recordings.
    case table([ImportedLabel])
    /// A folder with a file of labels for each recording.
    case folder([(name: [UInt8], path: [UInt8])])
  }

  private let source: Source
  private let shown: String
  /// What is done with recordings, for people.
  private let doing: String

  /// Reads a file, or looks into a folder.
  ///
  /// - Parameter isSeveral: Whether there are several recordings.
  init(_ path: [UInt8], isSeveral: Bool, doing: String = "score") throws {
    self.doing = doing
    shown = FilePath.text(path)
    guard !FilePath.isFolder(path) else {
      source = .folder(Self.files(in: path))
      return
    }
    let labels = try LabelFile(path).labels
    if labels.contains(where: { $0.path != nil }) {
      source = .table(labels)
    } else if isSeveral {
      throw UsageFailure(
        failure: Failure(
          what: "Cannot \(doing) several recordings by \(shown)",
          why: "its labels name no recording",
          remedy: "\(doing) one recording, or name a folder with a file of labels for each"))
    } else {
      source = .single(labels)
    }
  }

  /// The sounds of a recording, in seconds.
  ///
  /// - Throws: That there are no labels for it, or why they can't be read.
  func sounds(of recording: RecordingPath) throws(Failure) -> [ClosedRange<Double>] {
    let all = try labels(of: recording)
    let sounds = all.compactMap(\.seconds)
    if sounds.isEmpty, !all.isEmpty {
      throw Failure(
        what: "Cannot \(doing) \(recording.text)", why: "the labels in \(shown) have no times",
        remedy: "name a file with onsets and offsets")
    }
    return sounds
  }

  /// The labels of a recording, in the order of their file.
  ///
  /// - Throws: That there are none for it, or why they can't be read.
  func labels(of recording: RecordingPath) throws(Failure) -> [ImportedLabel] {
    let missing = Failure(
      what: "Cannot \(doing) \(recording.text)", why: "\(shown) has no labels of it",
      remedy: "check the names there")
    switch source {
    case .single(let labels): return labels
    case .table(let labels):
      let own = labels.filter { $0.path.map { Self.isSame($0, recording) } ?? false }
      if own.isEmpty { throw missing }
      return own
    case .folder(let files):
      let names = [Array(recording.name.text.utf8), Array(recording.stem.utf8)]
      var failure = missing
      for file in files {
        let dot = UInt8(ascii: ".")
        guard names.contains(where: { file.name.starts(with: $0 + [dot]) }) else { continue }
        do throws(Failure) { return try LabelFile(file.path).labels } catch { failure = error }
      }
      throw failure
    }
  }

  /// Whether two paths end in the same way, as far as the shorter one goes.
  private static func isSame(_ path: RecordingPath, _ other: RecordingPath) -> Bool {
    let slash = UInt8(ascii: "/")
    let (first, second) = (path.bytes.split(separator: slash), other.bytes.split(separator: slash))
    return zip(first.reversed(), second.reversed()).allSatisfy { $0 == $1 }
  }

  /// The files with an extension of a label format, in order.
  private static func files(in folder: [UInt8]) -> [(name: [UInt8], path: [UInt8])] {
    guard let list = opendir(FilePath.terminated(folder)) else { return [] }
    defer { closedir(list) }
    var names: [[UInt8]] = []
    while let entry = readdir(list) {
      names.append(withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) })
    }
    let endings = Set(FormatRegistry.all.filter { !$0.isInSound }.map { $0.fileExtension })
    return names.filter { FilePath.fileExtension($0).map(endings.contains) ?? false }
      .sorted { $0.lexicographicallyPrecedes($1) }
      .map { ($0, FilePath.join(folder, $0)) }
  }
}
