import Foundation
import LabelStore
import Labeling
import Testing

@Suite struct UndoAnyTests {
  private let names = ["a.wav", "b.wav"]

  @Test func anEditInTheMiddleIsTakenBackAndDoneAgain() throws {
    let store = try TemporaryLibrary().open(holding: names)
    let clips = try store.library().clips.map(\.id)
    let first = try store.commit(.add(annotation("dog", on: clips[0])))
    _ = try store.commit(.add(annotation("cat", on: clips[1])))
    let undo = try #require(try store.undo(first.number))
    #expect(undo.kind == .undo && undo.number == 3)
    #expect(try store.labels() == ["a.wav": "-", "b.wav": "cat"])
    #expect(try store.history().map(\.isUndone) == [true, false, false])
    #expect(try store.undo(first.number) == nil && store.undo(99) == nil)
    // The number of the step stands for the edit.
    #expect(try store.redo(undo.number)?.kind == .redo)
    #expect(try store.labels() == ["a.wav": "dog", "b.wav": "cat"])
    #expect(try store.redo(first.number) == nil)
  }

  @Test func whatLaterEditsNeedStays() throws {
    let library = try TemporaryLibrary()
    let ann = try library.open(holding: names)
    let bob = try library.open(as: "bob")
    let dog = annotation("dog", on: try ann.clip("a.wav").id)
    var (cat, owl) = (dog, dog)
    cat.label = "cat"
    owl.label = "owl"
    let first = try ann.commit(.add(dog))
    let second = try bob.commit(.replace(dog, with: cat))
    let third = try ann.commit(.replace(cat, with: owl))
    #expect(
      throws: LabelStoreError.neededBy(
        edit: first.number, number: third.number, author: "ann", summary: "owl", others: 1)
    ) { try ann.undo(first.number) }
    #expect(try ann.history().allSatisfy { !$0.isSuperseded })
    #expect(try ann.undo(third.number) != nil)
    // Everybody may take back what somebody else did, and do it again.
    #expect(try ann.undo(second.number) != nil)
    #expect(try ann.labels()["a.wav"] == "dog")
    #expect(try ann.depths().redo == 2)
    #expect(try ann.redo()?.edit == second.edit)
    #expect(try ann.undo(second.number) != nil)
    #expect(try ann.undo(first.number) != nil)
    #expect(try ann.labels()["a.wav"] == "-")
    #expect(throws: LabelStoreError.self) { try bob.redo(second.number) }
  }

  @Test func theHistoryComesInPieces() throws {
    let store = try TemporaryLibrary().open(holding: names)
    let clip = try store.clip("a.wav").id
    for number in 0..<5 { _ = try store.commit(.add(annotation("\(number)", on: clip))) }
    #expect(try store.history(before: nil, limit: 2).map(\.number) == [5, 4])
    #expect(try store.history(before: 4, limit: 9).map(\.number) == [3, 2, 1])
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func undoingAnythingInAnyOrderNeverLosesWhatIsLater(seed: UInt64) throws {
    let store = try TemporaryLibrary().open(holding: ["a.wav", "b.wav", "c.wav"])
    let start = try store.library()
    var edits = RandomEdits(seed: seed, annotator: "ann", makesClips: false)
    for _ in 0..<30 { _ = try store.commit(edits.edit(try store.library())) }
    var random = SeededRandom(state: seed)
    var waiting = try store.history().map(\.number)
    // Whatever the order, all goes in the end, since what is refused depends on what is left.
    while !waiting.isEmpty {
      let before = waiting.count
      for number in waiting.shuffled(using: &random) {
        let state = try store.library().clips
        do {
          if try store.undo(number) != nil { waiting.removeAll { $0 == number } }
        } catch {
          #expect(try store.library().clips == state)
        }
      }
      guard waiting.count < before else { break }
    }
    #expect(waiting.isEmpty)
    #expect(try store.library().clips == start.clips)
  }
}
