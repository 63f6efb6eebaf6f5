import Foundation
import Labeling
import Testing

@Suite struct LabelSchemaTests {
  private let labels = [
    LabelDefinition(name: "bird", color: 3, key: "b"),
    LabelDefinition(name: "owl", parent: "bird", aliases: ["Eule", "올빼미"], summary: "hoots"),
    LabelDefinition(name: "tawny owl", parent: "owl", key: "7"),
  ]

  @Test func kindsAliasesKeysAndColors() throws {
    var set = LabelSet(["cat"]).defined(by: try LabelSchema(labels))
    #expect(set.names == ["bird", "owl", "tawny owl", "cat"])
    #expect(set.name(of: "eule") == "owl" && set.name(of: "dog") == "dog")
    #expect(set.lineage(of: "tawny owl") == ["tawny owl", "owl", "bird"])
    #expect(set.kinds(of: "Owl").isSuperset(of: ["owl", "Eule", "올빼미", "tawny owl"]))
    #expect(set.kinds(of: "cat") == ["cat"])
    #expect(set.color(of: "tawny owl") == 3 && set.color(of: "cat") == nil)
    #expect(set.digit(of: "tawny owl") == "7" && set.digit(of: "bird") == "1")
    #expect(set.name(forLetter: "b") == "bird" && set.hasLetters)
    #expect(set.completions(of: "eu") == ["owl"])
    #expect(set.completions(of: "b").first == "bird")
    set.insert("Eule")
    #expect(set.name(of: "Eule") == "Eule")
  }

  @Test func theTextIsReadBack() throws {
    let schema = try LabelSchema(labels)
    #expect(try LabelSchema(json: schema.json) == schema)
    #expect(try LabelSchema(json: "{\"labels\":[]}").labels.isEmpty)
    let data = try JSONEncoder().encode(LabelSet(labels))
    #expect(try JSONDecoder().decode(LabelSet.self, from: data) == LabelSet(labels))
  }

  @Test(arguments: [
    ([LabelDefinition(name: "")], LabelSchemaError.Flaw.noName, 1),
    ([LabelDefinition(name: "a"), LabelDefinition(name: "a")], .nameTwice("a"), 2),
    (
      [LabelDefinition(name: "a"), LabelDefinition(name: "b", aliases: ["a"])], .nameTwice("a"), 2
    ),
    (
      [LabelDefinition(name: "a", key: "x"), LabelDefinition(name: "b", key: "x")],
      .keyTwice("x", "a", "b"), 2
    ),
    ([LabelDefinition(name: "a", key: "+")], .badKey("+", of: "a"), 1),
    ([LabelDefinition(name: "a", color: 11)], .badColor("11", of: "a"), 1),
    ([LabelDefinition(name: "a", parent: "b")], .unknownParent("b", of: "a"), 1),
    ([LabelDefinition(name: "a", parent: "a")], .circle(["a"]), 1),
    (
      [
        LabelDefinition(name: "c", parent: "a"), LabelDefinition(name: "a", parent: "b"),
        LabelDefinition(name: "b", parent: "a"),
      ], .circle(["a", "b"]), 2
    ),
  ])
  func contradictionsAreTold(
    labels: [LabelDefinition], flaw: LabelSchemaError.Flaw, line: Int
  ) {
    let error = LabelSchemaError(flaw, line: line)
    #expect(throws: error) { try LabelSchema(labels) }
    #expect(error.sentence.why.hasPrefix("on line \(line) "))
  }

  @Test(arguments: [
    ("[]", LabelSchemaError.Flaw.text(.missingValue("labels", line: 1)), 1),
    ("{\"labels\":[\n7]}", .text(.notAnObject(line: 2)), 2),
    ("{\"labels\":[\n{\"name\":\"a\",\n\"key\":\"xy\"}]}", .badKey("xy", of: "a"), 3),
    ("{\"labels\":[\n{\"name\":\"a\",\"color\":\"red\"}]}", .badColor("\"red\"", of: "a"), 2),
    ("{\"labels\":[\n{\"name\":\"a\"},\n{\"name\":\"a\"}]}", .nameTwice("a"), 3),
  ])
  func brokenTextsSayWhere(text: String, flaw: LabelSchemaError.Flaw, line: Int) {
    #expect(throws: LabelSchemaError(flaw, line: line)) { try LabelSchema(json: text) }
  }

  @Test func renamingKeepsThePlaceAndWhatIsKnown() {
    let set = LabelSet(labels + [LabelDefinition(name: "cat")])
    let renamed = set.renaming(["owl"], to: "strix")
    #expect(renamed.names == ["bird", "strix", "tawny owl", "cat"])
    #expect(renamed.definition(of: "strix").summary == "hoots")
    #expect(renamed.definition(of: "tawny owl").parent == "strix")
    let merged = set.renaming(["bird", "owl"], to: "tawny owl")
    #expect(merged.names == ["tawny owl", "cat"])
    #expect(merged.definition(of: "tawny owl").parent == nil)
    #expect(merged.name(of: "Eule") == "tawny owl")
    #expect(set.renaming(["dog"], to: "cat") == set)
    #expect(renamed.changed(from: renamed, to: set) == set)
  }
}
