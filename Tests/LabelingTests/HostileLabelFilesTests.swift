import Labeling
import Testing

/// Files that are broken on purpose are refused with the line, and nothing grows or hangs.
@Suite struct HostileLabelFilesTests {
  private func read(_ id: String, _ text: String) throws -> [ImportedLabel] {
    try #require(FormatRegistry.format(id)).init().read(text)
  }

  private static func document(_ text: String) -> String {
    "<ANNOTATION_DOCUMENT>\(text)</ANNOTATION_DOCUMENT>"
  }

  private static let gridHead =
    "\"ooTextFile\"\n\"TextGrid\"\n0\n9\n<exists>\n1\n\"IntervalTier\"\n\"t\"\n0\n9\n"

  @Test(arguments: [
    ("", LabelFlaw.notA("TextGrid"), 1),
    ("File type = \"ooTextFile\"\n\"PitchTier\"", .notA("TextGrid but another object of Praat"), 2),
    (gridHead + "1000000000", .endsEarly("the time of a label"), 11),
    (gridHead + "1\n0\n9\n\"never", .unclosed("a text in quotes"), 14),
    (gridHead + "1\n0\n\"text\"", .missing("the end of a label"), 13),
    (gridHead + "-1", .missing("the number of labels"), 11),
    (gridHead + "1.5", .missing("the number of labels"), 11),
  ])
  func textGrids(text: String, flaw: LabelFlaw, line: Int) {
    #expect(throws: LabelFormatError.malformed(flaw, line: line)) { try read("textgrid", text) }
  }

  @Test(arguments: [
    (
      "textgrid", gridHead + "1\n5\n4\n\"x\"",
      LabelFormatError.unclearValue("4.0", column: "xmax", line: 13)
    ),
    ("textgrid", gridHead + "1\n-5\n4\n\"x\"", .unclearValue("-5.0", column: "xmin", line: 12)),
    (
      "textgrid", gridHead + "1\n1e999\n4\n\"x\"",
      .unclearValue("1e999", column: "number", line: 12)
    ),
    ("rttm", "SPEAKER a 1 0 1 <NA> <NA>", .missingValue("name", line: 1)),
    ("rttm", "SPEAKER a 1 nan 1 <NA> <NA> x <NA>", .unclearValue("nan", column: "onset", line: 1)),
    ("rttm", "\nDANCER a 1 0 1 <NA> <NA> x", .unclearValue("DANCER", column: "type", line: 2)),
    ("rttm", "SPEAKER a 1 0 -1 <NA> <NA> x", .unclearValue("-1", column: "duration", line: 1)),
    ("ctm", "a 1 0 1", .missingValue("word", line: 1)),
    ("ctm", ";; a\na 1 0 inf x", .unclearValue("inf", column: "duration", line: 2)),
    ("lab", "1 0.5 x", .unclearValue("0.5", column: "offset", line: 1)),
    ("lab", "# a\nx", .unclearValue("x", column: "onset", line: 2)),
    ("timit", "5 x", .unclearValue("x", column: "end sample", line: 1)),
    ("timit", "5 4 x", .unclearValue("4", column: "end sample", line: 1)),
    (
      "timit", "99999999999999999999 4 x",
      .unclearValue("99999999999999999999", column: "first sample", line: 1)
    ),
    ("htk", "#!MLF!#\n\"*/a.lab\"\n5 x\n7 5 y", .unclearValue("5", column: "offset", line: 4)),
    ("htk", "#!MLF!#\n\"*/a.lab", .malformed(.unclosed("a text in quotes"), line: 2)),
    ("streaming-truth", "yes 5", .missingValue("time", line: 1)),
    ("streaming-truth", "yes, 1\nno, -5", .unclearValue("-5", column: "time", line: 2)),
    ("speech-commands", "yes/a.wav\nb.wav", .missingValue("folder", line: 2)),
    ("audiofolder", "name,label\na,b", .missingColumn("file_name")),
    (
      "audiofolder", "file_name,label,start,end\na,b,2,1",
      .unclearValue("1", column: "offset", line: 2)
    ),
    ("birdnet", "Start (s),Common name\n1,x", .missingColumn("End (s)")),
    ("birdnet", "Start (s),End (s),Common name\n0,3,a\n,,b", .missingValue("Start (s)", line: 3)),
    (
      "nemo", "{\"audio_filepath\":\"a\",\"label\":\"b\",\"offset\":1}",
      .missingValue("duration", line: 1)
    ),
    (
      "nemo", "{\"audio_filepath\":\"a\",\"label\":\"b\",\"offset\":NaN}",
      .malformed(.missing("a value"), line: 1, column: 47)
    ),
    ("nemo", "\n[1]", .notAnObject(line: 2)),
    (
      "lhotse", "{\"recording_id\":\"a\",\"text\":\"b\",\"start\":-1,\"duration\":1}",
      .unclearValue("-1", column: "start", line: 1)
    ),
    ("lhotse", "{\"id\":\"a\"", .malformed(.endsEarly("a '}'"), line: 1, column: 10)),
    (
      "lhotse", "\n{\"id\":\"a\",\"sources\":[],\"sampling_rate\":16000}",
      .malformed(.notA("supervision but a recording, which has no labels"), line: 2)
    ),
    (
      "lhotse",
      "{\"tracks\":[{\"cut\":{\"start\":-2,\"supervisions\":[{\"recording_id\":\"a\"}]}}]}",
      .unclearValue("-2", column: "start", line: 1)
    ),
    ("label-studio", "7", .malformed(.notA("list of tasks of Label Studio"), line: 1)),
    ("label-studio", "[{\"data\":{}}]", .missingValue("audio", line: 1)),
    ("label-studio", "[\n{\"data\":{\"audio\":\"a\"}},\n7]", .notAnObject(line: 3)),
    (
      "label-studio", String(repeating: "[", count: 1_000_000),
      .malformed(.tooDeep(limit: 64), line: 1, column: 65)
    ),
    ("elan", "", .malformed(.notA("XML"), line: 1, column: 1)),
    ("elan", "<a/>", .malformed(.notA("file of ELAN"), line: 1)),
    (
      "elan", "<!DOCTYPE x [<!ENTITY a \"b\">]><ANNOTATION_DOCUMENT/>",
      .malformed(.documentType, line: 1, column: 1)
    ),
    (
      "elan", "<ANNOTATION_DOCUMENT>\n&j;</ANNOTATION_DOCUMENT>",
      .malformed(.unknownEntity("j"), line: 2, column: 4)
    ),
    (
      "elan", "<ANNOTATION_DOCUMENT>\n<HEADER></TIER>",
      .malformed(.otherEnd(opened: "HEADER", closed: "TIER"), line: 2, column: 16)
    ),
    ("elan", "<ANNOTATION_DOCUMENT>\n<TIER>", .malformed(.unclosed("'TIER'"), line: 2, column: 1)),
    (
      "elan", "<ANNOTATION_DOCUMENT>" + String(repeating: "<a>", count: 100_000),
      .malformed(.tooDeep(limit: 64), line: 1, column: 211)
    ),
    (
      "elan", "<ANNOTATION_DOCUMENT><HEADER TIME_UNITS=\"PAL-frames\"/></ANNOTATION_DOCUMENT>",
      .malformed(.unknownUnit("PAL-frames"), line: 1)
    ),
    (
      "elan",
      document(#"<TIME_SLOT TIME_SLOT_ID="a" TIME_VALUE="-4"/>"#),
      .unclearValue("-4", column: "TIME_VALUE", line: 1)
    ),
    (
      "elan",
      document(
        #"<ALIGNABLE_ANNOTATION ANNOTATION_ID="a" TIME_SLOT_REF1="b" TIME_SLOT_REF2="c"/>"#),
      .malformed(.unknownReference("b"), line: 1)
    ),
    (
      "elan",
      document("\n" + #"<REF_ANNOTATION ANNOTATION_ID="a" ANNOTATION_REF="a"/>"#),
      .malformed(.circle("a"), line: 2)
    ),
  ])
  func sentencesSayWhere(id: String, text: String, error: LabelFormatError) {
    #expect(throws: error) { try read(id, text) }
    let why = error.sentence.why
    #expect(!why.contains("\n") && why.count < 200)
  }

  @Test func elanSlotsWithoutTimesLieBetweenOthers() throws {
    let labels = try read(
      "elan",
      """
      <ANNOTATION_DOCUMENT><HEADER TIME_UNITS="milliseconds"/><TIME_ORDER>
      <TIME_SLOT TIME_SLOT_ID="a" TIME_VALUE="1000"/><TIME_SLOT TIME_SLOT_ID="b"/>
      <TIME_SLOT TIME_SLOT_ID="c" TIME_VALUE="2000"/></TIME_ORDER><TIER TIER_ID="x &amp; y">
      <ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="1" TIME_SLOT_REF1="a" TIME_SLOT_REF2="b">
      <ANNOTATION_VALUE>p<![CDATA[<q>]]>&#33;</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
      <ANNOTATION><REF_ANNOTATION ANNOTATION_ID="2" ANNOTATION_REF="1">
      <ANNOTATION_VALUE>r</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION></TIER>
      </ANNOTATION_DOCUMENT>
      """)
    #expect(labels.map(\.label) == ["p<q>!", "r"])
    #expect(labels.map(\.seconds) == [1...1.5, 1...1.5])
    #expect(labels.map(\.tier) == ["x & y", "x & y"])
    #expect(labels.losses.map(\.count) == [2, 1])
  }

  @Test func everyCutOfAFileIsReadOrRefused() throws {
    var random = RandomLabels(seed: 3)
    let rows = random.rows(of: RecordingPath("yes/a.wav"), row: 1, count: 3)
    for format in FormatRegistry.all {
      let text = Array(format.init().write(rows).text.utf8)
      for end in stride(from: 0, to: text.count, by: max(1, text.count / 150)) {
        do {
          _ = try format.init().read(String(decoding: text[..<end], as: UTF8.self))
        } catch {
          #expect(!error.sentence.why.isEmpty)
        }
      }
    }
  }

  @Test func randomBytesAreReadOrRefused() throws {
    var random = RandomLabels(seed: 11)
    let words = [
      "\"", "<a ", ">", "/", "&", "{", "[", ":", ",", "\n", "\t", "1", "-", "e9", "NaN", "\u{0}",
      "é",
    ]
    for format in FormatRegistry.all {
      for _ in 0..<60 {
        let text = (0..<40).compactMap { _ in words.randomElement(using: &random) }.joined()
        do { _ = try format.init().read(text) } catch { #expect(!error.sentence.what.isEmpty) }
      }
    }
  }

  @Test(arguments: [LabelEncoding.utf8, .utf16LittleEndian, .utf16BigEndian])
  func encodingsAreToldWithAndWithoutAMark(encoding: LabelEncoding) {
    let text = "File type = \"ooTextFile\"\n개 🦉"
    for hasMark in [true, false] {
      let marked = hasMark ? "\u{feff}" + text : text
      let bytes: [UInt8] =
        switch encoding {
        case .utf8: Array(marked.utf8)
        case .utf16LittleEndian: marked.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        case .utf16BigEndian: marked.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
        }
      #expect(LabelEncoding(of: bytes) == encoding)
      #expect(LabelEncoding.text(bytes) == text)
      #expect(LabelEncoding.firstBadLine(of: bytes) == nil)
    }
    #expect(LabelEncoding.firstBadLine(of: Array("a\nb".utf8) + [0xff]) == 2)
  }
}
