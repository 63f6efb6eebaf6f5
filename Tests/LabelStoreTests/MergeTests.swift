import Foundation
import LabelStore
import Labeling
import Testing

@Suite struct MergeTests {
  private let names = ["a.wav", "b.wav", "c.wav"]

  /// Two copies of a library in which the first clip is a dog.
  private func copies() throws -> (ours: LabelStore, theirs: LabelStore, dog: Annotation) {
    let (one, other) = (try TemporaryLibrary(), try TemporaryLibrary())
    let first = try one.open(holding: names)
    let dog = annotation("dog", on: try first.clip("a.wav").id)
    _ = try first.commit(.add(dog))
    try first.close()
    try FileManager.default.copyItem(atPath: one.path, toPath: other.path)
    return (try one.openFile(), try other.openFile(as: "bob"), dog)
  }

  private func bobs(_ label: String, on clip: ID<Clip>) -> Annotation {
    Annotation(
      id: UUID(), clip: clip, label: label, origin: .person, annotator: "bob",
      created: Date(timeIntervalSince1970: 1_700_000_100))
  }

  @Test func whatOneSideChangedCounts() throws {
    let (ours, theirs, dog) = try copies()
    var cat = dog
    cat.label = "cat"
    let clips = try ours.library().clips.map(\.id)
    _ = try ours.commit(.add(annotation("owl", on: clips[1])))
    _ = try theirs.commit(.replace(dog, with: cat))
    _ = try theirs.commit(.add(bobs("fox", on: clips[2])))
    let (report, commit) = try ours.merge(theirs.path)
    #expect(report.added == 1 && report.changed == 1 && report.removed == 0)
    #expect(report.conflicts.isEmpty && report.entries == 2 && report.read == 2)
    #expect(try ours.labels() == ["a.wav": "cat", "b.wav": "owl", "c.wav": "fox"])
    #expect(commit.undoDepth == 3)
    // Again, and the way back.
    let again = try ours.merge(theirs.path)
    #expect(again.commit.number == 0 && again.report.entries == 0)
    #expect(again.report.unchanged == 2)
    let back = try theirs.merge(ours.path).report
    #expect(back.added == 1 && back.changed == 0 && back.conflicts.isEmpty)
    #expect(try theirs.labels() == ours.labels())
    #expect(try theirs.library().clips == ours.library().clips)
  }

  @Test func whatOneSideTookAwayGoes() throws {
    let (ours, theirs, dog) = try copies()
    _ = try theirs.commit(.remove(dog))
    #expect(try ours.merge(theirs.path).report.removed == 1)
    #expect(try ours.labels()["a.wav"] == "-")
    // What was taken away here does not come back.
    let (mine, others, same) = try copies()
    _ = try mine.commit(.remove(same))
    #expect(try mine.merge(others.path).report.unchanged == 1)
    #expect(try mine.labels()["a.wav"] == "-")
  }

  @Test func whatBothChangedStaysTwice() throws {
    let (ours, theirs, dog) = try copies()
    var (cat, fox) = (dog, dog)
    cat.label = "cat"
    fox.label = "fox"
    fox.annotator = "bob"
    _ = try ours.commit(.replace(dog, with: cat))
    _ = try theirs.commit(.replace(dog, with: fox))
    let report = try ours.merge(theirs.path).report
    #expect(report.conflicts.map(\.kind) == [.changed])
    #expect(report.conflicts.first?.ours == cat && report.conflicts.first?.theirs?.label == "fox")
    let said = try ours.clip("a.wav").annotations
    #expect(Set(said.map(\.label)) == ["cat", "fox"])
    #expect(Set(said.map(\.annotator)) == ["ann", "bob"] && said.allSatisfy { $0.tier == nil })
    #expect(try ours.merge(theirs.path).commit.number == 0)
    _ = try theirs.merge(ours.path)
    #expect(
      Set(try theirs.clip("a.wav").annotations.map(\.label)) == ["cat", "fox"])
    #expect(try ours.merge(theirs.path).report.conflicts.isEmpty)
  }

  @Test func onePersonsTwoLabelsStayInTwoTiers() throws {
    let (ours, theirs, _) = try copies()
    let clip = try ours.clip("b.wav").id
    _ = try ours.commit(.add(annotation("cat", on: clip)))
    _ = try theirs.commit(.add(annotation("fox", on: clip)))
    #expect(try ours.merge(theirs.path).report.conflicts.map(\.kind) == [.labelled])
    let said = try ours.clip("b.wav").annotations
    #expect(Set(said.map { $0.label + ($0.tier ?? "") }) == ["cat", "foxmerged"])
  }

  @Test func aRemovalAndAChangeKeepTheChange() throws {
    let (ours, theirs, dog) = try copies()
    var cat = dog
    cat.label = "cat"
    _ = try ours.commit(.remove(dog))
    _ = try theirs.commit(.replace(dog, with: cat))
    #expect(try ours.merge(theirs.path).report.conflicts.map(\.kind) == [.removed])
    #expect(try ours.labels()["a.wav"] == "cat")
  }

  @Test func aMergeIsTakenBackAndDoneAgain() throws {
    let (ours, theirs, dog) = try copies()
    var cat = dog
    cat.label = "cat"
    _ = try theirs.commit(.replace(dog, with: cat))
    let before = try ours.library().clips
    _ = try ours.merge(theirs.path)
    #expect(try ours.undo()?.kind == .undo)
    #expect(try ours.library().clips == before)
    #expect(try ours.merge(theirs.path).report.changed == 1)
    #expect(try ours.labels()["a.wav"] == "cat")
  }

  @Test func librariesWithoutACommonPastMeetByTheirPaths() throws {
    let one = try TemporaryLibrary().openFile()
    try one.reconcile(["yes/a.wav", "no/b.wav"])
    let library = try TemporaryLibrary()
    let other = try library.open(holding: ["yes/a.wav", "no/b.wav", "no/d.wav"], as: "bob")
    let old = try #require(try other.clip("yes/a.wav").wholeAnnotation)
    var new = bobs("maybe", on: old.clip)
    new = new.moved(to: old.clip, id: old.id)
    _ = try other.commit(.replace(old, with: new))
    let report = try one.merge(other.path).report
    #expect(report.changed == 1 && report.added == 1 && report.unchanged == 1)
    #expect(report.recordings.map(\.text) == ["no/d.wav"])
    #expect(report.conflicts.isEmpty)
    #expect(
      try one.labels() == ["yes/a.wav": "maybe", "no/b.wav": "no", "no/d.wav": "no"])
    #expect(try one.clip("no/d.wav").recording.state == .missing)
    // A scan that finds it takes it for the same.
    try one.reconcile(["yes/a.wav", "no/b.wav", "no/d.wav"])
    #expect(try one.library().clips.count == 3)
    #expect(try one.clip("no/d.wav").recording.state != .missing)
  }

  @Test func newClipsAndLimitsCome() throws {
    let (ours, theirs, _) = try copies()
    var random = SeededRandom(state: 3)
    let clip = try theirs.clip("c.wav")
    let new = NewClip(of: clip.recording.id, span: 5..<10, using: &random)
    _ = try theirs.commit(.batch([.trim(clip: clip.id, from: nil, to: 0..<5), .addClip(new)]))
    _ = try theirs.commit(.add(bobs("fox", on: new.clip)))
    _ = try ours.merge(theirs.path)
    let spans = try ours.library().clips.filter { $0.recording.path.text == "c.wav" }
    #expect(spans.map(\.span) == [0..<5, 5..<10] && spans.map(\.label) == [nil, "fox"])
    #expect(try ours.merge(theirs.path).commit.number == 0)
    _ = try ours.undo()
    #expect(try ours.clip("c.wav").span == nil)
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func nothingIsLostHoweverTheyDiverged(seed: UInt64) throws {
    let (ours, theirs, _) = try copies()
    let stores = [ours, theirs]
    for (place, store) in stores.enumerated() {
      var edits = RandomEdits(
        seed: seed + UInt64(place) * 50, annotator: ["ann", "bob"][place], makesClips: false)
      for _ in 0..<25 { _ = try store.commit(edits.edit(try store.library())) }
    }
    let said = try stores.map { try $0.library().clips.map { $0.annotations.map(\.label) } }
    let report = try ours.merge(theirs.path).report
    let merged = Set(try ours.library().clips.flatMap(\.annotations))
    #expect(report.read == said[1].joined().count)
    for conflict in report.conflicts {
      for said in [conflict.ours, conflict.theirs] {
        #expect(said.map { merged.contains($0) } ?? [.removed, .trimmed].contains(conflict.kind))
      }
    }
    #expect(try ours.merge(theirs.path).commit.number == 0)
    _ = try theirs.merge(ours.path)
    #expect(try theirs.merge(ours.path).commit.number == 0)
    #expect(try ours.merge(theirs.path).commit.number == 0)
    #expect(
      try theirs.library().clips.map { Set($0.annotations.map(\.id)) }
        == ours.library().clips.map { Set($0.annotations.map(\.id)) })
  }
}
