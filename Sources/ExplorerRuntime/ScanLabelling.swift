import Explorer
import Labeling

/// Where the labels of new recordings come from.
public enum ScanLabelling: Sendable, Hashable {
  /// From `metadata.csv`, or else from the name of the folder.
  case folders
  /// From the names of the files.
  case pattern(NamePattern)
  /// From tables in the folders that have these columns.
  case columns(TableColumns)
}

extension ScanLabelling {
  /// Where a library keeps what was chosen for it.
  static let key = "labelling"

  /// The choice as a library keeps it; nil for the usual way.
  var kept: String? {
    switch self {
    case .folders: nil
    case .pattern(let pattern): "pattern " + pattern.text
    case .columns(let columns): "columns " + columns.text
    }
  }

  /// Reads what a library keeps; nil where it is of another version.
  init?(kept text: String) {
    let words = text.split(separator: " ", maxSplits: 1).map(String.init)
    guard words.count == 2 else { return nil }
    do {
      switch words[0] {
      case "pattern": self = .pattern(try NamePattern(words[1]))
      case "columns": self = .columns(try TableColumns(words[1]))
      default: return nil
      }
    } catch {
      return nil
    }
  }
}

/// Tells what is said about recordings in one scan.
struct ScanLabels {
  private let labelling: ScanLabelling
  private let location: LibraryLocation
  private let roots: [RecordingPath]
  private var tables: [LabelTable] = []
  private let lists: SplitListFiles
  /// Tables that can't be read, and choices of columns that no table has.
  private(set) var failures: [Failure]
  /// Whether the user said now where labels come from, so that recordings known already get them too.
  let isChosen: Bool

  init(
    _ labelling: ScanLabelling, _ location: LibraryLocation, tables paths: [[UInt8]],
    isChosen: Bool? = nil
  ) {
    self.labelling = labelling
    self.isChosen = isChosen ?? (labelling != .folders)
    self.location = location
    roots = location.labelRoots.map(RecordingPath.init(bytes:))
    lists = SplitListFiles(in: location.labelRoots)
    failures = lists.failures
    switch labelling {
    case .pattern: break
    case .folders:
      let metadata = Array("metadata.csv".utf8)
      read(paths.filter { FilePath.name($0) == metadata }, nil)
    case .columns(let columns):
      read(paths, columns)
      if tables.isEmpty, self.isChosen {
        failures.append(
          Failure(
            what: "Cannot label from a table",
            why: "no .csv or .tsv here has these columns, \(columns.path) among them",
            remedy: "check their spelling, or leave --columns out"))
      }
    }
  }

  /// What is said about a recording, nil if nothing is.
  func attribution(of path: RecordingPath) -> Attribution? {
    let absolute = RecordingPath(bytes: location.absolutePath(of: path))
    let said =
      switch labelling {
      case .pattern(let pattern): pattern.attribution(of: path)
      case .columns: fromTables(absolute)
      case .folders: fromTables(absolute) ?? fromFolder(absolute)
      }
    guard said?.split == nil, let split = lists.split(of: absolute) else { return said }
    var attribution = said ?? Attribution()
    attribution.split = split
    return attribution
  }

  /// What tells the lists of the parts from earlier ones; nil where there are none.
  var listStamp: String? { lists.stamp }

  /// What lists say of the part of a recording, nil if nothing.
  func listed(_ path: RecordingPath) -> Attribution? {
    lists.split(of: RecordingPath(bytes: location.absolutePath(of: path))).map {
      Attribution(split: $0)
    }
  }

  private func fromTables(_ path: RecordingPath) -> Attribution? {
    for table in tables {
      if let attribution = table.attribution(of: path) { return attribution }
    }
    return nil
  }

  private func fromFolder(_ absolute: RecordingPath) -> Attribution? {
    let root = roots.first { absolute.relative(to: $0) != nil }
    let label = FolderLabel.label(of: absolute, root: root)
    let below = root.flatMap { absolute.relative(to: $0) } ?? absolute
    let split = below.folders.first { FolderLabel.splitNames.contains($0.lowercased()) }
    return label == nil && split == nil ? nil : Attribution(label: label, split: split)
  }

  private mutating func read(_ paths: [[UInt8]], _ columns: TableColumns?) {
    for path in paths {
      do throws(Failure) {
        if let table = try LabelTable(path, columns: columns) { tables.append(table) }
      } catch {
        failures.append(error)
      }
    }
  }
}
