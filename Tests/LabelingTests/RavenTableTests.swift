import Foundation
import Labeling
import Testing

private let header =
  "Selection\tView\tChannel\tBegin Time (s)\tEnd Time (s)\tLow Freq (Hz)"
  + "\tHigh Freq (Hz)"

private let brokenTables: [(String, LabelFormatError)] = [
  ("", .missingColumn("Begin Time (s)")),
  ("1.0\t2.0\tdog", .missingColumn("Begin Time (s)")),
  ("Begin Time (s)\tSpecies\n1\tdog", .missingColumn("End Time (s)")),
  ("Begin Time (s)\tEnd Time (s)\n\n1", .missingValue("End Time (s)", line: 3)),
  ("Begin Time (s)\tEnd Time (s)\n1\tx", .unclearValue("x", column: "End Time (s)", line: 2)),
  ("Begin Time (s)\tEnd Time (s)\n2\t1", .unclearValue("1", column: "End Time (s)", line: 2)),
  ("Begin Time (s)\tEnd Time (s)\n-2\t1", .unclearValue("-2", column: "Begin Time (s)", line: 2)),
  (
    "begin time (s)\tend time (s)\nNaN\t1",
    .unclearValue("NaN", column: "begin time (s)", line: 2)
  ),
  ("\(header)\n1\tS\t1\t1\t2\t5", .missingValue("High Freq (Hz)", line: 2)),
  ("\(header)\n1\tS\t1\t1\t2\t\t5", .missingValue("Low Freq (Hz)", line: 2)),
  ("\(header)\n1\tS\t1\t1\t2\t9\t5", .unclearValue("5", column: "High Freq (Hz)", line: 2)),
  ("\(header)\n1\tS\t1\t1\t2\t9\t1e99", .unclearValue("1e99", column: "High Freq (Hz)", line: 2)),
  (
    "\(header)\tScore\n1\tS\t1\t1\t2\t1\t5\thigh",
    .unclearValue("high", column: "Score", line: 2)
  ),
  (
    "\(header)\tFile Offset (s)\n1\tS\t1\t1\t2\t1\t5\t-3",
    .unclearValue("-3", column: "File Offset (s)", line: 2)
  ),
]

@Suite struct RavenTableTests {
  private func read(_ text: String) throws -> [ImportedLabel] { try RavenTable().read(text) }

  @Test func columnsAreFoundByName() throws {
    let labels = try read(
      "Species\tend time (s)\tBegin Time (s)\tHigh Freq (Hz)\tLow Freq (Hz)\r\n"
        + "dog\t3.75\t3\t2400\t900\r\n\t5\t4\t2000.5\t0")
    #expect(labels.map(\.label) == ["dog", ""])
    #expect(labels.map(\.seconds) == [3...3.75, 4...5])
    #expect(labels.map(\.hertz) == [900...2400, 0...2000.5])
    #expect(labels.map(\.line) == [2, 3])
    #expect(labels.losses.isEmpty && labels.allSatisfy { $0.path == nil })
  }

  @Test func onlyTimesMustBeThere() throws {
    let labels = try read("Begin Time (s)\tEnd Time (s)\n1\t2\n3\t3\n")
    #expect(labels.map(\.seconds) == [1...2, 3...3])
    #expect(labels.map(\.hertz) == [nil, nil])
    #expect(try read(header).isEmpty)
    #expect(try read("\u{feff}" + header + "\t\r\n").isEmpty)
  }

  @Test func tabsAtTheEndAndMissingFieldsAreNothing() throws {
    let labels = try read(
      header + "\tAnnotation\t\n1\tSpectrogram 1\t1\t1\t2\t10\t20\tdog\t\t\n"
        + "2\tSpectrogram 1\t1\t3\t4\t10\t20")
    #expect(labels.map(\.label) == ["dog", ""])
    #expect(labels.losses.isEmpty)
  }

  @Test func aSelectionHasARowForEachView() throws {
    let labels = try read(
      header + "\tSpecies\n"
        + "1\tWaveform 1\t1\t1\t2\t\t\tdog\n1\tSpectrogram 1\t1\t1\t2\t10\t20\tdog\n"
        + "2\tWaveform 1\t1\t3\t4\t\t\tcat\n2\tSpectrogram 1\t1\t3\t4\t30\t40\tcat\n"
        // Another table pasted below counts from 1 again.
        + "1\tSpectrogram 1\t1\t5\t6\t10\t20\towl\n1\tSpectrogram 1\t1\t5\t6\t10\t20\towl\n")
    #expect(labels.map(\.label) == ["dog", "cat", "owl", "owl"])
    #expect(labels.map(\.hertz) == [10...20, 30...40, 10...20, 10...20])
  }

  @Test func timesOfASequenceAreThoseInTheFile() throws {
    let labels = try read(
      header + "\tBegin Path\tBegin File\tEnd File\tFile Offset (s)\tCommon Name\tConfidence\n"
        + "1\tS 1\t1\t3\t6\t0\t15000\tC:\\a\\b.wav\tb.wav\tb.wav\t3\tRobin\t0.75\n"
        + "2\tS 1\t1\t63.5\t66\t0\t15000\t\tc.wav\td.wav\t0.5\tWren\t1\n")
    #expect(labels.map { $0.path?.text } == ["C:/a/b.wav", "c.wav"])
    #expect(labels.map(\.seconds) == [3...6, 0.5...3])
    #expect(labels.map(\.label) == ["Robin", "Wren"])
    #expect(labels.map(\.confidence) == [0.75, 1])
    #expect(
      labels.losses == [
        Loss(what: "the end of a selection that goes on in another file", count: 1)
      ])
  }

  @Test func theLabelIsInTheBestColumnOrTheLastUnknownOne() throws {
    let best =
      "Begin Time (s)\tEnd Time (s)\tQuality\tSpecies Code\tSpecies\n1\t2\tgood\tROB\tRobin"
    #expect(try read(best).map(\.label) == ["Robin"])
    #expect(
      try read(best).losses == [
        Loss(what: "the column 'Quality'", count: 1),
        Loss(what: "the column 'Species Code'", count: 1),
      ])
    let unknown =
      "Begin Time (s)\tEnd Time (s)\tBegin Clock Time\tSyllable\tPeak Freq (Hz)\n1\t2\t7:00\tb\t440"
    #expect(try read(unknown).map(\.label) == ["b"])
    #expect(
      try read(unknown).losses.map(\.what)
        == ["the column 'Begin Clock Time'", "the column 'Peak Freq (Hz)'"])
  }

  @Test func quotesOfOtherProgramsAreTaken() throws {
    let quoted = "\"Begin Time (s)\"\t\"End Time (s)\"\t\"Annotation\"\n1\t2\t\"a \"\"b\"\"\"\n"
    #expect(try read(quoted).map(\.label) == ["a \"b\""])
    let plain = "Begin Time (s)\tEnd Time (s)\tAnnotation\n1\t2\t\"a\n3\t4\t\"b\"\n"
    #expect(try read(plain).map(\.label) == ["\"a", "\"b\""])
  }

  @Test(arguments: brokenTables)
  func brokenTablesSayWhere(text: String, error: LabelFormatError) {
    #expect(throws: error) { try RavenTable().read(text) }
  }

  @Test func whatIsWrittenIsReadBack() throws {
    let library = SampleLibrary.library
    let written = RavenTable().write(library)
    let labels = try read(written.text)
    let rows = library.labelRows
    try #require(labels.count == rows.count)
    for (label, row) in zip(labels, rows) {
      let given = row.annotation
      let clip = try #require(library[given.clip])
      let annotation = try #require(
        label.annotation(id: given.id, of: clip, origin: given.origin, now: given.created))
      #expect(annotation.span == (given.span ?? clip.samples))
      #expect(annotation.hertz == given.hertz)
      #expect(annotation.label == given.label && annotation.tier == given.tier)
      #expect(annotation.confidence == given.confidence)
      #expect(annotation.annotator == given.annotator)
      #expect(annotation.note == given.note.map { $0.replacing("\n", with: " ") })
    }
    let texts = SampleLibrary.nastyPaths.map { path in
      path.text.replacing("\n", with: " ").replacing("\t", with: " ").replacing("\r", with: " ")
    }
    #expect(
      Set(labels.compactMap { $0.path?.text })
        == Set(texts))
    #expect(
      written.losses.map(\.what) == [
        "that a label is of the whole clip", "that there is no range of frequencies",
        "how and when a label was given", "tabs and line ends",
        "names of files that are not UTF-8",
      ])
  }

  @Test func textIsAsRavenWritesIt() throws {
    let annotations = [
      SampleLibrary.annotation("dog", span: 24_000..<30_000, hertz: 900...2400),
      SampleLibrary.annotation("click", span: 8000..<8000, hertz: 0...4000),
    ]
    let written = RavenTable().write(SampleLibrary.oneClip(rate: 8000, annotations))
    #expect(
      written.text == header + "\tBegin Path\tFile Offset (s)\tAnnotation\n"
        + "1\tSpectrogram 1\t1\t3.000000000\t3.750000000\t900.0\t2400.0\ta.wav\t3.000000000\tdog\n"
        + "2\tSpectrogram 1\t1\t1.000000000\t1.000000000\t0.0\t4000.0\ta.wav\t1.000000000\tclick\n"
    )
    #expect(written.losses == [Loss(what: "how and when a label was given", count: 2)])
    #expect(try read(written.text).map(\.hertz) == [900...2400, 0...4000])
  }

  @Test func severalRecordingsFollowOneAnother() {
    let first = SampleLibrary.oneClip(
      rate: 8000, [SampleLibrary.annotation("a", span: 8000..<16_000)])
    let rows = first.labelRows
    let second = Clip(
      id: ID(row: 2),
      recording: Recording(
        id: ID(row: 2), path: RecordingPath("b.wav"), sampleRate: 8000, sampleCount: 16_000),
      annotations: [SampleLibrary.annotation("b", span: 800..<1600)])
    let text = RavenTable().write(rows + Library(clips: [second]).labelRows).text
    let fields = text.split(separator: "\n").dropFirst().map { $0.split(separator: "\t") }
    #expect(fields.map { String($0[3]) } == ["1.000000000", "10.100000000"])
    #expect(fields.map { String($0[8]) } == ["1.000000000", "0.100000000"])
  }
}
