import Foundation
import Testing

/// Tests of the commands that take labels from files and list them.
protocol LabelCommandTests {
  /// The folder with the library.
  var folder: TestFolder { get }
}

extension LabelCommandTests {
  /// Writes a file beside the folder and returns its path.
  func file(_ name: String, _ text: String) throws -> String {
    let path = folder.home + "/" + name
    try folder.write(Array(text.utf8), to: path)
    return path
  }

  /// What `labels import` reports.
  func take(_ arguments: String...) throws -> [String: Any] {
    try Program.object(
      ["labels", "import", folder.sounds] + arguments + ["--json"], home: folder.home)
  }

  /// What `labels list` lists.
  func rows(_ filter: String? = nil) throws -> [[String: Any]] {
    try Program.objects(
      ["labels", "list", folder.sounds, "--json"] + (filter.map { ["--where", $0] } ?? []),
      home: folder.home)
  }

  /// Runs a command of labels.
  func run(_ arguments: String...) throws -> Program.Result {
    try Program.run(["labels"] + arguments, home: folder.home)
  }
}
