import Foundation
import Testing

/// Files of labels with something wrong in them: the place is told, and nothing is half imported.
@Suite struct CommandsBadLabelsTests {
  private let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    try folder.clip("song.wav")
  }

  /// Many good rows, then a bad one.
  private static func table(_ bad: String) -> [UInt8] {
    let good = (0..<500).map { "song.wav,x\($0),0.0\($0 % 9 + 1),0.2\n" }
    return Array(("path,label,onset,offset\n" + good.joined() + bad + "\n").utf8)
  }

  private static let files: [(name: String, bytes: [UInt8], told: [String])] = [
    ("nan.csv", table("song.wav,x,NaN,1"), ["line 502", "onset"]),
    ("infinite.csv", table("song.wav,x,0,inf"), ["line 502", "offset"]),
    ("negative.csv", table("song.wav,x,-1,1"), ["line 502"]),
    ("backwards.csv", table("song.wav,x,0.2,0.1"), ["line 502", "offset"]),
    ("short.csv", table("song.wav,x,0.1"), ["line 502", "offset"]),
    ("quote.csv", table("song.wav,\"x,0.1,0.2"), ["line 502"]),
    ("columns.csv", Array("path,name\nsong.wav,x\n".utf8), ["'label'"]),
    ("latin1.csv", table("song.wav,caf") + [0xE9, 10], ["line 503", "UTF-8"]),
    ("song.txt", Array("0.1\t0.2\ta\nx\ty\n".utf8), ["line 2", "onset"]),
    ("song.raven.txt", Array("Selection\tView\n1\tx\n".utf8), ["Begin Time (s)"]),
    ("song.TextGrid", Array("File type = \"ooTextFile\"\n\"TextGrid\"\n0\n".utf8), ["line 4"]),
    ("song.eaf", Array("<!DOCTYPE a [<!ENTITY b \"c\">]><a/>".utf8), ["document type", "line 1"]),
    ("deep.json", Array(String(repeating: "[", count: 200_000).utf8), ["64 deep"]),
    ("lines.jsonl", Array("{\"path\":\"song.wav\",\"label\":\"x\"}\n[1]\n".utf8), ["line 2"]),
  ]

  @Test(arguments: files.indices)
  func thePlaceIsToldAndNothingIsTaken(place: Int) throws {
    let (name, bytes, told) = Self.files[place]
    let before = try Program.run(["labels", "list", folder.sounds, "--json"], home: folder.home)
    let path = folder.home + "/" + name
    try folder.write(bytes, to: path)
    try Program.expectRefusal(
      ["labels", "import", folder.sounds, path], home: folder.home, status: 1)
    let result = try Program.run(["labels", "import", folder.sounds, path], home: folder.home)
    for word in [name] + told { #expect(result.error.contains(word), "\(result.error)") }
    let after = try Program.run(["labels", "list", folder.sounds, "--json"], home: folder.home)
    #expect(after.output == before.output)
    #expect(
      try Program.objects(["history", folder.sounds, "--json"], home: folder.home).isEmpty)
  }

  @Test func marksLineEndsAndEncodingsMakeNoDifference() throws {
    let text = "path,label,onset,offset\nsong.wav,köter,0.1,0.2\nsong.wav,b,0.2,0.3\n"
    let utf16 = ("\u{feff}" + text).utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    let files: [[UInt8]] = [
      Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8),
      Array(text.replacing("\n", with: "\r\n").utf8), utf16,
    ]
    for (place, bytes) in files.enumerated() {
      let path = folder.home + "/t\(place).csv"
      try folder.write(bytes, to: path)
      let report = try Program.object(
        ["labels", "import", folder.sounds, path, "--json"], home: folder.home)
      #expect(report["read"] as? Int == 2, "\(place)")
      #expect(report["added"] as? Int == (place == 0 ? 2 : 0), "\(place)")
      #expect(report["unchanged"] as? Int == (place == 0 ? 0 : 2), "\(place)")
    }
  }
}
