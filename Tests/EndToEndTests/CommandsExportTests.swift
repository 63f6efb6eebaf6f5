import Foundation
import Testing

@Suite struct CommandsExportTests {
  private let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    try folder.clip("yes, no/a.wav", hertz: 300)
    try folder.clip("=b.wav", hertz: 400)
    for arguments in [
      ["=b.wav", "a \"quoted\", label"],
      ["=b.wav", "part", "--onset", "0.1", "--offset", "0.2", "--low-hz", "1", "--high-hz", "2.5"],
    ] {
      let result = try Program.run(
        ["labels", "set", folder.sounds] + arguments, home: folder.home)
      #expect(result.status == 0, "\(result.error)")
    }
  }

  private func export(_ flags: String...) throws -> String {
    let result = try Program.run(["labels", "export", folder.sounds] + flags, home: folder.home)
    #expect(result.status == 0, "\(result.error)")
    return result.output
  }

  /// The records of a CSV text by its header.
  private func records(_ text: String) -> [[String: String]] {
    var table: [[String]] = [[""]]
    var isQuoted = false
    for character in text.dropLast() {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: table[table.count - 1].append("")
      case "\n" where !isQuoted: table.append([""])
      default: table[table.count - 1][table[table.count - 1].count - 1].append(character)
      }
    }
    return table.dropFirst().map { Dictionary(zip(table[0], $0)) { $1 } }
  }

  @Test func linesOfJSONAreTheRowsOfTheList() throws {
    let lines = try export("--as", "jsonl")
    let list = try Program.run(["labels", "list", folder.sounds, "--jsonl"], home: folder.home)
    #expect(lines == list.output && lines.split(separator: "\n").count == 3)
  }

  @Test func theTableSaysWhatTheLinesSay() throws {
    let table = records(try export("--as", "csv"))
    let list = try Program.objects(["labels", "list", folder.sounds, "--json"], home: folder.home)
    #expect(table.count == list.count)
    for (record, row) in zip(table, list) {
      #expect(Set(record.keys).union(["attributes"]) == Set(row.keys))
      for key in ["path", "annotator", "origin", "created"] {
        #expect(record[key] == row[key] as? String, "\(key)")
      }
      for key in ["onset", "offset", "lowHz", "highHz", "confidence"] {
        #expect(record[key].flatMap { Double($0) } == row[key] as? Double, "\(key)")
      }
    }
    #expect(table.contains { $0["label"] == "a quoted, label" })
  }

  @Test func theTableIsQuotedAsRFC4180Says() throws {
    let text = try export()
    #expect(text.hasPrefix("path,label,onset,offset,lowHz,highHz,"))
    #expect(text.contains("\n\"=b.wav\",\"a \"\"quoted\"\", label\","))
    #expect(text.contains("\n\"yes, no/a.wav\",\"yes, no\","))
  }

  @Test func theExtensionSaysTheFormat() throws {
    let expected = ["csv": try export("--as", "csv"), "jsonl": try export("--as", "jsonl")]
    for (ending, text) in expected {
      let out = folder.home + "/labels." + ending
      #expect(try export("--out", out).isEmpty)
      #expect(try String(contentsOfFile: out, encoding: .utf8) == text)
    }
    let out = folder.home + "/labels.csv"
    try Program.expectRefusal(
      ["labels", "export", folder.sounds, "-o", out, "--as", "jsonl"], home: folder.home,
      status: 1)
    #expect(try String(contentsOfFile: out, encoding: .utf8) == expected["csv"])
    _ = try export("-o", out, "--as", "jsonl", "--force")
    #expect(try String(contentsOfFile: out, encoding: .utf8) == expected["jsonl"])
  }

  @Test func aFilterChoosesWhatIsWritten() throws {
    #expect(records(try export("--where", "label=part")).map { $0["label"] } == ["part"])
  }

  @Test func withJSONItTellsWhatWasWritten() throws {
    let text = try export("--json", "--out", folder.home + "/labels.csv")
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    #expect(object?["read"] as? Int == 3 && object?["added"] as? Int == 3)
    #expect(object?["unchanged"] as? Int == 0)
    #expect((object?["unmatched"] as? [Any])?.isEmpty == true)
    #expect((object?["losses"] as? [Any])?.isEmpty == true)
  }

  @Test(arguments: [["--as", "nope"], ["--out", "labels.xyz"], ["--json"], ["--where", "x=1"]])
  func wrongUsageIsStatus2(flags: [String]) throws {
    try Program.expectRefusal(
      ["labels", "export", folder.sounds] + flags, home: folder.home, status: 2,
      launcher: Program.shell("cd '\(folder.home)' && exec \"$@\""))
  }

  @Test func aFileThatCanNotBeWrittenFails() throws {
    try Program.expectRefusal(
      ["labels", "export", folder.sounds, "--out", folder.home + "/no/labels.csv"],
      home: folder.home, status: 1)
  }

  @Test func aPathThatIsNotUTF8KeepsItsBytes() throws {
    try SoundBytesFile.write(
      SoundBytes.wav(hertz: 700), folder: folder.sounds + "/yes, no",
      name: [0xff] + Array(".wav".utf8))
    _ = try Program.run(["scan", folder.sounds], home: folder.home)
    #expect(try export("--as", "csv").contains(",7965732c206e6f2fff2e776176\n"))
    #expect(try export("--as", "jsonl").contains("\"pathHex\":\"7965732c206e6f2fff2e776176\""))
  }

  @Test func aPathThatIsNotUTF8IsLabelledByItsBytes() throws {
    try SoundBytesFile.write(
      SoundBytes.wav(hertz: 700), folder: folder.sounds, name: [0xff] + Array(".wav".utf8))
    let line = "exec \"$1\" labels set '\(folder.sounds)' $'\\xff.wav' odd"
    let result = try Program.run([], home: folder.home, launcher: Program.shell(line))
    #expect(result.status == 0, "\(result.error)")
    let lines = try export("--as", "jsonl").split(separator: "\n")
    #expect(lines.contains { $0.contains("\"ff2e776176\",\"label\":\"odd\"") })
  }
}
