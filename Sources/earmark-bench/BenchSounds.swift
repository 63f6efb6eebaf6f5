import Foundation
import SoundFiles

/// Recordings that the bench measures with: those from outside, else those of the source tree.
struct BenchSounds {
  /// Sound files in the order of their paths.
  let files: [String]

  private static let endings = ["wav", "flac", "ogg", "aiff", "aif"]
  /// How many files of a large folder are looked at.
  private static let limit = 20_000

  /// Finds sound files below `EARMARK_DATA`, or the one file it names, else in `sample-data` above
  /// the working folder.
  init(outside: String?) {
    let folder = outside ?? Self.sampleData()
    var found: [String] = []
    if let folder, Self.opens(folder) { found.append(folder) }
    if let folder, let walk = FileManager.default.enumerator(atPath: folder) {
      for case let name as String in walk where found.count < Self.limit {
        let ending = (name as NSString).pathExtension.lowercased()
        if Self.endings.contains(ending) { found.append(folder + "/" + name) }
      }
    }
    files = found.sorted()
  }

  /// Some files that can be read, evenly spread over all of them.
  func spread(_ count: Int) -> [String] {
    guard files.count > count else { return files.filter(Self.opens) }
    return (0..<count).compactMap { part in
      let middle = (part * files.count + files.count / 2) / count
      let end = ((part + 1) * files.count + files.count / 2) / count
      return files[middle..<min(end, files.count)].first(where: Self.opens)
    }
  }

  /// Whether it is a sound file with samples; folders of test data hold broken ones too.
  private static func opens(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue
    else { return false }
    do {
      return try SoundFile(Array(path.utf8)).facts.sampleCount > 0
    } catch {
      return false
    }
  }

  private static func sampleData() -> String? {
    var folder = FileManager.default.currentDirectoryPath
    while !FileManager.default.fileExists(atPath: folder + "/sample-data"), folder.count > 1 {
      folder = (folder as NSString).deletingLastPathComponent
    }
    let path = folder + "/sample-data"
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }
}
