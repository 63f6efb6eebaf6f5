import Foundation
import Testing

/// The folder of recordings beside the package, where a machine has one.
enum SharedFolder {
  /// Its path, nil where it is missing.
  static let path: String? = {
    var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    while folder.path != "/" {
      let manifest = folder.appendingPathComponent("Package.swift").path
      if FileManager.default.fileExists(atPath: manifest) {
        let shared = folder.deletingLastPathComponent().appendingPathComponent("shared").path
        let isThere = FileManager.default.fileExists(atPath: shared + "/data/MANIFEST.csv")
        if !isThere { print("skipped: no recordings at \(shared)") }
        return isThere ? shared : nil
      }
      folder.deleteLastPathComponent()
    }
    return nil
  }()

  /// The rows of a CSV table under `data`, by the names of its columns; quotes may enclose a field.
  static func table(_ name: String) -> [[String: String]] {
    guard let path, let text = try? String(contentsOfFile: "\(path)/data/\(name)", encoding: .utf8)
    else { return [] }
    let lines = text.split(whereSeparator: \.isNewline).map { fields(String($0)) }
    guard let header = lines.first else { return [] }
    return lines.dropFirst().map { Dictionary(zip(header, $0)) { first, _ in first } }
  }

  /// All regular files under a folder of `data`, in order, as paths from there.
  static func files(_ folder: String) -> [String] {
    guard let path else { return [] }
    let found = FileManager.default.enumerator(atPath: "\(path)/data/\(folder)")
    return (found?.compactMap { $0 as? String } ?? []).sorted().filter {
      var isFolder: ObjCBool = false
      let whole = "\(path)/data/\(folder)/\($0)"
      return FileManager.default.fileExists(atPath: whole, isDirectory: &isFolder)
        && !isFolder.boolValue
    }
  }

  private static func fields(_ line: String) -> [String] {
    var fields = [""]
    var isQuoted = false
    for character in line {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == ",", !isQuoted {
        fields.append("")
      } else {
        fields[fields.count - 1].append(character)
      }
    }
    return fields
  }
}
