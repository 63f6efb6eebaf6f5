import Explorer
import Labeling
import Recognition

/// The lists of speech_commands in the folders of a scan: they say the part of every recording there.
struct SplitListFiles {
  /// What tells the lists from earlier ones; nil where there are none.
  let stamp: String?
  /// Lists that can't be read.
  let failures: [Failure]
  private let folders: [(root: RecordingPath, lists: SplitLists)]

  /// Where a library keeps the stamp of the lists that were applied to it.
  static let key = "split lists"
  private static let names = ["validation_list.txt", "testing_list.txt"]

  /// Reads the lists of some folders, given as absolute paths.
  init(in roots: [[UInt8]]) {
    var folders: [(root: RecordingPath, lists: SplitLists)] = []
    var failures: [Failure] = []
    var stamps: [String] = []
    for root in roots {
      let files = Self.names.map { FilePath.join(root, Array($0.utf8)) }
      let facts = files.map { file in FilePath.facts(file).map { FoundFile(file, $0) } }
      guard facts.contains(where: { $0 != nil }) else { continue }
      do throws(Failure) {
        var texts: [String] = []
        for (file, facts) in zip(files, facts) {
          texts.append(facts == nil ? "" : try LabelFile.text(file, of: "the list"))
        }
        folders.append(
          (RecordingPath(bytes: root), SplitLists(validation: texts[0], testing: texts[1])))
        stamps += facts.map { $0.map { "\($0.byteCount) \($0.modified)" } ?? "none" }
      } catch {
        failures.append(error)
      }
    }
    self.folders = folders
    self.failures = failures
    stamp = stamps.isEmpty ? nil : stamps.joined(separator: ", ")
  }

  /// The part of a recording by its absolute path; nil where no list is for it.
  ///
  /// Noise to mix in belongs to no part.
  func split(of path: RecordingPath) -> String? {
    for (root, lists) in folders {
      guard let below = path.relative(to: root) else { continue }
      if below.folders.last == FolderLabel.backgroundNoise { return nil }
      return lists.part(of: below).rawValue
    }
    return nil
  }
}
