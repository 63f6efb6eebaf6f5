import Foundation
import LabelStore
import Labeling
import Testing

@Suite struct FullDiskTests {
  @Test func aFullDiskLosesNothingAndTheSameEditSucceedsLater() throws {
    let library = try TemporaryLibrary()
    let store = try library.openFile()
    try store.reconcile((0..<20).map { "\($0).wav" })
    let clips = try store.library().clips
    let saved = annotation("saved", on: clips[0].id)
    _ = try store.commit(.add(saved))
    let pages = try #require(Int(try store.pragma("page_count") ?? ""))
    try store.limitPages(to: pages)

    let note = String(repeating: "a long note ", count: 400)
    let long = LibraryEdit.batch(
      clips.map { clip in
        var long = annotation("long", on: clip.id)
        long.note = note
        return .add(long)
      })
    let full = LabelStoreError.diskFull(path: library.path)
    #expect(throws: full) { try store.commit(long) }
    #expect(full.isTemporary)
    #expect(full.sentence.why == "the disk is full")
    #expect(try store.library().labelRows.map(\.annotation) == [saved])
    #expect(try store.history().count == 1)

    try store.limitPages(to: 1_000_000)
    #expect(try store.commit(long).undoDepth == 2)
    #expect(try store.library().labelRows.count == 20)
    try store.close()
    #expect(try library.open().library().labelRows.count == 20)
  }

  @Test func aScanOnAFullDiskCanBeRepeated() throws {
    let store = try TemporaryLibrary().openFile()
    let names = (0..<3000).map { "yes/\($0).wav" }
    try store.limitPages(to: 60)
    #expect(throws: LabelStoreError.diskFull(path: store.path)) { try store.reconcile(names) }
    try store.limitPages(to: 1_000_000)
    let report = try store.reconcile(names)
    #expect(report.added + report.unchanged == 3000)
    #expect(try store.library().labelledCount == 3000)
  }
}
