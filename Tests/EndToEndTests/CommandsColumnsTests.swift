import Foundation
import Testing

/// Tables whose columns have names of their own, and long tables.
@Suite struct CommandsColumnsTests: LabelCommandTests {
  let folder: TestFolder
  private let columns = "path=sound,label=kind,onset=from,offset=to"

  init() throws {
    folder = try TestFolder()
    try folder.clip("yes/a.wav", hertz: 300)
    try folder.clip("song.wav", hertz: 400)
  }

  private func attributes(_ row: [String: Any]?) -> [String: String]? {
    row?["attributes"] as? [String: String]
  }

  @Test func columnsThatMeanNothingAreKept() throws {
    let path = try file(
      "t.csv", "sound,kind,from,to,sex,call type\nsong.wav,dog,0.1,0.2,f,\"two; notes\"\n")
    let taken = try take(path, "--columns", columns)
    #expect(taken["added"] as? Int == 1 && (taken["losses"] as? [Any])?.isEmpty == true)
    #expect(attributes(try rows("region").first) == ["sex": "f", "call type": "two; notes"])
    let out = folder.home + "/out.csv"
    #expect(try run("export", folder.sounds, "-o", out, "--where", "region").status == 0)
    #expect(try folder.text(out).contains("call type=\"\"two; notes\"\"; sex=f"))
    #expect(try take(out)["unchanged"] as? Int == 1)
  }

  @Test func whatWasSaidOfColumnsIsRemembered() throws {
    let head = "sound,kind,from,to,sex\n"
    let first = try file("one.csv", head + "song.wav,dog,0.1,0.2,f\n")
    let second = try file("two.csv", head + "song.wav,cat,0.2,0.3,m\n")
    let dry = try run("import", folder.sounds, first, "--columns", columns, "--dry-run")
    #expect(dry.status == 1)
    #expect(try run("import", folder.sounds, second).status == 1)
    #expect(try take(first, "--columns", columns)["added"] as? Int == 1)
    #expect(try take(second)["added"] as? Int == 1)
    #expect(attributes(try rows("label:cat").first) == ["sex": "m"])
    let other = try file("three.csv", "sound,kind,from,to\nsong.wav,owl,0.1,0.2\n")
    #expect(try run("import", folder.sounds, other).status == 1)
  }

  @Test func whatIsAnsweredAtATerminalIsRemembered() throws {
    let head = "sound,kind,when,till,sex\n"
    let first = try file("one.csv", head + "song.wav,dog,0.1,0.2,f\n")
    let session = try ExplorerSession(
      ["labels", "import", folder.sounds, first], home: folder.home)
    session.wait(for: "Which one has the recording?")
    for (question, answer) in [
      ("", "1"), ("has the label?", "2"), ("has the onset", "3"), ("has the offset", "4"),
    ] {
      if !question.isEmpty { session.wait(for: question) }
      session.type(answer + "\r")
    }
    session.wait(for: "added")
    let second = try file("two.csv", head + "song.wav,cat,0.2,0.3,m\n")
    #expect(try take(second)["added"] as? Int == 1)
    #expect(try rows("region").compactMap { attributes($0)?["sex"] }.sorted() == ["f", "m"])
  }

  @Test(arguments: ["csv", "jsonl"])
  func aLongTableIsConvertedLineByLine(format: String) throws {
    var text = "path,label,onset,offset,attributes\n"
    for place in 0..<20_000 {
      text += "song.wav,w\(place % 7),\(place).5,\(place).75,\(place == 19_999 ? "sex=f" : "")\n"
    }
    let path = try file("long.csv", text)
    let out = folder.home + "/long.out." + format
    let report = try Program.object(
      ["labels", "convert", path, out, "--json"], home: folder.home)
    #expect(report["read"] as? Int == 20_000 && report["added"] as? Int == 20_000)
    let lines = try folder.text(out).split(separator: "\n")
    #expect(lines.count == (format == "csv" ? 20_001 : 20_000))
    #expect(lines.last?.contains(format == "csv" ? ",sex=f" : "{\"sex\":\"f\"}") == true)
    // What came before the first attribute has the column too.
    if format == "csv" { #expect(lines[0].hasSuffix(",attributes") && lines[1].hasSuffix("Z,")) }
    let back = folder.home + "/back.csv"
    #expect(try run("convert", out, back).status == 0)
    #expect(try folder.text(back).contains("song.wav,w0,19999.5,19999.75") == (19_999 % 7 == 0))
  }

  @Test func aTableThatBreaksOffLeavesNoFile() throws {
    let path = try file("t.csv", "path,label,onset,offset\na.wav,x,0,1\nb.wav,y,2,1\n")
    let out = folder.home + "/out.csv"
    let result = try run("convert", path, out)
    #expect(result.status == 1 && result.error.contains("line 3"), "\(result.error)")
    #expect(!FileManager.default.fileExists(atPath: out))
  }
}
