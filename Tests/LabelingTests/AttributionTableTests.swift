import Foundation
import Labeling
import Testing

@Suite struct AttributionTableTests {
  private let esc50 = """
    filename,fold,target,category
    1-100032-A-0.flac,1,0,dog
    sub/2-1-A-1.flac,2,1,rooster
    """

  @Test func aTableWithNamedColumns() throws {
    let columns = try TableColumns("path=filename,label=category,group=fold")
    let table = try AttributionTable(esc50, columns: columns)
    #expect(table.count == 2)
    let dog = Attribution(label: "dog", group: "1", origin: .imported(format: "csv"))
    for path in ["1-100032-A-0.flac", "audio/1-100032-A-0.flac", "./x/y/1-100032-A-0.flac"] {
      #expect(table.attribution(of: RecordingPath(path)) == dog)
    }
    #expect(table.attribution(of: RecordingPath("x/sub/2-1-A-1.flac"))?.label == "rooster")
    #expect(table.attribution(of: RecordingPath("2-1-A-1.flac")) == nil)
    #expect(table.attribution(of: RecordingPath("other.flac")) == nil)
  }

  @Test func metadataHasUsualNames() throws {
    let table = try AttributionTable("file_name\tlabel\tsplit\n./d/a.wav\tyes\ttest\nb.wav\t\t\n")
    let a = table.attribution(of: RecordingPath("d/a.wav"))
    #expect(a?.label == "yes" && a?.split == "test")
    let b = table.attribution(of: RecordingPath("b.wav"))
    #expect(b != nil && b?.label == nil)
    #expect(
      try AttributionTable(esc50).attribution(of: RecordingPath("1-100032-A-0.flac"))?.group == "1")
  }

  @Test func theFirstOfContradictingLinesHolds() throws {
    let table = try AttributionTable("path,label\na.wav,yes\na.wav,no\nb.wav,yes\nb.wav,yes")
    #expect(table.attribution(of: RecordingPath("a.wav"))?.label == "yes")
    #expect(table.contradictions == ["a.wav"])
  }

  @Test func composedAndDecomposedNamesAreTheSame() throws {
    let table = try AttributionTable("path,label\nd/caf\u{e9}.wav,yes")
    #expect(table.attribution(of: RecordingPath("d/cafe\u{301}.wav"))?.label == "yes")
  }

  @Test(arguments: [
    ("path", AttributionTableError.notAColumn("path")),
    ("path=a,name=b", .notAColumn("name=b")), ("path=a,path=b", .notAColumn("path=b")),
    ("path=,label=a", .notAColumn("path=")), ("label=a", .tooFewColumns),
    ("path=a", .tooFewColumns), ("", .notAColumn("")),
  ])
  func wrongChoicesSayWhy(text: String, error: AttributionTableError) {
    #expect(throws: error) { try TableColumns(text) }
  }

  @Test func wrongTablesSayWhy() throws {
    let names = ["filename", "fold", "target", "category"]
    #expect(throws: AttributionTableError.missingColumn("class", names)) {
      try AttributionTable(esc50, columns: TableColumns(path: "filename", label: "class"))
    }
    #expect(throws: AttributionTableError.noUsualColumns(["a", "b"])) {
      try AttributionTable("a,b\n1,2")
    }
    #expect(throws: AttributionTableError.noUsualColumns([])) { try AttributionTable("") }
    #expect(throws: AttributionTableError.noPath(line: 3)) {
      try AttributionTable("path,label\na.wav,yes\n,no")
    }
    #expect(throws: AttributionTableError.table(.unclosedQuote(line: 2))) {
      try AttributionTable("path,label\n\"a")
    }
    let sentence = AttributionTableError.missingColumn("class", ["a", "b\u{1b}"]).sentence
    #expect(sentence.why == #"it has no column "class" among "a", "b\u001b""#)
  }
}
