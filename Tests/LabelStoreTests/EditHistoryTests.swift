import Foundation
import LabelStore
import Labeling
import Testing

@Suite struct EditHistoryTests {
  private let names = ["yes/a.wav", "no/b.wav", "c.wav", "d.wav"]

  @Test(arguments: [1, 2, 3] as [UInt64])
  func randomEditsAreOnDiskAndUndoLeadsBack(seed: UInt64) throws {
    let library = try TemporaryLibrary()
    var store = try library.open(holding: names)
    let start = try store.library()
    var loaded = start
    var states = [start]
    var edits = RandomEdits(seed: seed, annotator: "ann")
    for step in 0..<40 {
      let edit = edits.edit(loaded)
      let commit = try store.commit(edit)
      loaded.apply(commit.edit)
      #expect(try store.library().clips == loaded.clips)
      if commit.number > 0 { states.append(loaded) }
      if step == 20 {
        try store.close()
        store = try library.open()
      }
    }
    let count = states.count - 1
    #expect(try store.depths() == (undo: count, redo: 0))
    for state in states.dropLast().reversed() {
      let commit = try #require(try store.undo())
      #expect(commit.kind == .undo)
      #expect(try store.library().clips == state.clips)
    }
    #expect(try store.undo() == nil)
    try store.close()
    store = try library.open()
    #expect(try store.depths() == (undo: 0, redo: count))
    for state in states.dropFirst() {
      let commit = try #require(try store.redo())
      #expect(commit.kind == .redo)
      #expect(try store.library().clips == state.clips)
    }
    #expect(try store.redo() == nil)
  }

  @Test func applyingWhatUndoReturnsLeadsToWhatIsOnDisk() throws {
    let store = try TemporaryLibrary().open(holding: names)
    var loaded = try store.library()
    var edits = RandomEdits(seed: 9, annotator: "ann")
    for _ in 0..<20 { loaded.apply(try store.commit(edits.edit(loaded)).edit) }
    for _ in 0..<10 { loaded.apply(try #require(try store.undo()).edit) }
    for _ in 0..<5 { loaded.apply(try #require(try store.redo()).edit) }
    #expect(try store.library().clips == loaded.clips)
  }

  @Test func theHistorySaysWhoWhenAndWhat() throws {
    let store = try TemporaryLibrary().open(holding: names)
    let clip = try store.clip("c.wav").id
    let before = Date()
    let add = LibraryEdit.add(annotation("dog", on: clip))
    let first = try store.commit(add)
    _ = try store.undo()
    let entries = try store.history()
    try #require(entries.count == 2)
    #expect(entries[0].number == first.number)
    #expect(entries.map(\.author) == ["ann", "ann"])
    #expect(entries.map(\.kind) == [.edit, .undo])
    #expect(entries[0].edit == add)
    #expect(entries[0].inverse == add.inverse)
    #expect(entries[0].isUndone)
    #expect(entries[1].undoes == entries[0].number)
    #expect(entries.map(\.summary) == ["dog", "dog"])
    #expect(abs(entries[0].at.timeIntervalSince(before)) < 5)
    #expect(entries[0].at == Timestamp.rounded(entries[0].at))
  }

  @Test func aNewEditEndsWhatCanBeDoneAgain() throws {
    let store = try TemporaryLibrary().open(holding: names)
    let clip = try store.clip("c.wav").id
    _ = try store.commit(.add(annotation("dog", on: clip)))
    #expect(try store.undo()?.redoDepth == 1)
    #expect(try store.commit(.add(annotation("cat", on: clip))).redoDepth == 0)
    #expect(try store.redo() == nil)
    #expect(try store.labels()["c.wav"] == "cat")
  }

  @Test func aFolderLabelIsConfirmedByOneRow() throws {
    let store = try TemporaryLibrary().open(holding: names)
    let clip = try store.clip("yes/a.wav")
    let old = try #require(clip.wholeAnnotation)
    #expect(old.origin == .folder)
    #expect(try store.history().isEmpty)
    var new = old
    new.origin = .person
    new.annotator = "ann"
    _ = try store.commit(.replace(old, with: new))
    #expect(try store.history().count == 1)
    #expect(try store.clip("yes/a.wav").annotations == [new])
  }

  @Test func anEditThatChangesNothingLeavesNoRow() throws {
    let store = try TemporaryLibrary().open(holding: names)
    let dog = annotation("dog", on: try store.clip("c.wav").id)
    #expect(try store.commit(.remove(dog)).number == 0)
    _ = try store.commit(.add(dog))
    #expect(try store.commit(.add(dog)).number == 0)
    #expect(try store.history().count == 1)
  }

  @Test func aBatchIsWholeOrNotAtAll() throws {
    let store = try TemporaryLibrary().open(holding: names)
    let dog = annotation("dog", on: try store.clip("c.wav").id)
    #expect(throws: LabelStoreError.unknownClip) {
      try store.commit(.batch([.add(dog), .add(annotation("cat", on: ID(row: 999)))]))
    }
    #expect(try store.labels()["c.wav"] == "-")
    #expect(try store.history().isEmpty)
    #expect(try store.commit(.add(dog)).undoDepth == 1)
  }
}
