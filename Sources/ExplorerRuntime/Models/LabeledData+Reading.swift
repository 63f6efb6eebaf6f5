import Explorer
import Foundation
import LabelStore
import Labeling

extension LabeledData {
  /// Finds the clips of a folder or a table; nothing is made or changed.
  ///
  /// A folder that has a library gives the clips of the library, unless the user says where labels
  /// come from. Any other folder is walked through.
  ///
  /// - Parameters:
  ///   - path: The folder or the table, as the user named it.
  ///   - labelling: Where labels come from.
  ///   - library: The library that the user named.
  ///   - isCancelled: Asked at each folder.
  /// - Throws: Why there are no clips.
  public init(
    _ path: [UInt8], labelling: ScanLabelling = .folders, library: [UInt8]? = nil,
    isCancelled: () -> Bool = { false }
  ) throws(Failure) {
    let absolute = FilePath.absolute(path)
    guard FilePath.facts(absolute) != nil else {
      throw Failure(
        what: "Cannot read \(FilePath.text(path))", why: "it is not there",
        remedy: "name a folder of recordings or a table of them")
    }
    guard FilePath.isFolder(absolute) else {
      self = try LabeledData.table(absolute, named: path, labelling)
      return
    }
    let location = try LibraryLocation([path], library: library)
    if labelling == .folders, location.exists,
      let found = try LabeledData.library(location, absolute, named: path)
    {
      self = found
    } else if library != nil, !location.exists {
      throw Failure(
        what: "Cannot open the library \(location.file)", why: "it is not there",
        remedy: "check the path, or leave --library out")
    } else {
      self = LabeledData.walk(location, absolute, named: path, labelling, isCancelled)
    }
    if items.isEmpty {
      throw failures.first
        ?? Failure(
          what: "Cannot use \(FilePath.text(path))", why: "there is no sound file in it",
          remedy: "name a folder of recordings")
    }
  }

  private static func library(
    _ location: LibraryLocation, _ folder: [UInt8], named name: [UInt8]
  ) throws(Failure) -> LabeledData? {
    let library: Library
    do {
      let store = try LabelStore(path: location.file, author: "", session: "", access: .read)
      library = try store.library(under: location.prefixes)
      try store.close()
    } catch {
      throw Failure(error)
    }
    let clips = library.clips.filter { $0.recording.state != .missing && !$0.isUnusable }
    let items = clips.map { clip in
      let path = location.absolutePath(of: clip.recording.path)
      let relative = relativePath(path, folder)
      return Item(
        path: relative, shown: shown(relative, below: name),
        place: ClipPlace(path: path, part: clip.span.map { .samples($0) }), label: clip.label,
        group: clip.recording.group, split: clip.recording.split, clip: clip.id)
    }
    guard !items.isEmpty else { return nil }
    return LabeledData(
      folder: folder, items: items, labelOrder: library.labels.names,
      severalCount: clips.count { $0.labels.count > 1 })
  }

  private static func walk(
    _ location: LibraryLocation, _ folder: [UInt8], named name: [UInt8],
    _ labelling: ScanLabelling, _ isCancelled: () -> Bool
  ) -> LabeledData {
    let walk = FolderWalk([folder], isCancelled: isCancelled)
    let labels = ScanLabels(labelling, location, tables: walk.tables)
    let items = walk.found.map { file in
      let said = labels.attribution(of: location.recordingPath(ofAbsolute: file.path))
      let relative = relativePath(file.path, folder)
      return Item(
        path: relative, shown: shown(relative, below: name), place: ClipPlace(path: file.path),
        label: said?.label, group: said?.group, split: said?.split)
    }
    return LabeledData(folder: folder, items: items, failures: walk.failures + labels.failures)
  }

  private static func table(
    _ path: [UInt8], named name: [UInt8], _ labelling: ScanLabelling
  ) throws(Failure) -> LabeledData {
    let what = "Cannot use the table \(FilePath.text(name))"
    if let ending = FilePath.fileExtension(FilePath.name(path)),
      SoundNames.extensions.contains(ending)
    {
      throw Failure(
        what: "Cannot use \(FilePath.text(name)) as data", why: "it is a single recording",
        remedy: "name a folder of recordings or a table of them")
    }
    var columns: TableColumns?
    var pattern: NamePattern?
    switch labelling {
    case .folders: break
    case .columns(let chosen): columns = chosen
    case .pattern(let chosen): pattern = chosen
    }
    let table: ClipTable
    do {
      table = try ClipTable(try LabelTable.text(path), columns: columns)
    } catch let error as AttributionTableError {
      throw Failure(what: what, why: error.sentence.why, remedy: error.sentence.remedy)
    } catch {
      throw error as? Failure ?? Failure(what: what)
    }
    guard !table.rows.isEmpty else {
      throw Failure(what: what, why: "it has no line but its first", remedy: "add some clips")
    }
    let folder = FilePath.parent(path)
    let parent =
      FilePath.name(name).count == name.count
      ? []
      : Array(
        name.dropLast(
          FilePath.name(name).count + 1))
    let items = table.rows.map { row in
      let relative = RecordingPath(row.path)
      let said = pattern?.attribution(of: relative)
      return Item(
        path: relative, shown: shown(relative, below: parent),
        place: ClipPlace(
          path: recording(relative, below: folder), part: row.seconds.map { .seconds($0) }),
        label: said?.label ?? row.attribution.label, group: said?.group ?? row.attribution.group,
        split: row.attribution.split)
    }
    return LabeledData(folder: folder, items: items)
  }

  /// Folders beside a table in which data sets keep their recordings.
  private static let usualFolders = ["audio", "clips", "wavs", "recordings"]

  /// Where a recording of a table lies: as the table says, else in a folder of the usual names.
  private static func recording(_ path: RecordingPath, below folder: [UInt8]) -> [UInt8] {
    let plain = FilePath.join(folder, path.bytes)
    guard FilePath.facts(plain) == nil else { return plain }
    let others = usualFolders.map {
      FilePath.join(FilePath.join(folder, Array($0.utf8)), path.bytes)
    }
    return others.first { FilePath.facts($0) != nil } ?? plain
  }

  private static func relativePath(_ path: [UInt8], _ folder: [UInt8]) -> RecordingPath {
    let whole = RecordingPath(bytes: path)
    return whole.relative(to: RecordingPath(bytes: folder)) ?? whole
  }

  /// The path of a recording, as the folder was named.
  private static func shown(_ path: RecordingPath, below folder: [UInt8]) -> RecordingPath {
    if folder.isEmpty || folder == Array(".".utf8) || folder == Array("./".utf8) { return path }
    return RecordingPath(bytes: FilePath.join(folder, path.bytes))
  }
}
