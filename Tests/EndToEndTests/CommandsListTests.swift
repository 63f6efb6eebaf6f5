import Foundation
import Testing

/// What there is: keys, themes, formats, help, and the sample data.
@Suite struct CommandsListTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private func run(_ arguments: String...) throws -> String {
    let result = try Program.run(arguments, home: folder.home)
    #expect(result.status == 0 && result.error.isEmpty, "\(arguments): \(result.error)")
    return result.output
  }

  @Test func everyCommandOfTheExplorerHasItsKeys() throws {
    let commands = try Program.objects(["keys", "--json"], home: folder.home)
    #expect(commands.count > 40)
    for command in commands {
      #expect(command["command"] is String && command["keys"] is [String])
      #expect((command["summary"] as? String)?.isEmpty == false && command["modes"] is [String])
    }
    let text = try run("keys")
    #expect(text.contains("Ctrl-R") && text.contains("j"))
  }

  @Test func theREADMEHasTheTableOfKeys() throws {
    let readme = try String(contentsOf: Program.root.appending(path: "README.md"), encoding: .utf8)
    let table = try run("keys", "--markdown")
    #expect(readme.contains("<!-- keys -->\n" + table + "<!-- /keys -->"))
    try Program.expectRefusal(["keys", "--json", "--markdown"], home: folder.home, status: 2)
  }

  @Test func formatsAreListed() throws {
    let names = try Program.objects(["formats", "--json"], home: folder.home)
      .compactMap { $0["name"] as? String }
    #expect(Set(["csv", "jsonl"]).isSubset(of: names))
    let text = try run("formats")
    #expect(names.allSatisfy { text.contains($0) })
  }

  @Test func themesAreListed() throws {
    let names = try Program.objects(["themes", "--json"], home: folder.home)
      .compactMap { $0["name"] as? String }
    #expect(Set(["midnight", "paper", "viridis", "magma", "gray"]).isSubset(of: names))
    let text = try run("themes")
    #expect(names.allSatisfy { text.contains($0) })
  }

  @Test(arguments: [
    ["help"], ["--help"], ["help", "render"], ["render", "--help"], ["labels", "set", "--help"],
    ["help", "labels", "export"], ["--version"],
  ])
  func helpGoesToStandardOutput(arguments: [String]) throws {
    let result = try Program.run(arguments, home: folder.home)
    #expect(result.status == 0 && result.error.isEmpty && !result.output.isEmpty)
  }

  @Test func wrongUsageNamesTheHelpOfTheCommand() throws {
    let result = try Program.run(["labels", "set", "--nope"], home: folder.home)
    #expect(result.status == 2 && result.error.hasSuffix("; see earmark help labels set\n"))
  }

  @Test func theKnownFaultsAreInTheSampleData() throws {
    let list = Program.sampleData + "/known-faults.csv"
    let lines = try String(contentsOfFile: list, encoding: .utf8).split(separator: "\n")
    #expect(lines.first == "path,fault,label,truth")
    let library = folder.home + "/library.sqlite"
    let rows = try Program.objects(
      ["labels", "list", Program.sampleData, "--library", library, "--json"], home: folder.home)
    let labels = Dictionary(
      rows.compactMap { row in
        (row["path"] as? String).flatMap { path in (row["label"] as? String).map { (path, $0) } }
      }
    ) { $1 }
    var wrong = 0
    for line in lines.dropFirst() {
      let fields = line.split(separator: ",").map(String.init)
      try #require(fields.count == 4)
      #expect(labels[fields[0]] == fields[2], "\(line)")
      #expect(FileManager.default.fileExists(atPath: Program.sampleData + "/" + fields[0]))
      #expect((fields[1] == "wrong-label") == (fields[2] != fields[3]), "\(line)")
      if fields[1] == "wrong-label" { wrong += 1 }
    }
    #expect(wrong == 8 && lines.count == 13)
  }
}
