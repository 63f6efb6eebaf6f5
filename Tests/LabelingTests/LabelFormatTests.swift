import Foundation
import Labeling
import Testing

@Suite struct LabelFormatTests {
  @Test(arguments: ["csv", "jsonl"])
  func whatIsWrittenIsReadBack(id: String) throws {
    let format = try #require(FormatRegistry.format(id)).init()
    let library = SampleLibrary.library
    let written = format.write(library)
    #expect(written.losses.isEmpty)
    let read = try format.read(written.text)
    let rows = library.labelRows
    try #require(read.count == rows.count)
    for (label, row) in zip(read, rows) {
      #expect(label.path == row.path)
      let clip = try #require(library[row.annotation.clip])
      let annotation = label.annotation(
        id: row.annotation.id, of: clip, origin: .person, now: Date())
      #expect(annotation == Optional(stored(row.annotation)))
    }
  }

  /// Moments are written in milliseconds.
  private func stored(_ annotation: Annotation) -> Annotation {
    Annotation(
      id: annotation.id, clip: annotation.clip, span: annotation.span, hertz: annotation.hertz,
      label: annotation.label, tier: annotation.tier, note: annotation.note,
      confidence: annotation.confidence, origin: annotation.origin,
      annotator: annotation.annotator, created: Timestamp.rounded(annotation.created))
  }

  @Test func csvText() {
    var library = Library(clips: [
      Clip(
        id: ID(row: 1),
        recording: Recording(
          id: ID(row: 1), path: RecordingPath("=a.wav"), sampleRate: 8000, sampleCount: 8000))
    ])
    library.apply(
      .add(
        Annotation(
          id: UUID(), clip: ID(row: 1), span: 400..<8000, label: "yes, sir", origin: .person,
          annotator: "ann", created: Date(timeIntervalSince1970: 0))))
    #expect(
      CSVTable().write(library).text == """
        path,label,onset,offset,lowHz,highHz,tier,note,confidence,annotator,origin,created
        "=a.wav","yes, sir",0.05,1,,,,,,ann,person,1970-01-01T00:00:00.000Z

        """)
    #expect(
      JSONLines().write(library).text == """
        {"path":"=a.wav","label":"yes, sir","onset":0.05,"offset":1,"lowHz":null,"highHz":null,\
        "tier":null,"note":null,"confidence":null,"annotator":"ann","origin":"person",\
        "created":"1970-01-01T00:00:00.000Z","attributes":{}}

        """)
  }

  @Test func nothingHiddenIsInJSONLines() {
    let text = JSONLines().write(SampleLibrary.library).text
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !JSONText.isHidden($0) })
    #expect(text.contains("esc\\u001b[31m\\u009b.wav"))
    #expect(text.contains("bidi\\u202e\\u200b.wav"))
    #expect(text.contains("\"path\":\"\u{fffd}/,\u{fffd}\",\"pathHex\":\"ff2f2cfe\""))
  }

  @Test func timesOfUnreadRecordingsAreALoss() {
    let clip = ID<Clip>(row: 1)
    let region = Annotation(
      id: UUID(), clip: clip, span: 1..<2, label: "a", origin: .person, annotator: "",
      created: Date())
    let recording = Recording(id: ID(row: 1), path: RecordingPath("a.wav"))
    let library = Library(clips: [Clip(id: clip, recording: recording, annotations: [region])])
    for format in FormatRegistry.all {
      #expect(format.init().write(library).losses.map(\.count) == [1], "\(format.id)")
    }
  }

  @Test func numbersAreLabelsAsTheyAreWritten() throws {
    let lines = try JSONLines().read("{\"path\":\"a.wav\",\"label\":7,\"onset\":0.5,\"offset\":1}")
    #expect(lines.map(\.label) == ["7"] && lines[0].seconds == 0.5...1)
  }

  @Test func whatHasNoColumnOfItsOwnIsALoss() throws {
    let table = "path,label,onset,offset,label\na.wav,dog,0,1,cat,9,\nb.wav,dog,0,1,,\n"
    let labels = try CSVTable().read(table)
    #expect(labels.map(\.label) == ["dog", "dog"])
    #expect(
      labels.losses == [
        Loss(what: "the column 'label 5'", count: 1),
        Loss(what: "what stands behind the last column", count: 1),
      ])
    let kept = try CSVTable(columns: ["label": "label"]).read(table)
    #expect(kept.map(\.attributes) == [["label 5": "cat"], [:]])
  }

  @Test func columnsMayComeInAnyOrderAndOthersArePassedOver() throws {
    let labels = try CSVTable().read("\u{feff}extra,label,path\r\n1,dog,a.wav\r\n\r\n2,cat,b.wav")
    #expect(labels.map(\.label) == ["dog", "cat"])
    #expect(labels.map { $0.path?.text } == ["a.wav", "b.wav"])
    #expect(labels.map(\.line) == [2, 4])
    #expect(labels[0].origin == nil && labels[0].created == nil)
    let lines = try JSONLines().read("\n{\"label\":\"dog\",\"path\":\"a.wav\",\"more\":[1]}\r\n")
    #expect(lines.map(\.label) == ["dog"])
    #expect(lines.map(\.line) == [2])
    #expect(try JSONLines().read("").isEmpty)
  }

  @Test(arguments: [
    ("label\ndog", LabelFormatError.missingColumn("path")),
    ("", .missingColumn("path")),
    ("path,label\na.wav,", .missingValue("label", line: 2)),
    ("path,label\n,dog", .missingValue("path", line: 2)),
    ("path,label,onset\na.wav,dog,1", .missingValue("offset", line: 2)),
    ("path,label,onset,offset\na.wav,dog,2,1", .unclearValue("1", column: "offset", line: 2)),
    ("path,label,onset,offset\na,b,-1,1", .unclearValue("-1", column: "onset", line: 2)),
    ("path,label,confidence\na,b,high", .unclearValue("high", column: "confidence", line: 2)),
    ("path,label,origin\na,b,oracle", .unclearValue("oracle", column: "origin", line: 2)),
    ("path,label,created\na,b,today", .unclearValue("today", column: "created", line: 2)),
    ("path,label,pathHex\na,b,f", .unclearValue("f", column: "pathHex", line: 2)),
    ("path,label\n\"a,b", .table(.unclosedQuote(line: 2))),
    ("path,label\n\"a\"x,b", .table(.textAfterQuote(line: 2))),
  ])
  func brokenTablesSayWhere(text: String, error: LabelFormatError) {
    #expect(throws: error) { try CSVTable().read(text) }
    #expect(!error.sentence.why.contains("\n"))
  }

  @Test(arguments: [
    ("{}", LabelFormatError.missingValue("path", line: 1)),
    ("{\"path\":\"a\",\"label\":null}", .missingValue("label", line: 1)),
    ("\n[1]", .notAnObject(line: 2)),
    ("{\"path\":", .malformed(.endsEarly("a value"), line: 1, column: 9)),
    ("{\"path\":\"a\",\"label\":\"b\",\"lowHz\":1}", .missingValue("highHz", line: 1)),
  ])
  func brokenLinesSayWhere(text: String, error: LabelFormatError) {
    #expect(throws: error) { try JSONLines().read(text) }
  }
}
