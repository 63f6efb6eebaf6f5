import Foundation
import GRDB
import LabelStore
import Labeling
import Testing

@Suite struct LabelStoreTests {
  @Test func commitsReachTheDiskBeforeTheyReturn() throws {
    let library = try TemporaryLibrary()
    let store = try library.open()
    #expect(try store.pragma("synchronous") == "2")
    #expect(try store.pragma("journal_mode") == "wal")
    #expect(try store.pragma("foreign_keys") == "1")
    try store.close()
    let again = try library.open()
    #expect(try again.pragma("synchronous") == "2")
    #expect(try again.pragma("user_version") == "4")
  }

  @Test func theTablesHaveTheColumnsOfTheExports() throws {
    let library = try TemporaryLibrary()
    try library.open().close()
    let queue = try DatabaseQueue(path: library.path)
    let columns = try queue.read { database in
      try Dictionary(
        uniqueKeysWithValues: ["recordings", "annotations", "history"].map { table in
          (table, Set(try database.columns(in: table).map(\.name)))
        })
    }
    let annotations: Set<String> = [
      "uuid", "clip_id", "label_id", "onset", "offset", "low_hertz", "high_hertz", "tier",
      "note", "confidence", "annotator", "origin", "created",
    ]
    #expect(columns["annotations"]?.isSuperset(of: annotations) == true)
    let history: Set<String> = ["at", "author", "session", "edit", "inverse", "summary"]
    #expect(columns["history"]?.isSuperset(of: history) == true)
    let recordings: Set<String> = [
      "path", "byte_count", "hash", "sample_rate", "sample_count", "is_missing", "group_name",
    ]
    #expect(columns["recordings"]?.isSuperset(of: recordings) == true)
  }

  @Test func whatASessionLeavesIsThereForTheNext() throws {
    let library = try TemporaryLibrary()
    let store = try library.open()
    #expect(try store.sessionValue("cursor") == nil)
    try store.setSessionValue("first", for: "cursor")
    try store.setSessionValue("{\"clip\":\"예\"}", for: "cursor")
    try store.close()
    let again = try library.open()
    #expect(try again.sessionValue("cursor") == "{\"clip\":\"예\"}")
    #expect(try library.open(as: "bob").sessionValue("cursor") == nil)
    try again.setSessionValue(nil, for: "cursor")
    #expect(try again.sessionValue("cursor") == nil)
  }

  @Test func theLastToCloseFoldsTheLogIntoTheFile() throws {
    let library = try TemporaryLibrary()
    let store = try library.open(holding: ["a.wav"])
    _ = try store.commit(.add(annotation("dog", on: try store.clip("a.wav").id)))
    let other = try library.open(as: "bob")
    #expect(try other.labels() == ["a.wav": "dog"])
    try store.close()
    #expect(try other.labels() == ["a.wav": "dog"])
    try other.close()
    // Whoever copies the one file has every label.
    let files = try FileManager.default.contentsOfDirectory(atPath: library.folder)
    #expect(files == ["library.sqlite"])
    #expect(try library.open(.read).labels() == ["a.wav": "dog"])
  }

  @Test func classesKeepTheirOrder() throws {
    let store = try TemporaryLibrary().open(holding: ["yes/a.wav", "no/a.wav", "go/a.wav", "x.wav"])
    try store.orderLabels(["go", "no", "yes"])
    #expect(try store.library().labels.names == ["go", "no", "yes"])
    let clip = try store.clip("x.wav")
    _ = try store.commit(.add(annotation("alpha", on: clip.id)))
    try store.orderLabels(["alpha", "bear", "yes"])
    #expect(try store.library().labels.names == ["go", "no", "yes", "alpha", "bear"])
  }

  @Test func aClassIsOneRowHoweverItWasTyped() throws {
    let store = try TemporaryLibrary().open(holding: ["a.wav", "b.wav"])
    for (name, label) in [("a.wav", "caf\u{e9}"), ("b.wav", "cafe\u{301}\u{0}")] {
      _ = try store.commit(.add(annotation(label, on: try store.clip(name).id)))
    }
    let loaded = try store.library()
    #expect(loaded.labels.names.map { Array($0.utf8) } == [Array("caf\u{e9}".utf8)])
    #expect(loaded.clips.map(\.label) == ["caf\u{e9}", "caf\u{e9}"])
  }

  @Test func aLibraryIsReadWithoutChangingAnything() throws {
    let library = try TemporaryLibrary()
    let store = try library.open(holding: ["yes/a.wav"])
    // Beside a program that writes.
    let beside = try library.open(.read)
    #expect(try beside.labels() == ["yes/a.wav": "yes"])
    _ = try store.commit(.add(annotation("no", on: try store.clip("yes/a.wav").id, at: 3e9)))
    #expect(try beside.labels() == ["yes/a.wav": "no"])
    #expect(try beside.changesFromElsewhere().edits.isEmpty)
    try store.close()
    // Alone.
    let before = try FileManager.default.contentsOfDirectory(atPath: library.folder)
    let reader = try library.open(.read)
    #expect(try reader.labels() == ["yes/a.wav": "no"])
    #expect(throws: LabelStoreError.readOnly(path: library.path)) {
      try reader.commit(.batch([]))
    }
    #expect(try reader.history().count == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: library.folder) == before)
  }
}
