import Foundation
import Labeling
import Testing

@Suite struct RenamingTests {
  private func clip(_ row: Int64, _ labels: [(String, Range<Int>?)], by: String = "ann") -> Clip {
    let id = ID<Clip>(row: row)
    return Clip(
      id: id, recording: Recording(id: ID(row: row), path: RecordingPath("\(row).wav")),
      annotations: labels.enumerated().map { place, part in
        let (label, span) = part
        return Annotation(
          id: UUID(), clip: id, span: span, label: label, attributes: ["sex": "f"],
          origin: .person, annotator: by, created: Date(timeIntervalSince1970: Double(place)))
      })
  }

  @Test func everywhereAndBack() throws {
    var library = Library(
      clips: [clip(1, [("yes", nil), ("yes", 0..<5)]), clip(2, [("no", nil)])],
      labels: LabelSet(["yes", "no"]))
    let before = library
    let edit = try #require(LibraryEdit.renaming(["yes"], to: "ja", in: library))
    library.apply(edit)
    #expect(library.labels.names == ["ja", "no"])
    #expect(library.clips[0].annotations.map(\.label) == ["ja", "ja"])
    #expect(library.clips[0].annotations.allSatisfy { $0.attributes == ["sex": "f"] })
    #expect(library.labelCounts == ["ja": 1, "no": 1])
    #expect(edit.summary == "yes → ja")
    library.apply(edit.inverse)
    #expect(library == before)
    #expect(LibraryEdit.renaming(["yes"], to: "yes", in: library) == nil)
    #expect(LibraryEdit.renaming(["maybe"], to: "ja", in: library) == nil)
  }

  @Test func whatBecomesTheSameIsOne() throws {
    var library = Library(clips: [clip(1, [("cat", 0..<5), ("kitten", 0..<5), ("cat", 5..<9)])])
    let edit = try #require(LibraryEdit.renaming(["kitten"], to: "cat", in: library))
    library.apply(edit)
    #expect(library.clips[0].annotations.map(\.span) == [0..<5, 5..<9])
    #expect(library.labels.names == ["cat"])
  }

  @Test func aFilterSplits() throws {
    var library = Library(clips: [clip(1, [("owl", nil)]), clip(2, [("owl", nil)])])
    let rows = try ClipQuery("path~^2").rows(of: library)
    let edit = try #require(
      LibraryEdit.splitting(["owl"], into: "tawny owl", in: library, of: rows))
    library.apply(edit)
    #expect(library.clips.map(\.label) == ["owl", "tawny owl"])
    #expect(library.labels.names == ["owl", "tawny owl"])
  }

  @Test func parentsFindTheirChildrenAndAttributesAreFields() throws {
    let schema = try LabelSchema([
      LabelDefinition(name: "bird"), LabelDefinition(name: "wren", parent: "bird"),
    ])
    let library = Library(
      clips: [clip(1, [("wren", nil)]), clip(2, [("cat", nil)])],
      labels: LabelSet().defined(by: schema))
    func places(_ text: String) throws -> [Int] {
      try ClipQuery(text, attributes: library.attributeNames)
        .places(in: library.clips, labels: library.labels)
    }
    #expect(try places("label:bird") == [0] && places("label=bird") == [])
    #expect(try places("sex:f") == [0, 1] && places("sex!=f") == [])
    #expect(throws: ClipQueryError.self) { try places("age>3") }
  }

  @Test func qualityIsAnAttributeWhereNoFlawIsMeant() throws {
    var clips = [clip(1, [("wren", nil)]), clip(2, [("cat", nil)])]
    clips[0].annotations[0].attributes["quality"] = "3"
    func places(_ text: String) throws -> [Int] {
      try ClipQuery(text, attributes: Library(clips: clips).attributeNames).places(in: clips)
    }
    #expect(try places("quality>2") == [0] && places("quality=3") == [0])
    #expect(try places("quality<=2 | sex:f & !quality:3") == [1])
    #expect(try places("quality:clipped") == [] && places("!quality:clipped") == [0, 1])
    #expect(try places("quality!~clip") == [0, 1])
    #expect(throws: ClipQueryError.self) { try ClipQuery("quality>2") }
  }

  @Test(arguments: [CSVTable() as any LabelFormat, JSONLines(), AudioFolder(), NeMoManifest()])
  func attributesTravel(format: any LabelFormat) throws {
    let said = ["sex": "f", "call type": "two; \"short\" notes"]
    var annotation = clip(1, [("owl", 0..<5)]).annotations[0]
    annotation.attributes = said
    let row = LabelRow(
      path: RecordingPath("a.wav"), seconds: 0...1, annotation: annotation, sampleRate: 8000)
    let text = format.write([row]).text
    #expect(try format.read(text).map(\.attributes) == [said])
    #expect(try AttributeText.attributes(AttributeText.text(said)) == said)
  }

  @Test func attributesThatAreNoneAreRefused() {
    #expect(throws: AttributeText.Flaw.noName("f")) { try AttributeText.attributes("sex=m; f") }
    #expect(throws: AttributeText.Flaw.unclosed) { try AttributeText.attributes("a=\"b") }
  }
}
