import Labeling
import Testing

@Suite struct RealLabelFilesTests {
  @Test(arguments: [
    ("annotations/audacity/canary/100_marron1_May_24_2016_62101389.audacity.txt", 77),
    ("annotations/audacity/spinetail.txt", 18),
    ("annotations/one_clip_every_format/Bird0_0.audacity_bbox.txt", 29),
    ("annotations/syncmaps/sonnet001.aud", 15), ("long/digits_15min.audacity.txt", 586),
  ])
  func audacity(name: String, count: Int) throws {
    guard let text = try SharedLabelFiles.text(name) else { return }
    let labels = try AudacityLabels().read(text)
    #expect(labels.count == count)
    #expect(labels.allSatisfy { $0.seconds != nil && !$0.label.isEmpty })
  }

  @Test(arguments: [
    ("annotations/raven/chronister/Recording_1_Segment_01.Table.1.selections.txt", 0),
    ("annotations/raven/chronister/Recording_1_Segment_08.Table.1.selections.txt", 242),
    ("annotations/raven/opensoundscape/EmptyExample.Table.1.selections.txt", 0),
    ("annotations/raven/opensoundscape/raven_with_Annotation_col.txt", 1),
    ("long/digits_15min.raven.txt", 586),
  ])
  func raven(name: String, count: Int) throws {
    guard let text = try SharedLabelFiles.text(name) else { return }
    let labels = try RavenTable().read(text)
    #expect(labels.count == count && labels.losses.isEmpty)
    #expect(labels.allSatisfy { $0.hertz != nil && !$0.label.isEmpty })
  }

  @Test func bothFormatsSayTheSame() throws {
    guard let raven = try SharedLabelFiles.text("long/digits_15min.raven.txt"),
      let audacity = try SharedLabelFiles.text("long/digits_15min.audacity.txt")
    else { return }
    let pairs = try (RavenTable().read(raven), AudacityLabels().read(audacity))
    #expect(pairs.0.map(\.label) == pairs.1.map(\.label))
    #expect(pairs.0.map(\.seconds) == pairs.1.map(\.seconds))
  }

  @Test(arguments: [
    (
      "backwards.audacity.txt", "audacity",
      LabelFormatError.unclearValue("-1.0", column: "onset", line: 2)
    ),
    ("freq_reversed.raven.txt", "raven", .unclearValue("0.4", column: "End Time (s)", line: 2)),
    ("no_header_columns.raven.txt", "raven", .missingColumn("Begin Time (s)")),
  ])
  func brokenFilesAreRefused(name: String, id: String, error: LabelFormatError) throws {
    guard let text = try SharedLabelFiles.text("malformed/annotations/" + name) else { return }
    let format = try #require(FormatRegistry.format(id)).init()
    #expect(throws: error) { try format.read(text) }
  }

  @Test func escapeCodesAreOnlyText() throws {
    let name = "malformed/annotations/escape_codes.audacity.txt"
    guard let text = try SharedLabelFiles.text(name) else { return }
    let labels = try AudacityLabels().read(text)
    #expect(labels.map(\.seconds) == [0...1, 1...2])
  }
}
