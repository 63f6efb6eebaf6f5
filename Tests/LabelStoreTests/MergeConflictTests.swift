import Foundation
import LabelStore
import Labeling
import Testing

@Suite struct MergeConflictTests {
  /// Two copies of a library in which the first clip has a region.
  private func copies() throws -> (ours: LabelStore, theirs: LabelStore, bell: Annotation) {
    let (one, other) = (try TemporaryLibrary(), try TemporaryLibrary())
    let first = try one.open(holding: ["a.wav", "b.wav"])
    var bell = annotation("bell", on: try first.clip("a.wav").id)
    bell.span = 100..<200
    _ = try first.commit(.add(bell))
    try first.close()
    try FileManager.default.copyItem(atPath: one.path, toPath: other.path)
    return (try one.openFile(), try other.openFile(as: "bob"), bell)
  }

  @Test func regionsThatBothChangedWaitForADecision() throws {
    let (ours, theirs, bell) = try copies()
    var (own, other) = (bell, bell)
    own.span = 100..<250
    other.span = 90..<200
    _ = try ours.commit(.replace(bell, with: own))
    _ = try theirs.commit(.replace(bell, with: other))
    let (report, _) = try ours.merge(theirs.path)
    #expect(report.conflicts.map(\.kind) == [.changed] && report.added == 1)
    var clip = try ours.clip("a.wav")
    #expect(clip.isDisputed && clip.conflicts.count == 1 && !clip.isLabelled)
    let conflict = try #require(clip.conflicts.first)
    let dispute = try #require(LibraryDispute(conflict))
    #expect(dispute.ours == bell.id && conflict.note == "here bell (ann), there bell (ann)")
    #expect(try ours.library().labels.names == ["bell"])
    // Again, and on the other side.
    #expect(try ours.merge(theirs.path).commit.number == 0)
    _ = try theirs.merge(ours.path)
    #expect(try theirs.clip("a.wav").conflicts.count == 1)
    // The decision takes the other region and the conflict, there too.
    _ = try ours.commit(
      .batch(dispute.edits(of: clip, forOurs: true) + [.remove(conflict)]))
    clip = try ours.clip("a.wav")
    #expect(clip.annotations == [own] && !clip.isDisputed)
    _ = try theirs.merge(ours.path)
    #expect(try theirs.clip("a.wav").annotations.map(\.span) == [100..<250])
    #expect(try !theirs.clip("a.wav").isDisputed)
  }

  @Test func oneTookAwayWhatTheOtherChanged() throws {
    let (ours, theirs, bell) = try copies()
    var other = bell
    other.label = "horn"
    _ = try ours.commit(.remove(bell))
    _ = try theirs.commit(.replace(bell, with: other))
    #expect(try ours.merge(theirs.path).report.conflicts.map(\.kind) == [.removed])
    let clip = try ours.clip("a.wav")
    let dispute = try #require(clip.conflicts.first.flatMap { LibraryDispute($0) })
    #expect(dispute.ours == nil && dispute.theirs == bell.id)
    #expect(dispute.edits(of: clip, forOurs: false).isEmpty)
    #expect(dispute.edits(of: clip, forOurs: true) == [.remove(other)])
    // One undo takes the merge back, conflict and all.
    _ = try ours.undo()
    #expect(try ours.clip("a.wav").annotations.isEmpty)
  }

  @Test func bothGaveOtherLimits() throws {
    let (ours, theirs, _) = try copies()
    let clip = try ours.clip("a.wav").id
    _ = try ours.commit(.trim(clip: clip, from: nil, to: 0..<500))
    _ = try theirs.commit(.trim(clip: clip, from: nil, to: 50..<600))
    #expect(try ours.merge(theirs.path).report.conflicts.map(\.kind) == [.trimmed])
    let here = try ours.clip("a.wav")
    let dispute = try #require(here.conflicts.first.flatMap { LibraryDispute($0) })
    #expect(dispute.theirLimits == 50..<600)
    #expect(
      dispute.edits(of: here, forOurs: false) == [.trim(clip: clip, from: 0..<500, to: 50..<600)])
    #expect(dispute.edits(of: here, forOurs: true).isEmpty)
  }

  @Test func onePersonWhoSaidTwoThingsIsAskedToo() throws {
    let (ours, theirs, _) = try copies()
    let clip = try ours.clip("b.wav").id
    _ = try ours.commit(.add(annotation("cat", on: clip)))
    _ = try theirs.commit(.add(annotation("dog", on: clip, at: 1_700_000_050)))
    _ = try ours.merge(theirs.path)
    let merged = try ours.clip("b.wav")
    #expect(merged.isDisputed && merged.conflicts.isEmpty)
    #expect(merged.opinions.map(\.speaker) == ["ann", "ann, merged"])
    #expect(merged.opinions.map(\.text) == ["cat", "dog"])
    // Neither side gets anything the second time.
    #expect(try ours.merge(theirs.path).commit.number == 0)
    #expect(try ours.clip("b.wav").annotations == merged.annotations)
    _ = try theirs.merge(ours.path)
    let there = try theirs.clip("b.wav")
    #expect(there.opinions.map(\.text).sorted() == ["cat", "dog"])
    _ = try theirs.merge(ours.path)
    _ = try ours.merge(theirs.path)
    #expect(try theirs.clip("b.wav").annotations == there.annotations)
    #expect(try ours.clip("b.wav").annotations == merged.annotations)
  }

  @Test func severalLabelsAreKeptAndUndone() throws {
    let (ours, _, _) = try copies()
    let labels = try ours.library().labels
    var several = labels
    several.isMultiple = true
    _ = try ours.commit(.labelSet(from: labels, to: several))
    #expect(try ours.library().labels.isMultiple)
    let clip = try ours.clip("b.wav").id
    var further = annotation("dog", on: clip)
    further.tier = ReservedTier.further("dog")
    _ = try ours.commit(.batch([.add(annotation("cat", on: clip)), .add(further)]))
    #expect(try ours.clip("b.wav").labels == ["cat", "dog"])
    _ = try ours.undo()
    _ = try ours.undo()
    #expect(try !ours.library().labels.isMultiple)
    _ = try ours.redo()
    #expect(try ours.library().labels.isMultiple)
  }
}
