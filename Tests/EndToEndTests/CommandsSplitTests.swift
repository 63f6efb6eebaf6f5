import Foundation
import Testing

/// Which part of the data set clips belong to, and what is wrong with it.
@Suite struct CommandsSplitTests {
  private let folder: TestFolder
  private let names: [String]
  /// What `which_set` of the original's `input_data.py` says of the speakers `0ad` to `11ad`.
  private static let parts = [
    "testing", "training", "training", "training",
    "training", "training", "training", "validation",
    "training", "validation", "training", "training",
  ]

  init() throws {
    folder = try TestFolder()
    names = (0..<24).map { place in
      "\(place % 2 == 0 ? "yes" : "no")/\(place / 2)ad_nohash_\(place % 3).wav"
    }
    for (place, name) in names.enumerated() {
      try folder.clip(name, hertz: 200 + 20 * Double(place))
    }
  }

  private func rows(_ arguments: String...) throws -> [[String: Any]] {
    try Program.objects(
      ["split", folder.sounds] + arguments + ["--json"], home: folder.home)
  }

  private func parts(_ rows: [[String: Any]]) -> [String: String] {
    Dictionary(
      rows.map { row in
        let path = row["path"] as? String ?? ""
        let name = path.split(separator: "/").suffix(2).joined(separator: "/")
        return (name, row["split"] as? String ?? "")
      }
    ) { first, _ in first }
  }

  @Test func theHashIsTheOriginals() throws {
    let rows = try rows("--rule", "hash")
    #expect(rows.count == 24 && rows.allSatisfy { $0["rule"] as? String == "hash" })
    for (name, part) in parts(rows) {
      let speaker = Int(name.split(separator: "/")[1].prefix { $0.isNumber }) ?? -1
      #expect(part == Self.parts[speaker], "\(name)")
    }
  }

  @Test func listsGroupsAndFoldsDivideToo() throws {
    try folder.write(names[0] + "\n", named: "testing_list.txt")
    try folder.write(names[1] + "\n", named: "validation_list.txt")
    let listed = parts(try rows("--rule", "lists"))
    #expect(listed[names[0]] == "testing" && listed[names[1]] == "validation")
    #expect(listed.values.count { $0 == "training" } == 22)
    let folds = try (1...3).map { fold in
      parts(try rows("--rule", "folds", "--folds", "3", "--fold", "\(fold)"))
        .filter { $0.value == "testing" }.map(\.key)
    }
    #expect(Set(folds.joined()).count == 24 && folds.allSatisfy { $0.count == 8 })
    let held = try rows("--hold-out", "3ad", "--group", "speaker")
    #expect(
      Set(held.filter { $0["split"] as? String == "testing" }.map { $0["group"] as? String })
        == ["3ad"])
  }

  @Test func theListsArePartsInTheLibraryToo() throws {
    func listed(_ filter: String) throws -> [String] {
      _ = try Program.run(["scan", folder.sounds], home: folder.home)
      return try Program.objects(
        ["labels", "list", folder.sounds, "--where", filter, "--json"], home: folder.home
      ).compactMap { $0["path"] as? String }
    }
    #expect(try listed("split:test").count == 2)
    try folder.write(names[0] + "\n", named: "testing_list.txt")
    try folder.write(names[1] + "\n", named: "validation_list.txt")
    #expect(try listed("split:test") == [names[0]])
    #expect(try listed("split:valid") == [names[1]] && listed("split:train").count == 22)
    try folder.write(names[2] + "\n" + names[3] + "\n", named: "testing_list.txt")
    #expect(try Set(listed("split:test")) == [names[2], names[3]])
  }

  @Test func theSameSoundInTwoPartsIsALeak() throws {
    try folder.write(names[0] + "\n", named: "testing_list.txt")
    let copy = "yes/copy_nohash_0.wav"
    try folder.write(folder.bytes(folder.sounds + "/" + names[0]), to: folder.sounds + "/" + copy)
    let rows = try rows("--rule", "lists")
    let leaky = rows.filter { ($0["leaks"] as? [String])?.contains("contents") == true }
    #expect(leaky.count == 2)
    let text = try Program.run(["split", folder.sounds, "--rule", "lists"], home: folder.home)
    #expect(text.output.contains("leak: the same sound is in training and testing"))
    #expect(text.output.contains("divided by lists"))
  }

  @Test func aNewNameThatMovesAClipIsTold() throws {
    _ = try Program.run(["scan", folder.sounds], home: folder.home)
    let old = names[2]
    let new = "yes/new34_nohash_0.wav"
    try FileManager.default.moveItem(
      atPath: folder.sounds + "/" + old, toPath: folder.sounds + "/" + new)
    let result = try Program.run(["scan", folder.sounds, "--json"], home: folder.home)
    #expect(result.error.contains("_nohash_") && result.status == 0)
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    let moves = (object as? [String: Any])?["partMoves"] as? [[String: String]]
    #expect(moves?.count == 1 && moves?[0]["split"] == "testing")
    #expect(moves?[0]["to"]?.hasSuffix(new) == true)
  }

  @Test func wrongRulesAreRefused() throws {
    for arguments in [["--rule", "folds"], ["--rule", "none"], ["--fold", "1"]] {
      let result = try Program.run(["split", folder.sounds] + arguments, home: folder.home)
      #expect(result.status == 2, "\(arguments)")
    }
    for arguments in [
      ["--rule", "lists"], ["--group", "{group}-{index}"], ["--labels-from", "{label}-{group}"],
    ] {
      try Program.expectRefusal(
        ["split", folder.sounds] + arguments, home: folder.home, status: 1)
    }
  }
}
