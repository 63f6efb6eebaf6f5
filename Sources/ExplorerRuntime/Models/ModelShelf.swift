import Explorer
import Foundation
import Labeling
import Recognition

extension ModelConfiguration {
  /// What a model is, in a line.
  fileprivate var note: String {
    let right = accuracy.map { ", " + Format.percent($0) + " right on clips it did not learn from" }
    return "\(labels.count) classes, \(architecture)" + (right ?? "")
  }
}

/// The models of a folder's library, and those that are shipped.
struct ModelShelf: Sendable {
  /// Where models go that are trained here.
  let folder: [UInt8]
  private let catalog: ModelCatalog

  /// The models beside a library.
  init(_ location: LibraryLocation, catalog: ModelCatalog = ModelCatalog()) {
    let holder = FilePath.parent(Array(location.file.utf8))
    folder = FilePath.join(holder, Array("models".utf8))
    self.catalog = ModelCatalog(folders: [FilePath.text(folder)] + catalog.folders)
  }

  /// The names of all models.
  var names: [String] { catalog.entries().map(\.name) }

  /// All models, with what they are in a line.
  var choices: [ModelChoice] {
    catalog.entries().map { entry in
      let path = Array(entry.path.utf8)
      do throws(Failure) {
        let isOurs = FilePath.parent(path) == folder
        let note = try ModelCatalog.read(path).configuration.note
        return ModelChoice(entry.name, note + (isOurs ? ", trained here" : ""))
      } catch {
        return ModelChoice(entry.name, "cannot be read: " + error.why)
      }
    }
  }

  /// The path of a model by its name or path.
  func path(of source: String) throws(Failure) -> [UInt8] {
    try catalog.path(of: Array(source.utf8))
  }

  /// The path of a shipped model or of one that was trained here; nil if there is none.
  func path(named name: String) -> [UInt8]? {
    catalog.entries().first { $0.name == name }.map { Array($0.path.utf8) }
  }

  /// The name by which a model is found again: that of the shelf, or its path.
  func source(of path: [UInt8]) -> String {
    let text = FilePath.text(path)
    return catalog.entries().first { $0.path == text }?.name ?? text
  }

  /// The model that knows all of these classes: one that was trained here, the newest first, else a
  /// shipped one with as few other classes as can be; else one all of whose words are among them,
  /// and that takes the rest for unknown ones.
  func suitable(for labels: [String]) -> [UInt8]? {
    let wanted = Set(labels)
    var best: (path: [UInt8], rank: (Int, Int))?
    for entry in catalog.entries() {
      let path = Array(entry.path.utf8)
      guard let model = try? ModelCatalog.read(path) else { continue }
      let known = Set(model.configuration.labels)
      let words = known.subtracting(ClassRule.special)
      let knowsAll = wanted.isSubset(of: known)
      guard knowsAll || known.contains(ClassRule.unknown) && words.isSubset(of: wanted) else {
        continue
      }
      let isOurs = FilePath.parent(path) == folder
      let rank =
        isOurs
        ? (0, -ModelShelf.number(of: entry.name)) : (knowsAll ? 1 : 2, known.count)
      if best.map({ rank < $0.rank }) ?? true { best = (path, rank) }
    }
    return best?.path
  }

  /// The next name for a model that is trained here.
  func nextName() -> String {
    let last = names.map(ModelShelf.number).max() ?? 0
    return "\(ModelShelf.prefix)\(max(0, last) + 1)"
  }

  private static let prefix = "run-"

  private static func number(of name: String) -> Int {
    guard name.hasPrefix(prefix) else { return 0 }
    return Int(name.dropFirst(prefix.count)) ?? 0
  }

  /// Writes a model that was trained here.
  /// - Returns: The path of its file.
  func keep(_ model: ModelFile, name: String) throws(Failure) -> [UInt8] {
    do {
      try FileManager.default.createDirectory(
        atPath: FilePath.text(folder), withIntermediateDirectories: true)
    } catch {
      throw Failure(
        what: "Cannot keep the model \(name)",
        why: "the folder \(FilePath.text(folder)) cannot be made",
        remedy: "free space, or make the folder writable, and train again")
    }
    let path = FilePath.join(folder, Array((name + ModelCatalog.ending).utf8))
    try ModelCatalog.write(model, to: path)
    return path
  }
}
