/// Which columns of a table say what: `path=filename,label=category,group=fold`.
public struct TableColumns: Sendable, Hashable {
  /// The column of paths, relative to the folder of the table.
  public var path: String
  /// The column of classes.
  public var label: String?
  /// The column of what must stay together in a split.
  public var group: String?
  /// The column of the parts of the data set.
  public var split: String?

  /// Makes a choice of columns.
  public init(path: String, label: String? = nil, group: String? = nil, split: String? = nil) {
    self.path = path
    self.label = label
    self.group = group
    self.split = split
  }

  /// The choice as it is typed.
  public var text: String {
    [("path", path), ("label", label), ("group", group), ("split", split)]
      .compactMap { key, name in name.map { "\(key)=\($0)" } }.joined(separator: ",")
  }

  /// Reads a choice as it is typed.
  public init(_ text: String) throws(AttributionTableError) {
    var found: [String: String] = [:]
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let equal = part.firstIndex(of: "=") else { throw .notAColumn(String(part)) }
      let (key, name) = (String(part[..<equal]), String(part[part.index(after: equal)...]))
      guard ["path", "label", "group", "split"].contains(key), !name.isEmpty,
        found[key] == nil
      else { throw .notAColumn(String(part)) }
      found[key] = name
    }
    guard let path = found["path"], found.count > 1 else { throw .tooFewColumns }
    self.init(path: path, label: found["label"], group: found["group"], split: found["split"])
  }

  /// The columns of a table by the names that are usual for them.
  ///
  /// Nil if none is one of paths or none says anything about them.
  public init?(usualIn names: [String]) {
    func first(_ usual: [String]) -> String? { usual.first { names.contains($0) } }
    guard let path = first(["file_name", "path", "filename", "file", "audio_filepath"]) else {
      return nil
    }
    let label = first(["label", "category", "class", "command"])
    let group = first(["group", "fold", "speaker"])
    let split = first(["split"])
    guard label != nil || group != nil || split != nil else { return nil }
    self.init(path: path, label: label, group: group, split: split)
  }
}
