import Foundation
import Testing

/// The folder of reference data beside the package, where a machine has one.
enum SharedFolder {
  /// Its path, nil where it is missing.
  static let path: String? = {
    var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    while folder.path != "/" {
      let manifest = folder.appendingPathComponent("Package.swift").path
      if FileManager.default.fileExists(atPath: manifest) {
        let shared = folder.deletingLastPathComponent().appendingPathComponent("shared").path
        let isThere = FileManager.default.fileExists(atPath: shared + "/reference/manifest.json")
        if !isThere { print("skipped: no reference vectors at \(shared)") }
        return isThere ? shared : nil
      }
      folder.deleteLastPathComponent()
    }
    return nil
  }()
}
