import Foundation
import Labeling
import Testing

@Suite struct ClipQueryTests {
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
      ("label=\"yes, sir\"", [2]), ("label ~ \"s{1,2}$\"", [1]), ("label~s{1,2}$", [1]),
      ("origin=person", [1]), ("origin=import", [3]), ("origin=import:csv", [3]),
      ("origin!=folder", [1, 3, 4]), ("from:FOLDER", [2]),
      ("unlabelled", [4]), ("labelled", [1, 2, 3]), ("labelled,path~^a/", [1, 2]),
      ("group=7", [3]), ("group=", [1, 2, 4]), (" label = no , annotator=ann", [3]),
      ("label=YES", []), ("label:YES", [1]), ("label~(?i)YES", [1, 2]),
      ("path~4.*wav, unlabelled", [4]), ("label~^(yes|no)$", [1, 3]),
      ("label:yes | label:no", [1, 3]), ("label:yes|label:no&path~^a", [1]),
      ("(label:yes|label:no) & folder:b", [3]), ("!label:yes", [2, 3, 4]),
      ("!(label:yes | unlabelled)", [2, 3]), ("!!label:yes", [1]), ("A/ !2", [1]),
      ("wav by:ANN name:3.wav", [3]), ("whole", [1, 2, 3]), ("region", []), ("\"b/\"", [3, 4]),
    ] as [(String, [Int64])])
  func aQueryChoosesClipsAndLabels(text: String, rows: [Int64]) throws {
    let query = try ClipQuery(text)
    let library = library
    #expect(query.places(in: library.clips).map { library.clips[$0].id.row } == rows)
    #expect(query.rows(of: library).map(\.annotation.clip.row) == rows.filter { $0 != 4 })
  }

  @Test(arguments: [
    ("", ClipQueryError.Flaw.noCondition, 0), ("label", .noValue(field: "label"), 5),
    ("a dur & b", .noValue(field: "dur"), 5),
    ("label>3", .unfitComparison(field: "label", sign: ">"), 5),
    ("labelled=1", .unknownField("labelled"), 0), ("nam=yes", .unknownField("nam"), 0),
    ("a & dur=x", .noNumber(field: "duration", value: "x"), 8),
    ("dur~3", .unfitComparison(field: "duration", sign: "~"), 3),
    ("label=\"yes", .unclosed("\""), 6), ("label=a\"b\"", .unexpected("\""), 7),
    ("label=\"a\"b", .unexpected("b"), 9), ("a | label~(", .notAnExpression("("), 10),
    ("label=yes,", .noCondition, 10), ("=yes", .noCondition, 0), ("a & | b", .noCondition, 4),
    ("(a", .unclosed("("), 0), ("a)", .unexpected(")"), 1), ("!", .noCondition, 1),
    ("@loud", .unknownName("loud"), 0),
    (
      ">loud",
      .noNumber(
        field: "a model's score in percent", value: "loud"), 1
    ),
  ])
  func anErrorPointsAtItsCharacter(text: String, flaw: ClipQueryError.Flaw, position: Int) {
    let error = #expect(throws: ClipQueryError.self) { try ClipQuery(text) }
    #expect(error == ClipQueryError(flaw: flaw, position: position))
    guard let error else { return }
    #expect(error.sentence.why.contains("character \(position + 1) "))
    #expect(!error.sentence.remedy.isEmpty)
  }

  @Test func numbersAreComparedWhereTheyAreKnown() throws {
    let clips = [(0, 0), (8_000, 4_000), (8_000, 16_000)].enumerated().map { row, sound in
      Clip(
        id: ID(row: Int64(row)),
        recording: Recording(
          id: ID(row: Int64(row)), path: RecordingPath("\(row).wav"),
          sampleRate: Double(sound.0), sampleCount: sound.1),
        annotations: [
          Annotation(
            id: UUID(), clip: ID(row: Int64(row)), span: 800..<1_600, hertz: 100...900,
            label: "x", confidence: 0.5, origin: .person, annotator: "", created: Date())
        ])
    }
    for (text, places) in [
      ("dur<0.6", [1]), ("duration>=0.5", [1, 2]), ("dur!=2", [1]), ("rate:8000", [1, 2]),
      ("onset=0.1 & offset<=0.2", [1, 2]), ("low>50 high<1e3", [0, 1, 2]), ("box", [0, 1, 2]),
      ("confidence>0.5", []), ("!dur<1", [0, 2]), ("point", []), ("region rate=8000", [1, 2]),
    ] as [(String, [Int])] {
      #expect(try ClipQuery(text).places(in: clips) == places, "\(text)")
    }
  }

  @Test func aModelsOpinionIsAskedFor() throws {
    let clips = library.clips
    let opinion: (Int) -> QueryOpinion? = { place in
      place == 3
        ? nil
        : QueryOpinion(
          label: ["yes", "no", "no"][place], score: [0.9, 0.8, 0.3][place],
          verdict: ["agrees", "differs", "unsure"][place],
          length: ["shorter", nil, "longer"][place])
    }
    for (text, places) in [
      ("agrees", [0]), ("differs", [1]), ("model:no", [1, 2]), (">80", [0, 1]), ("<80%", [2]),
      ("score>0.85", [0]), ("model=\"\"", [3]), (">80 a/", [0, 1]), ("shorter", [0]),
      ("longer | differs", [1, 2]),
    ] as [(String, [Int])] {
      let query = try ClipQuery(text)
      #expect(query.isOfModel)
      #expect(query.places(in: clips, opinion: opinion) == places, "\(text)")
    }
    #expect(try !ClipQuery("label:yes | dur<1").isOfModel)
  }

  @Test func aClipOfWhichAModelSaysNothingHasALength() throws {
    let clips = library.clips
    let opinion: (Int) -> QueryOpinion? = { QueryOpinion(length: $0 == 0 ? "longer" : nil) }
    for (text, places) in [
      ("longer", [0]), ("shorter", []), ("score!=0.5", []), ("model=\"\"", [0, 1, 2, 3]),
      ("agrees", []),
    ] as [(String, [Int])] {
      #expect(try ClipQuery(text).places(in: clips, opinion: opinion) == places, "\(text)")
    }
  }

  @Test func savedQueriesStandForThemselvesInOthers() throws {
    let saved = ["mine": "by:ann & label:yes", "either": "@mine | unlabelled", "loop": "@loop"]
    #expect(try ClipQuery("@either path~^b", saved: saved).places(in: library.clips) == [3])
    #expect(throws: ClipQueryError(flaw: .unknownName("loop"), position: 2)) {
      try ClipQuery("a @loop", saved: saved)
    }
  }

  @Test func theLastWordIsCompleted() {
    let completion = QueryCompletion { field, typed in
      ["yes", "yes, sir"].filter { $0.hasPrefix(typed) && field == "label" }
    }
    #expect(completion.completions(of: "unl") == ["unlabelled"])
    #expect(completion.completions(of: "a & !sp") == ["a & !split:"])
    #expect(
      completion.completions(of: "dur<1 label:y")
        == ["dur<1 label:yes", "dur<1 label:\"yes, sir\""])
    #expect(completion.completions(of: "tier:y").isEmpty)
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
