import Foundation
import GRDB
import LabelStore
import Labeling
import Testing

@Suite struct TwoProgramsTests {
  private let names = ["a.wav", "b.wav", "c.wav"]

  @Test func eachSeesTheEditsOfTheOther() throws {
    let library = try TemporaryLibrary()
    let ann = try library.open(holding: names)
    let bob = try library.open(as: "bob")
    var loaded = try bob.library()
    #expect(try bob.changesFromElsewhere().edits.isEmpty)
    let commit = try ann.commit(.add(annotation("dog", on: loaded.clips[0].id)))
    let seen = try bob.changesFromElsewhere()
    #expect(seen.edits == [commit.edit])
    #expect(!seen.recordingsChanged)
    seen.edits.forEach { loaded.apply($0) }
    #expect(loaded.clips == (try ann.library().clips))
    #expect(try bob.changesFromElsewhere().edits.isEmpty)
    #expect(try ann.changesFromElsewhere().edits.isEmpty)
    try ann.reconcile(names + ["d.wav"])
    #expect(try bob.changesFromElsewhere().recordingsChanged)
    #expect(try !ann.changesFromElsewhere().recordingsChanged)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func whatBothHaveLoadedBecomesWhatIsOnDisk(seed: UInt64) throws {
    let library = try TemporaryLibrary()
    let stores = [try library.open(holding: names), try library.open(as: "bob")]
    var loaded = try stores.map { try $0.library() }
    var edits = [
      RandomEdits(seed: seed, annotator: "ann", makesClips: false),
      RandomEdits(seed: seed + 50, annotator: "bob", makesClips: false),
    ]
    var random = SeededRandom(state: seed)
    for _ in 0..<60 {
      let one = Int.random(in: 0...1, using: &random)
      let roll = Int.random(in: 0..<6, using: &random)
      if roll == 0 {
        for edit in try stores[one].changesFromElsewhere().edits { loaded[one].apply(edit) }
      } else if roll == 1, let commit = try? stores[one].undo() {
        loaded[one].apply(commit.edit)
      } else {
        let edit = edits[one].edit(loaded[one])
        loaded[one].apply(try stores[one].commit(edit).edit)
      }
    }
    let onDisk = try library.open(.read).library()
    for one in 0...1 {
      for edit in try stores[one].changesFromElsewhere().edits { loaded[one].apply(edit) }
      #expect(loaded[one].clips == onDisk.clips)
    }
  }

  @Test func anEditThatSomebodyChangedSinceIsNotTakenBack() throws {
    let library = try TemporaryLibrary()
    let ann = try library.open(holding: names)
    let bob = try library.open(as: "bob")
    let clips = try ann.library().clips
    let dog = annotation("dog", on: clips[0].id)
    var cat = dog
    cat.label = "cat"
    _ = try ann.commit(.add(annotation("owl", on: clips[1].id)))
    _ = try ann.commit(.add(dog))
    _ = try bob.commit(.replace(dog, with: cat))
    #expect(throws: LabelStoreError.changedSince(by: "bob", summary: "cat")) { try ann.undo() }
    #expect(try ann.labels()["a.wav"] == "cat")
    #expect(try ann.history().map(\.isSuperseded) == [false, true, false])
    // The next one goes on with the edit before.
    #expect(try ann.undo()?.kind == .undo)
    #expect(try ann.labels() == ["a.wav": "cat", "b.wav": "-", "c.wav": "-"])
    #expect(try ann.undo() == nil)
    #expect(try bob.undo()?.kind == .undo)
    #expect(try bob.labels()["a.wav"] == "dog")
  }

  @Test func aBatchIsTakenBackWholeOrNotAtAll() throws {
    let library = try TemporaryLibrary()
    let ann = try library.open(holding: names)
    let bob = try library.open(as: "bob")
    let new = try ann.library().clips.map { annotation("dog", on: $0.id) }
    _ = try ann.commit(.batch(new.map { .add($0) }))
    _ = try bob.commit(.remove(new[0]))
    let before = try ann.labels()
    #expect(throws: LabelStoreError.changedSince(by: "bob", summary: "label cleared")) {
      try ann.undo()
    }
    #expect(try ann.labels() == before)
  }

  @Test func programsThatWriteAtOnceLoseNothing() async throws {
    let library = try TemporaryLibrary()
    let store = try library.open(holding: names)
    let clips = try store.library().clips.map(\.id)
    let path = library.path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<2 {
        group.addTask {
          let store = try LabelStore(
            path: path, author: "writer \(writer)", session: "s\(writer)", access: .write,
            patience: 60)
          for number in 0..<50 {
            let label = "\(writer)-\(number)"
            _ = try store.commit(.add(annotation(label, on: clips[number % clips.count])))
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try store.changesFromElsewhere().edits.count == 100)
    #expect(try store.history().count == 100)
    #expect(try store.library().clips.map(\.annotations.count) == [1, 1, 1])
  }

  @Test func aLockThatIsKeptIsATemporaryError() throws {
    let library = try TemporaryLibrary()
    let store = try library.open(holding: names)
    let hasty = try library.open(as: "bob", patience: 0.05)
    let dog = annotation("dog", on: try store.clip("a.wav").id)
    var unsafe = Configuration()
    unsafe.allowsUnsafeTransactions = true
    let other = try DatabaseQueue(path: library.path, configuration: unsafe)
    try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
    let busy = LabelStoreError.busy(path: library.path)
    #expect(throws: busy) { try hasty.commit(.add(dog)) }
    #expect(busy.isTemporary)
    try other.inDatabase { try $0.execute(sql: "ROLLBACK") }
    #expect(try hasty.commit(.add(dog)).number == 1)
  }
}
