import Foundation
import GRDB
import LabelStore
import Labeling
import Testing

/// A person has one annotation of a whole clip in each tier, whoever writes at the same time.
@Suite struct OneLabelTests {
  private let library: TemporaryLibrary
  private let ann: any LabelLibrary
  private let bob: any LabelLibrary
  private let clip: ID<Clip>

  init() throws {
    library = try TemporaryLibrary()
    ann = try library.open(holding: ["a.wav"])
    bob = try library.open(as: "bob")
    clip = try ann.clip("a.wav").id
    _ = try bob.library()
  }

  private func stored() throws -> [Annotation] {
    try library.open(.read).clip("a.wav").annotations
  }

  @Test func theLaterOfTwoReplacesTheOther() throws {
    let one = annotation("1", on: clip)
    let two = annotation("2", on: clip, at: 1_600_000_000)
    #expect(try ann.commit(.add(one)).isAsAsked)
    let commit = try bob.commit(.add(two))
    #expect(!commit.isAsAsked)
    #expect(commit.edit == .replace(one, with: two))
    #expect(try stored() == [two])
    #expect(try ann.history().last?.inverse == .replace(two, with: one))
    #expect(try ann.changesFromElsewhere().edits == [.replace(one, with: two)])
    // Bob learns of the first and, after it, of his own again.
    #expect(try bob.changesFromElsewhere().edits == [.add(one), .replace(one, with: two)])
    #expect(try bob.undo()?.edit == .replace(two, with: one))
    #expect(try stored() == [one])
    #expect(try bob.redo()?.edit == .replace(one, with: two))
  }

  @Test func bothWindowsShowTheSameInTheEnd() throws {
    var loaded = [try ann.library(), try bob.library()]
    var second = annotation("2", on: clip)
    loaded[0].apply(try ann.commit(.add(annotation("1", on: clip))).edit)
    loaded[1].apply(try bob.commit(.add(second)).edit)
    let old = second
    second.label = "3"
    loaded[1].apply(try bob.commit(.replace(old, with: second)).edit)
    for (one, store) in [ann, bob].enumerated() {
      for edit in try store.changesFromElsewhere().edits { loaded[one].apply(edit) }
      #expect(loaded[one].clips == (try library.open(.read).library().clips))
    }
    #expect(loaded[0].clips[0].annotations == [second])
  }

  @Test func replacingWhatIsGoneGivesWayToNobody() throws {
    let one = annotation("1", on: clip)
    let two = annotation("2", on: clip)
    var three = one
    three.label = "3"
    _ = try ann.commit(.add(one))
    _ = try bob.commit(.add(two))
    #expect(try ann.commit(.replace(one, with: three)).edit == .replace(two, with: three))
    #expect(try stored() == [three])
    var changed = three
    changed.label = "4"
    _ = try bob.commit(.replace(three, with: changed))
    #expect(try ann.commit(.replace(three, with: one)).edit == .replace(changed, with: one))
    #expect(try stored() == [one])
  }

  @Test func nobodyRemovesWhatTheyDidNotSee() throws {
    let one = annotation("1", on: clip)
    var other = one
    other.label = "2"
    _ = try ann.commit(.add(one))
    _ = try bob.commit(.replace(one, with: other))
    let before = try ann.depths()
    let commit = try ann.commit(.remove(one))
    #expect(commit.edit == .batch([]) && commit.number == 0 && commit.undoDepth == before.undo)
    #expect(!commit.isAsAsked)
    #expect(try stored() == [other])
    _ = try bob.commit(.add(annotation("3", on: clip)))
    #expect(try ann.commit(.batch([.remove(one), .remove(other)])).edit == .batch([]))
    #expect(try stored().map(\.label) == ["3"])
    #expect(try ann.history().count == 3)
  }

  @Test func takingBackDoesNotAddASecond() throws {
    _ = try ann.commit(.add(annotation("1", on: clip)))
    _ = try ann.commit(.remove(try #require(try stored().first)))
    _ = try bob.commit(.add(annotation("2", on: clip)))
    #expect(throws: LabelStoreError.changedSince(by: "bob", summary: "2")) { try ann.undo() }
    #expect(try stored().map(\.label) == ["2"])
  }

  @Test func tiersAndRegionsStandBesideEachOther() throws {
    var tiered = annotation("1", on: clip)
    tiered.tier = "birds"
    var region = annotation("2", on: clip)
    region.span = 1..<5
    let all = [annotation("0", on: clip), tiered, region]
    for one in all { #expect(try ann.commit(.add(one)).edit == .add(one)) }
    // A moment between two milliseconds and a text that is not composed are not another wish.
    let odd = annotation("cafe\u{301}", on: clip, at: 1_700_000_000.000_4)
    var new = odd
    new.tier = "more"
    #expect(try ann.commit(.add(new)).isAsAsked)
    #expect(try ann.commit(.remove(new)).isAsAsked)
    #expect(Set(try stored()) == Set(all))
    // What becomes a label of the whole takes the place of the one that was it.
    var whole = region
    whole.span = nil
    let commit = try ann.commit(.replace(region, with: whole))
    #expect(commit.edit == .batch([.remove(all[0]), .replace(region, with: whole)]))
    #expect(Set(try stored()) == [tiered, whole])
    _ = try ann.undo()
    #expect(Set(try stored()) == Set(all))
  }

  @Test func peopleStandBesideEachOther() throws {
    var folder = annotation("0", on: clip)
    folder.origin = .folder
    folder.annotator = ""
    _ = try ann.commit(.add(folder))
    let first = annotation("1", on: clip)
    // The label of nobody gives way, that of another person does not.
    #expect(try ann.commit(.add(first)).edit == .replace(folder, with: first))
    var second = annotation("2", on: clip, at: 1_700_000_001)
    second.annotator = "bob"
    #expect(try bob.commit(.add(second)).isAsAsked)
    #expect(try stored() == [first, second])
    var third = annotation("3", on: clip, at: 1_700_000_002)
    third.annotator = "bob"
    #expect(try bob.commit(.add(third)).edit == .replace(second, with: third))
    #expect(try stored() == [first, third])
    #expect(try bob.undo() != nil)
    #expect(try stored() == [first, second])
    #expect(try bob.undo() != nil)
    #expect(try stored() == [first])
    #expect(try bob.redo() != nil)
    // One person takes over what another one said.
    var taken = second
    taken.annotator = "ann"
    #expect(
      try ann.commit(.replace(second, with: taken)).edit
        == .batch([.remove(first), .replace(second, with: taken)]))
    #expect(try stored() == [taken])
    #expect(try ann.undo() != nil)
    #expect(try stored() == [first, second])
  }

  @Test func flagsAreNoLabelsAndNoClasses() throws {
    _ = try ann.commit(.add(annotation("dog", on: clip)))
    var flag = annotation(ClipFlag.badAudio.rawValue, on: clip, at: 1_700_000_001)
    flag.tier = ReservedTier.flag
    var again = annotation("cat", on: clip, at: 1_700_000_002)
    again.tier = ReservedTier.secondLook
    for one in [flag, again] { #expect(try ann.commit(.add(one)).isAsAsked) }
    let library = try library.open(.read).library()
    #expect(library.clips[0].label == "dog" && library.clips[0].flags == [flag])
    #expect(library.labels.names == ["dog", "cat"] && library.labelledCount == 1)
    var decision = annotation("owl", on: clip, at: 1_600_000_000)
    decision.tier = ReservedTier.decision
    _ = try ann.commit(.add(decision))
    #expect(try ann.clip("a.wav").label == "owl")
    // What only a flag was called may become a class.
    _ = try bob.commit(.add(annotation(ClipFlag.badAudio.rawValue, on: clip, at: 1_700_000_003)))
    #expect(try ann.library().labels.names == ["dog", "cat", "owl", "bad audio"])
  }

  @Test func theTableHoldsOne() throws {
    _ = try ann.commit(.add(annotation("1", on: clip)))
    let queue = try DatabaseQueue(path: library.path)
    #expect(throws: DatabaseError.self) {
      try queue.write { database in
        try database.execute(
          sql: """
            INSERT INTO annotations (uuid, clip_id, label_id, tier, origin, annotator, created)
            SELECT randomblob(16), clip_id, label_id, '', origin, annotator, created
            FROM annotations
            """)
      }
    }
  }
}
