import Foundation
import Labeling
import Testing

@Suite struct SeveralLabelsTests {
  private static func said(
    _ label: String, by annotator: String = "ann", _ tier: String? = nil, at seconds: Double = 0
  ) -> Annotation {
    Annotation(
      id: UUID(), clip: ID(row: 1), label: label, tier: tier,
      origin: annotator.isEmpty ? .folder : .person, annotator: annotator,
      created: Date(timeIntervalSince1970: seconds))
  }

  private func clip(_ annotations: [Annotation]) -> Clip {
    Clip(
      id: ID(row: 1), recording: Recording(id: ID(row: 1), path: RecordingPath("a.wav")),
      annotations: annotations)
  }

  @Test func theFirstLabelComesFirst() {
    let all = [
      Self.said("owl"), Self.said("wind", by: "ann", "+wind", at: 1),
      Self.said("a rat", by: "ann", "+a rat", at: 2),
    ]
    let several = clip(all)
    #expect(several.labels == ["owl", "wind", "a rat"] && several.label == "owl")
    #expect(several.wholeAnnotations == all)
    #expect(all.map(\.isFurther) == [false, true, true])
    #expect(all.map(\.wholeTier) == [nil, nil, nil])
    #expect(all.allSatisfy { $0.namesClass && $0.isOpinionOfWhole })
    // A tier of one's own with a plus sign in it is another thing.
    #expect(!Self.said("owl", by: "ann", "a+b").isFurther)
    #expect(ReservedTier.further("owl", in: "decision") == "decision+owl")
    #expect(ReservedTier.further("owl", in: "calls") == "+owl")
  }

  @Test func theSetIsThatOfWhoSpokeLast() {
    let several = clip([
      Self.said("yes", by: ""), Self.said("owl", at: 1),
      Self.said("wind", by: "ann", "+wind", at: 2),
      Self.said("rain", by: "bob", nil, at: 3), Self.said("fox", by: "bob", "+fox", at: 4),
    ])
    #expect(several.labels == ["rain", "fox"])
    #expect(several.opinions.map(\.text) == ["owl + wind", "fox + rain"])
    #expect(several.isDisputed)
    // A label of the folder stays the first beside further ones of a person.
    let ofFolder = clip([Self.said("yes", by: ""), Self.said("owl", by: "ann", "+owl", at: 1)])
    #expect(ofFolder.labels == ["yes", "owl"])
    var decided = several
    decided.annotations += [
      Self.said("owl", by: "cid", "decision", at: 5),
      Self.said("fox", by: "cid", "decision+fox", at: 6),
    ]
    #expect(decided.labels == ["owl", "fox"] && !decided.isDisputed)
    let looks = clip([Self.said("a"), Self.said("b", by: "ann", "second look+b")])
    #expect(looks.labels == ["a"])
  }

  @Test func everyLabelIsCounted() {
    var library = Library(clips: [
      clip([Self.said("owl"), Self.said("wind", by: "ann", "+wind", at: 1)])
    ])
    #expect(library.labelCounts == ["owl": 1, "wind": 1] && library.labelledCount == 1)
    library.apply(.add(Self.said("rain", by: "ann", "+rain", at: 2)))
    #expect(library.labelCounts == ["owl": 1, "wind": 1, "rain": 1])
    for annotation in library.clips[0].annotations { library.apply(.remove(annotation)) }
    #expect(library.labelCounts.isEmpty && library.labelledCount == 0)
  }

  @Test func filtersFindEveryLabel() throws {
    let clips = [clip([Self.said("owl"), Self.said("wind", by: "ann", "+wind", at: 1)])]
    for label in ["owl", "wind"] {
      #expect(try ClipQuery("label:\(label)").places(in: clips) == [0])
    }
    #expect(try ClipQuery("label:rain").places(in: clips) == [])
  }

  @Test func renamingKeepsTheTierInStep() throws {
    let library = Library(clips: [
      clip([Self.said("owl"), Self.said("wind", by: "ann", "+wind", at: 1)])
    ])
    var renamed = library
    renamed.apply(try #require(.renaming(["wind"], to: "storm", in: library)))
    #expect(renamed.clips[0].labels == ["owl", "storm"])
    #expect(renamed.clips[0].annotations.map(\.tier) == [nil, "+storm"])
    // Two that become the same are one.
    var merged = library
    merged.apply(try #require(.renaming(["wind"], to: "owl", in: library)))
    #expect(merged.clips[0].labels == ["owl"])
  }

  @Test func theFirstLabelOfAFileStaysFirstWhereverItsLineIs() {
    let empty = clip([])
    let labels = [("wind", "+wind"), ("owl", nil), ("rain", "+rain")].map { name, tier in
      var label = ImportedLabel(line: 1, path: nil, label: name)
      (label.tier, label.annotator) = (tier, "ann")
      return label
    }
    var flag = ImportedLabel(line: 4, path: nil, label: "bad audio")
    flag.tier = ReservedTier.flag
    let edit = LabelImport(
      (labels + [flag, ImportedLabel(line: 5, path: nil, label: "fog")]).map { ($0, empty) },
      origin: .imported(format: "csv"), now: Date(timeIntervalSince1970: 0), isMultiple: true
    ) { UUID() }
    var library = Library(clips: [empty])
    edit.edits.forEach { library.apply($0) }
    #expect(edit.leftOut.isEmpty && library.clips[0].flags.count == 1)
    #expect(library.clips[0].opinion(of: "ann")?.first.label == "owl")
    #expect(library.clips[0].opinion(of: "ann")?.labels == ["owl", "rain", "wind"])
  }

  @Test func agreementLooksAtTheWholeSet() {
    let table = RatingTable(clips: [
      clip([
        Self.said("owl"), Self.said("wind", by: "ann", "+wind", at: 1),
        Self.said("wind", by: "bob", nil, at: 2), Self.said("owl", by: "bob", "+owl", at: 3),
      ]),
      clip([
        Self.said("owl"), Self.said("owl", by: "bob", nil, at: 2),
        Self.said("rain", by: "bob", "+rain", at: 3),
      ]),
    ])
    #expect(table.ratings == [["owl + wind", "owl + wind"], ["owl", "owl + rain"]])
    #expect(table.classes == ["owl", "rain", "wind"])
    #expect(table.only("owl").ratings == [["owl", "owl"], ["owl", "owl"]])
    #expect(table.only("rain").ratings == [["", ""], ["", "rain"]])
  }

  @Test func theSchemaSaysSo() throws {
    let json = "{\"multiple\":true,\"labels\":[\n  {\"name\":\"owl\"}\n]}\n"
    let schema = try LabelSchema(json: json)
    #expect(schema.isMultiple == true && schema.json == json)
    #expect(try LabelSchema(json: "{\"labels\":[]}").isMultiple == nil)
    #expect(LabelSet(["cat"]).defined(by: schema).isMultiple)
    #expect(
      throws: LabelSchemaError(.badMultiple("yes"), line: 1),
      performing: { try LabelSchema(json: "{\"multiple\":\"yes\",\"labels\":[]}") })
    var labels = LabelSet(["owl"])
    labels.isMultiple = true
    let data = try JSONEncoder().encode(labels)
    #expect(try JSONDecoder().decode(LabelSet.self, from: data) == labels)
    #expect(LabelSet(["owl", "cat"]).changed(from: LabelSet(["owl"]), to: labels).isMultiple)
    #expect(!labels.isStill(LabelSet(["owl"])))
  }

  @Test func importsAddToTheSetAndTwiceChangesNothing() throws {
    let empty = clip([])
    let labels = ["owl", "wind", "owl"].map { ImportedLabel(line: 1, path: nil, label: $0) }
    func take(_ clip: Clip) -> LabelImport {
      LabelImport(
        labels.map { ($0, clip) }, origin: .imported(format: "csv"), now: Date(), isMultiple: true
      ) { UUID() }
    }
    let first = take(empty)
    var library = Library(clips: [empty])
    for edit in first.edits { library.apply(edit) }
    #expect(library.clips[0].labels == ["owl", "wind"] && first.losses.isEmpty)
    let second = take(library.clips[0])
    #expect(second.edits.isEmpty && second.unchanged == 3)
  }

  @Test(arguments: ["csv", "jsonl", "audiofolder", "nemo", "label-studio"])
  func severalLabelsGoThereAndBack(format: String) throws {
    let several = clip([
      Self.said("owl"), Self.said("wind", by: "ann", "+wind", at: 1),
    ])
    let format = try #require(FormatRegistry.format(format)).init()
    let text = format.write(Library(clips: [several])).text
    let pairs = try format.read(text).map { (label: $0, clip: clip([])) }
    let taken = LabelImport(
      pairs, origin: .imported(format: "x"), now: Date(), isMultiple: true
    ) { UUID() }
    var library = Library(clips: [clip([])])
    for edit in taken.edits { library.apply(edit) }
    #expect(library.clips[0].labels == ["owl", "wind"])
  }

  @Test func whatAFormatCanNotSayIsALoss() throws {
    let several = clip([Self.said("owl"), Self.said("wind", by: "ann", "+wind", at: 1)])
    let text = SpeechCommandsTree().write(Library(clips: [several]))
    #expect(text.text == "owl/a.wav\nwind/a.wav\n")
    #expect(text.losses.contains(Loss(what: "which of a clip's labels is the first", count: 1)))
    #expect(!text.losses.contains { $0.what == "the tier" })
  }
}
