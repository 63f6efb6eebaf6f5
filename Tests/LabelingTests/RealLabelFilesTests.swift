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

  @Test(arguments: [
    ("textgrid/kylebgorman/long_format.TextGrid", "textgrid", 152),
    ("textgrid/kylebgorman/short_format.TextGrid", "textgrid", 152),
    ("textgrid/parselmouth/the_north_wind_and_the_sun.utf16.TextGrid", "textgrid", 21),
    ("textgrid/parselmouth/the_north_wind_and_the_sun.short.utf16.TextGrid", "textgrid", 21),
    ("textgrid/praatio/mary_longfile_with_negative_zero.TextGrid", "textgrid", 22),
    ("textgrid/praatio/all_tiers_have_the_same_name.TextGrid", "textgrid", 3),
    ("textgrid/praatio/empty_textgrid.TextGrid", "textgrid", 0),
    ("textgrid/mfa/acoustic_corpus.TextGrid", "textgrid", 261),
    ("syncmaps/sonnet001.eaf", "elan", 15), ("elan/pympi_sample_3.0.eaf", "elan", 8778),
    ("rttm/dscore_ref.rttm", "rttm", 13), ("rttm/nist_validator/test01.rttm", "rttm", 11),
    ("ctm/stmctm.ctm", "ctm", 24), ("lab/chord_est00.lab", "lab", 347),
    ("lab/chord_est01.lab", "lab", 32),
  ])
  func othersAreToldByTheirContents(name: String, id: String, count: Int) throws {
    guard let text = try SharedLabelFiles.text("annotations/" + name) else { return }
    let last = String(name.split(separator: "/").last ?? "")
    let (format, labels) = try FormatRegistry.read(text, name: last)
    #expect(format.id == id)
    #expect(labels.count == count)
  }

  @Test(arguments: [
    "audacity.txt", "audacity_bbox.txt", "csv", "ctm", "labelstudio.json", "long.TextGrid",
    "long.crlf.TextGrid", "long.utf16be_bom.TextGrid", "long.utf16le_bom.TextGrid", "raven.txt",
    "rttm", "short.TextGrid",
  ])
  func oneClipIsTheSameInEveryFormat(ending: String) throws {
    let folder = "annotations/one_clip_every_format/Bird0_0."
    guard let plain = try SharedLabelFiles.text(folder + "audacity.txt"),
      let text = try SharedLabelFiles.text(folder + ending)
    else { return }
    let expected = try AudacityLabels().read(plain)
    let labels = try FormatRegistry.read(text, name: "Bird0_0." + ending).labels
    // The speaker is all that this RTTM file says.
    if ending != "rttm" { #expect(labels.map(\.label) == expected.map(\.label)) }
    try #require(labels.count == expected.count)
    for (label, other) in zip(labels, expected) {
      let (one, two) = (try #require(label.seconds), try #require(other.seconds))
      #expect(abs(one.lowerBound - two.lowerBound) < 1e-6)
      #expect(abs(one.upperBound - two.upperBound) < 1e-6)
    }
  }

  @Test(arguments: [
    ("cut_in_interval.TextGrid", "textgrid", LabelFlaw.endsEarly("the end of a label"), 17),
    ("declares_a_billion.TextGrid", "textgrid", .endsEarly("the time of a label"), 15),
    ("empty.TextGrid", "textgrid", .notA("TextGrid"), 1),
    ("billion_laughs.eaf", "elan", .documentType, 1),
    ("external_entity.eaf", "elan", .documentType, 1),
    ("deep_nesting.labelstudio.json", "label-studio", .tooDeep(limit: 64), 1),
  ])
  func hostileFilesAreRefused(name: String, id: String, flaw: LabelFlaw, line: Int) throws {
    guard let text = try SharedLabelFiles.text("malformed/annotations/" + name) else { return }
    let format = try #require(FormatRegistry.format(id)).init()
    #expect {
      try format.read(text)
    } throws: { error in
      guard case .malformed(flaw, line, let column)? = error as? LabelFormatError else {
        return false
      }
      return id == "textgrid" || column != nil
    }
  }

  @Test func escapeCodesAreOnlyText() throws {
    let name = "malformed/annotations/escape_codes.audacity.txt"
    guard let text = try SharedLabelFiles.text(name) else { return }
    let labels = try AudacityLabels().read(text)
    #expect(labels.map(\.seconds) == [0...1, 1...2])
  }
}
