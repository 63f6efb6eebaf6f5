import Foundation
import Labeling
import Testing

@Suite struct LibraryTests {
  @Test func theInverseOfAnEditTakesItBack() throws {
    let start = SampleLibrary.library
    let clip = start.clips[0]
    let old = clip.annotations[0]
    var new = old
    new.label = "other"
    let added = Annotation(
      id: UUID(), clip: start.clips[1].id, label: "more", origin: .person, annotator: "ann",
      created: Date())
    let edits: [LibraryEdit] = [
      .add(added), .remove(old), .replace(old, with: new),
      .batch([.add(added), .replace(old, with: new), .remove(new), .batch([.remove(added)])]),
    ]
    for edit in edits {
      var library = start
      library.apply(edit)
      if edit != edits[3] { #expect(library.clips != start.clips) }
      library.apply(edit.inverse)
      #expect(library.clips == start.clips)
      #expect(library.labelledCount == start.labelledCount)
      #expect(edit.inverse.inverse == edit)
      let text = try JSONEncoder().encode(edit)
      #expect(try JSONDecoder().decode(LibraryEdit.self, from: text) == edit)
    }
  }

  @Test func countsOfLabelsFollowEveryEdit() {
    var library = SampleLibrary.library
    let start = library.labelCounts
    let old = library.clips[0].annotations[0]
    var new = old
    new.label = "other"
    let edits: [LibraryEdit] = [.replace(old, with: new), .remove(new), .add(old)]
    for edit in edits {
      library.apply(edit)
      let wanted = Dictionary(
        library.clips.compactMap(\.label).map { ($0, 1) }, uniquingKeysWith: +)
      #expect(library.labelCounts == wanted)
      #expect(library.labelledCount == wanted.values.reduce(0, +))
    }
    #expect(library.labelCounts == start)
  }

  @Test func aPathIsSearchedWithoutCapitals() {
    let path = RecordingPath("Birds/Blackbird_03.WAV")
    for text in ["birds/", "blackbird", "03.wav", ""] { #expect(path.contains(lowercased: text)) }
    for text in ["blackbirds", "x", "birds/blackbird_03.wav.flac"] {
      #expect(!path.contains(lowercased: text))
    }
    #expect(RecordingPath("Käuzchen/Ä1.wav").contains(lowercased: "ä1"))
    #expect(RecordingPath("Käuzchen/Ä1.wav").contains(lowercased: "chen"))
    #expect(!RecordingPath("abc.wav").contains(lowercased: "ä"))
  }

  @Test func theNewestOfSeveralLabelsCounts() {
    let id = ID<Clip>(row: 1)
    func annotation(_ label: String, _ seconds: Double) -> Annotation {
      Annotation(
        id: UUID(), clip: id, label: label, origin: .person, annotator: "",
        created: Date(timeIntervalSince1970: seconds))
    }
    let recording = Recording(id: ID(row: 1), path: RecordingPath("a.wav"))
    var library = Library(clips: [Clip(id: id, recording: recording)])
    #expect(library.labelledCount == 0)
    let late = annotation("late", 2)
    library.apply(.batch([.add(late), .add(annotation("early", 1))]))
    #expect(library.clips[0].label == "late")
    #expect(library.labelledCount == 1)
    library.apply(.remove(late))
    #expect(library.clips[0].label == "early")
    #expect(library.labels.names == ["late", "early"])
  }

  @Test func regionsOfOneMomentStandInTheOrderOfTheirOnsets() {
    var onsets = (0..<40).map { $0 * 100 }
    onsets.shuffle()
    let regions = onsets.map { SampleLibrary.annotation("x", span: $0..<($0 + 50)) }
    let whole = SampleLibrary.annotation("x")
    var library = SampleLibrary.oneClip(rate: 8000, [])
    library.apply(.batch((regions + [whole]).map { .add($0) }))
    #expect(
      library.clips[0].annotations.map { $0.span?.lowerBound } == [nil] + onsets.sorted())
    #expect(regions.sorted { $0.isOlder(than: $1) }.map(\.span?.lowerBound) == onsets.sorted())
  }

  @Test func summariesSayWhatAndHowMuch() {
    let first = SampleLibrary.library.clips[0].annotations[0]
    let second = SampleLibrary.library.clips[2].annotations[0]
    #expect(LibraryEdit.add(first).summary == "yes")
    #expect(LibraryEdit.batch([.add(first), .add(second)]).summary == "yes on 2 clips")
    #expect(LibraryEdit.remove(first).summary == "label cleared")
    var (noted, moved) = (first, first)
    noted.note = "faint"
    moved.span = 10..<20
    #expect(LibraryEdit.replace(first, with: noted).summary == "note of yes")
    #expect(LibraryEdit.batch([.replace(first, with: moved)]).summary == "yes moved")
    noted.attributes = ["sex": "f"]
    #expect(LibraryEdit.replace(first, with: noted).summary == "attributes of yes")
    #expect(
      LibraryEdit.batch([.add(first), .add(second)]).subjects
        == [.annotation(first.id), .annotation(second.id)])
  }
}
