import Foundation
import Labeling
import Testing

@Suite struct AudacityLabelsTests {
  private func read(_ text: String) throws -> [ImportedLabel] { try AudacityLabels().read(text) }

  @Test func linesArePointsRegionsAndLimits() throws {
    let labels = try read(
      "1.250000\t1.250000\tclick\n3.000000\t3.750000\tdog\n\\\t900.000000\t2400.000000\n")
    #expect(labels.map(\.label) == ["click", "dog"])
    #expect(labels.map(\.seconds) == [1.25...1.25, 3...3.75])
    #expect(labels.map(\.hertz) == [nil, 900...2400])
    #expect(labels.map(\.line) == [1, 2])
    #expect(labels.allSatisfy { $0.path == nil && $0.confidence == nil && $0.lost.isEmpty })
  }

  @Test func oldAndHandwrittenFilesAreRead() throws {
    // The style of version 1.2, no text, a comma, times the wrong way round, tabs at the end.
    let labels = try read("\u{feff}0.5\told style\r\n1\t2\r\n\r\n3,25\t3,5\ta b\t\n5\t4\tc\n7")
    #expect(labels.map(\.label) == ["old style", "", "a b", "c", ""])
    #expect(labels.map(\.seconds) == [0.5...0.5, 1...2, 3.25...3.5, 4...5, 7...7])
    #expect(labels.map(\.line) == [1, 2, 4, 5, 6])
    #expect(try read("").isEmpty && read("\n\r\n").isEmpty)
    #expect(try read("1\t2\ta\r3\t4\tb").map(\.label) == ["a", "b"])
  }

  @Test func limitsMayBeUndefined() throws {
    let labels = try read(
      """
      1\t2\tboth\n\\\t-1.000000\t-1.000000
      1\t2\tlow\n\\\t100.000000\t-1.000000
      1\t2\thigh\n\\\t-1.000000\t500.000000
      1\t2\tpoint\n\\\t440.000000\t440.000000
      1\t2\tturned\n\\\t500\t100\n\\\tof a later version
      1\t2\tnone
      """)
    #expect(labels.map(\.hertz) == [nil, nil, 0...500, 440...440, 100...500, nil])
    #expect(
      labels.losses == [Loss(what: "a range of frequencies without an upper end", count: 1)])
  }

  @Test(arguments: [
    ("dog", LabelFormatError.unclearValue("dog", column: "onset", line: 1)),
    ("1\t2\ta\n-1\t2\tb", .unclearValue("-1", column: "onset", line: 2)),
    ("1\t-2\ta", .unclearValue("-2", column: "offset", line: 1)),
    ("nan\t2\ta", .unclearValue("nan", column: "onset", line: 1)),
    ("inf\t2\ta", .unclearValue("inf", column: "onset", line: 1)),
    ("\\\t100\t200", .unclearValue("\\", column: "onset", line: 1)),
    ("1\t2\ta\n\\\t100", .missingValue("highHz", line: 2)),
    ("1\t2\ta\n\\\tlow\t100", .unclearValue("low", column: "lowHz", line: 2)),
    ("1\t2\ta\n\\\t100\t-7", .unclearValue("-7", column: "highHz", line: 2)),
    ("1\t2\ta\n\\\t1\t1e300", .unclearValue("1e300", column: "highHz", line: 2)),
  ])
  func brokenFilesSayWhere(text: String, error: LabelFormatError) {
    #expect(throws: error) { try AudacityLabels().read(text) }
    #expect(!error.sentence.why.contains("\n"))
  }

  @Test func whatIsWrittenIsReadBack() throws {
    let library = SampleLibrary.library
    let written = AudacityLabels().write(library)
    let labels = try read(written.text)
    let rows = library.labelRows
    try #require(labels.count == rows.count)
    for (label, row) in zip(labels, rows) {
      let clip = try #require(library[row.annotation.clip])
      let annotation = try #require(
        label.annotation(id: row.annotation.id, of: clip, origin: .person, now: Date()))
      #expect(annotation.span == (row.annotation.span ?? clip.samples))
      #expect(annotation.hertz == row.annotation.hertz)
      #expect(annotation.label == row.annotation.label)
    }
    let count = rows.count
    #expect(
      written.losses == [
        Loss(what: "that a label is of the whole clip", count: count / 2),
        Loss(what: "which recording a label belongs to", count: count),
        Loss(what: "who gave a label, how and when", count: count),
        Loss(what: "the tier", count: count / 2), Loss(what: "the note", count: count / 2),
        Loss(what: "the confidence", count: count / 2),
      ])
  }

  @Test func textIsAsAudacityWritesIt() {
    let region = SampleLibrary.annotation("a\tb\nc", span: 10_000..<24_000, hertz: 900...2400)
    let point = SampleLibrary.annotation("click", span: 8000..<8000)
    let written = AudacityLabels().write(SampleLibrary.oneClip(rate: 8000, [region, point]))
    #expect(
      written.text == """
        1.250000\t3.000000\ta b c
        \\\t900.000000\t2400.000000
        1.000000\t1.000000\tclick

        """)
    #expect(
      written.losses == [
        Loss(what: "tabs and line ends", count: 1),
        Loss(what: "who gave a label, how and when", count: 2),
      ])
  }

  @Test func labelsWithoutTimesAreLost() {
    let annotations = [
      SampleLibrary.annotation("region", span: 1..<2), SampleLibrary.annotation("clip"),
    ]
    for format in [AudacityLabels.self, RavenTable.self] as [any LabelFormat.Type] {
      let losses = format.init().write(SampleLibrary.oneClip(rate: 0, annotations)).losses
      #expect(
        losses == [
          Loss(what: "the times of regions in recordings that were not read yet", count: 1),
          Loss(what: "labels of clips whose length is not known", count: 1),
        ])
    }
  }
}
