/// A file of labels to be written, and what it can't say.
public struct LabelFileText: Sendable, Hashable {
  /// Where it belongs: the path of the recording with another extension.
  public let path: RecordingPath
  /// What is in it.
  public let text: LabelText
}

extension LabelFormat {
  /// Writes a file for each recording, named like it, in the order in which recordings come first.
  ///
  /// Recordings that differ only in their extension keep it in the name of the file.
  public func files(of rows: [LabelRow]) -> [LabelFileText] {
    var order: [RecordingPath] = []
    var groups: [RecordingPath: [LabelRow]] = [:]
    for row in rows {
      if groups[row.path] == nil { order.append(row.path) }
      groups[row.path, default: []].append(row)
    }
    var counts: [[UInt8]: Int] = [:]
    for path in order { counts[Self.stem(path), default: 0] += 1 }
    return order.map { path in
      let stem = counts[Self.stem(path)] == 1 ? Self.stem(path) : path.bytes
      return LabelFileText(
        path: RecordingPath(bytes: stem + Array(".\(Self.fileExtension)".utf8)),
        text: writeLabels(groups[path] ?? []))
    }
  }

  /// A path without its extension.
  private static func stem(_ path: RecordingPath) -> [UInt8] {
    let name = path.name.bytes
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else {
      return path.bytes
    }
    return path.bytes.dropLast(name.count - dot)
  }
}
