import Foundation
import Labeling
import Testing

@Suite struct LabelFilterTests {
  private func clip(
    _ row: Int64, _ path: String, _ label: String?, _ origin: Origin = .person,
    group: String? = nil
  ) -> Clip {
    let id = ID<Clip>(row: row)
    let annotation = label.map {
      Annotation(
        id: UUID(), clip: id, label: $0, origin: origin, annotator: "ann", created: Date())
    }
    let recording = Recording(id: ID(row: row), path: RecordingPath(path), group: group)
    return Clip(id: id, recording: recording, annotations: [annotation].compactMap(\.self))
  }

  private var library: Library {
    Library(clips: [
      clip(1, "a/1.wav", "yes"), clip(2, "a/2.wav", "yes, sir", .folder),
      clip(3, "b/3.wav", "no", .imported(format: "csv"), group: "7"), clip(4, "b/4.wav", nil),
    ])
  }

  @Test(
    arguments: [
      ("label=yes", [1]), ("label!=yes", [2, 3, 4]), ("label~^yes", [1, 2]),
      ("label!~^yes", [3, 4]),
      ("label=\"yes, sir\"", [2]), ("label ~ \"s{1,2}$\"", [1]), ("origin=person", [1]),
      ("origin=import", [3]), ("origin=import:csv", [3]), ("origin!=folder", [1, 3, 4]),
      ("unlabelled", [4]), ("labelled", [1, 2, 3]), ("labelled,path~^a/", [1, 2]),
      ("group=7", [3]), ("group=", [1, 2, 4]), (" label = no , annotator=ann", [3]),
      ("label=YES", []), ("label~(?i)YES", [1, 2]), ("path~4.*wav, unlabelled", [4]),
    ] as [(String, [Int64])])
  func everyConditionMustHold(text: String, rows: [Int64]) throws {
    let filter = try LabelFilter(text)
    #expect(filter.clips(of: library).map(\.id.row) == rows)
    #expect(filter.rows(of: library).map(\.annotation.clip.row) == rows.filter { $0 != 4 })
  }

  @Test(arguments: [
    ("", LabelFilterError.unclear("")), ("yes", .unclear("yes")), ("label", .unclear("label")),
    ("label>3", .unclear("label>3")), ("labelled=1", .unknownField("labelled")),
    ("name=yes", .unknownField("name")), ("label=\"yes", .unclosedQuote),
    ("label=a\"b\"", .unclear("label=a\"b\"")), ("label~(", .notAnExpression("(")),
    ("label=yes,", .unclear("")), ("=yes", .unknownField("")), ("label!yes", .unclear("label!yes")),
  ])
  func anythingElseIsAnErrorWithASentence(text: String, error: LabelFilterError) {
    #expect(throws: error) { try LabelFilter(text) }
    #expect(!error.sentence.why.isEmpty && !error.sentence.remedy.isEmpty)
  }

  @Test func aListGivesWholeLabelsNoPlace() throws {
    let id = ID<Clip>(row: 1)
    let recording = Recording(
      id: ID(row: 1), path: RecordingPath("a.wav"), sampleRate: 1_000, sampleCount: 900)
    let trimmed = Clip(
      id: id, recording: recording, span: 100..<400,
      annotations: [nil, 150..<200].map { span in
        Annotation(
          id: UUID(), clip: id, span: span, label: "x", origin: .person, annotator: "",
          created: Date())
      })
    let rows = Library(clips: [trimmed]).labelRows
    #expect(rows.map(\.onset) == [0.1, 0.15])
    #expect(rows.map(\.listed.onset) == [nil, 0.15] && rows.map(\.listed.offset) == [nil, 0.2])
    #expect(rows[0].listed.clipSeconds == 0.1...0.4)
  }
}
