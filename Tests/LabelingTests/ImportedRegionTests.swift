import Foundation
import Labeling
import Testing

/// What becomes of an imported region where the same one is there already.
@Suite struct ImportedRegionTests {
  private static let now = Date(timeIntervalSince1970: 1_700_000_000)

  private let clip = Clip(
    id: ID(row: 1),
    recording: Recording(
      id: ID(row: 1), path: RecordingPath("a.wav"), sampleRate: 8000, sampleCount: 8000))

  private func region(
    by annotator: String?, note: String? = nil, confidence: Float? = nil
  ) -> ImportedLabel {
    var label = ImportedLabel(line: 1, path: nil, label: "dog")
    label.seconds = 0.1...0.2
    label.annotator = annotator
    label.note = note
    label.confidence = confidence
    return label
  }

  /// The clip with labels taken, and how that went.
  private func take(_ labels: [ImportedLabel], _ clip: Clip) throws -> (Clip, LabelImport) {
    let edit = LabelImport(
      labels.map { ($0, clip) }, origin: .imported(format: "csv"), now: Self.now
    ) { UUID() }
    var library = Library(clips: [clip])
    edit.edits.forEach { library.apply($0) }
    return (try #require(library[clip.id]), edit)
  }

  @Test func everybodysRegionIsKept() throws {
    let labels = [region(by: "ann"), region(by: "bob", note: "faint", confidence: 0.5)]
    let (first, _) = try take([labels[0]], clip)
    let (both, edit) = try take([labels[1]], first)
    #expect(both.annotations.map(\.annotator).sorted() == ["ann", "bob"])
    #expect(edit.unchanged == 0 && edit.changed == 0)
    #expect(both.annotations.first { $0.annotator == "bob" }?.note == "faint")
    let (same, again) = try take(labels, both)
    #expect(same == both && again.edits.isEmpty && again.unchanged == 2)
  }

  @Test func whatThePersonSaysNowCounts() throws {
    let (first, _) = try take([region(by: "ann", note: "faint", confidence: 0.5)], clip)
    let new = region(by: "ann", note: "loud", confidence: 0.75)
    let (changed, edit) = try take([new], first)
    #expect(edit.changed == 1 && edit.edits.count == 1)
    #expect(changed.annotations.map(\.note) == ["loud"])
    #expect(changed.annotations[0].confidence == 0.75)
    #expect(changed.annotations[0].id == first.annotations[0].id)
    #expect(try take([new], changed).1.edits.isEmpty)
  }

  @Test func whatNobodySignedIsAnybodys() throws {
    let (first, _) = try take([region(by: "ann", note: "faint")], clip)
    #expect(try take([region(by: nil)], first).1.unchanged == 1)
    let (more, edit) = try take([region(by: nil, confidence: 0.5)], first)
    #expect(edit.changed == 1 && more.annotations.count == 1)
    #expect(more.annotations[0].annotator == "ann" && more.annotations[0].note == "faint")
    // What contradicts somebody is another opinion.
    let (two, _) = try take([region(by: nil, note: "loud")], first)
    #expect(two.annotations.compactMap(\.note).sorted() == ["faint", "loud"])
    #expect(try take([region(by: nil, note: "loud")], two).1.edits.isEmpty)
  }

  @Test func twoRowsOfAFileStayTwo() throws {
    let labels = [region(by: "ann", note: "a"), region(by: "ann", note: "b")]
    let (both, _) = try take(labels, clip)
    #expect(both.annotations.compactMap(\.note).sorted() == ["a", "b"])
    #expect(try take(labels, both).1.edits.isEmpty)
  }

  @Test func aWholeClipsLabelGetsItsNewNote() throws {
    func whole(_ note: String, by annotator: String) -> ImportedLabel {
      var label = ImportedLabel(line: 1, path: nil, label: "dog")
      label.annotator = annotator
      label.note = note
      return label
    }
    let (first, _) = try take([whole("a", by: "ann")], clip)
    let (second, _) = try take([whole("b", by: "ann"), whole("c", by: "bob")], first)
    #expect(second.annotations.count == 2)
    #expect(second.annotations.compactMap(\.note).sorted() == ["b", "c"])
    #expect(
      try take([whole("b", by: "ann"), whole("c", by: "bob")], second).1.edits.isEmpty)
  }

  @Test func allFrequenciesAreNoBox() throws {
    var label = region(by: nil)
    label.hertz = 0...4000
    #expect(try take([label], clip).0.annotations.map(\.hertz) == [nil])
    label.hertz = 0...3999
    #expect(try take([label], clip).0.annotations.map(\.hertz) == [0...3999])
  }

  @Test func rowsThatAreNotTakenAreTold() throws {
    var late = region(by: nil)
    late.seconds = 2...3
    let (_, edit) = try take([region(by: nil), late], clip)
    #expect(edit.leftOut.map(\.place) == [1])
    #expect(edit.leftOut.map(\.why) == [LabelImport.beyondEnd])
  }
}
