import Foundation

/// Files of folders by their names without the ending.
enum NamedFiles {
  /// A file.
  typealias File = (name: String, path: String)

  /// The files with an ending, by name; one in an earlier folder hides the same name in later ones.
  ///
  /// Folders that can't be read have none.
  static func all(in folders: [String], ending: String) -> [File] {
    var files: [String: String] = [:]
    for folder in folders where FilePath.isFolder(Array(folder.utf8)) {
      let names: [String]
      do {
        names = try FileManager.default.contentsOfDirectory(atPath: folder)
      } catch {
        continue
      }
      for file in names where file.hasSuffix(ending) && !file.hasPrefix(".") {
        let name = String(file.dropLast(ending.count))
        if files[name] == nil { files[name] = folder + "/" + file }
      }
    }
    return files.map { ($0.key, $0.value) }.sorted { $0.name < $1.name }
  }
}
