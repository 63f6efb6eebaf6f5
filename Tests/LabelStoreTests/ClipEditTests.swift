import Foundation
import LabelStore
import Labeling
import Testing

@Suite struct ClipEditTests {
  private var random = SeededRandom(state: 3)

  @Test func aTrimIsOnDiskAndIsTakenBack() throws {
    let library = try TemporaryLibrary()
    var store = try library.open(holding: ["a.wav", "b.wav"])
    let clip = try store.clip("a.wav")
    let commit = try store.commit(.trim(clip: clip.id, from: nil, to: 2..<7))
    #expect(commit.isAsAsked && commit.undoDepth == 1)
    #expect(try store.commit(.trim(clip: clip.id, from: nil, to: 2..<7)).number == 0)
    try store.close()
    store = try library.open()
    #expect(try store.clip("a.wav").span == 2..<7)
    #expect(try store.history().map(\.summary) == ["clip trimmed"])
    #expect(try store.undo()?.edit == .trim(clip: clip.id, from: 2..<7, to: nil))
    #expect(try store.clip("a.wav").span == nil)
    #expect(try store.redo()?.edit == .trim(clip: clip.id, from: nil, to: 2..<7))
  }

  @Test mutating func aCutMovesRegionsAndOneUndoJoinsAgain() throws {
    let store = try TemporaryLibrary().open(holding: ["a.wav", "b.wav"])
    let clip = try store.clip("a.wav")
    var region = annotation("dog", on: clip.id)
    region.span = 6..<8
    _ = try store.commit(.add(region))
    let before = try store.library().clips
    let new = NewClip(of: clip.recording.id, span: 5..<10, using: &random)
    var moved = annotation("dog", on: new.clip)
    moved = Annotation(
      id: region.id, clip: new.clip, span: region.span, label: "dog", origin: .person,
      annotator: "ann", created: region.created)
    let cut = LibraryEdit.batch([
      .trim(clip: clip.id, from: nil, to: 0..<5), .addClip(new), .replace(region, with: moved),
    ])
    var loaded = try store.library()
    #expect(try store.commit(cut).isAsAsked)
    loaded.apply(cut)
    let after = try store.library().clips
    #expect(after == loaded.clips)
    #expect(after.map(\.span) == [0..<5, 5..<10, nil])
    #expect(after.map(\.annotations.count) == [0, 1, 0])
    #expect(try store.undo() != nil)
    #expect(try store.library().clips == before)
    #expect(try store.redo() != nil)
    #expect(try store.library().clips == after)
  }

  @Test mutating func rescansKeepTrimmedAndCutClips() throws {
    let store = try TemporaryLibrary().open(holding: ["a.wav", "b.wav"])
    let clip = try store.clip("a.wav")
    let new = NewClip(of: clip.recording.id, span: 5..<10, using: &random)
    _ = try store.commit(
      .batch([.trim(clip: clip.id, from: nil, to: 0..<5), .addClip(new)]))
    let before = try store.library().clips
    #expect(try store.reconcile(["a.wav", "b.wav"]).unchanged == 2)
    #expect(try store.library().clips == before)
    _ = try store.reconcile(["b.wav"])
    #expect(try store.library().clips.map(\.span) == [0..<5, 5..<10, nil])
    _ = try store.reconcile(
      [
        FoundRecording(path: RecordingPath("a.wav"), byteCount: 20, modified: 2),
        FoundRecording(path: RecordingPath("b.wav"), byteCount: 10, modified: 1),
        FoundRecording(path: RecordingPath("c.wav"), byteCount: 10, modified: 1),
      ], hash: { _ in nil }, attribution: { _ in nil })
    #expect(try store.library().clips.map(\.span) == [0..<5, 5..<10, nil, nil])
  }

  @Test mutating func twoProgramsSeeEachOthersClips() throws {
    let library = try TemporaryLibrary()
    let first = try library.open(holding: ["a.wav"])
    let second = try library.open(as: "bob")
    var loaded = try second.library()
    let clip = try first.clip("a.wav")
    let new = NewClip(of: clip.recording.id, span: 5..<10, using: &random)
    _ = try first.commit(.batch([.trim(clip: clip.id, from: nil, to: 0..<5), .addClip(new)]))
    for edit in try second.changesFromElsewhere().edits { loaded.apply(edit) }
    #expect(loaded.clips == (try second.library().clips))

    _ = try second.commit(.add(annotation("cat", on: new.clip)))
    #expect(throws: LabelStoreError.changedSince(by: "bob", summary: "cat")) {
      try first.undo()
    }
    #expect(try first.library().clips.count == 2)
    #expect(try first.commit(.removeClip(new)).edit == .batch([]))
    #expect(try second.undo() != nil)
    #expect(try first.commit(.removeClip(new)).edit == .removeClip(new))
  }

  @Test func clipsThatAreNotThereAreRefused() throws {
    let store = try TemporaryLibrary().open(holding: ["a.wav"])
    #expect(throws: LabelStoreError.unknownClip) {
      try store.commit(.trim(clip: ID(row: 99), from: nil, to: 0..<5))
    }
    #expect(throws: LabelStoreError.unknownClip) {
      try store.commit(
        .addClip(NewClip(clip: ID(row: 7), id: UUID(), recording: ID(row: 99), span: 0..<5)))
    }
    #expect(try store.history().isEmpty)
  }

  @Test(arguments: [1, 2])
  func aLibraryOfAnEarlierVersionOpensWithItsHistory(version: Int) throws {
    let library = try TemporaryLibrary()
    let old = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/library-\(version).sqlite")
    try FileManager.default.copyItem(at: old, to: URL(filePath: library.path))
    let reader = try library.open(as: "root", .read)
    #expect(try reader.pragma("user_version") == nil)
    let clips = try reader.library().clips
    #expect(clips.map(\.recording.path.text) == ["no/c.wav", "yes/a.wav", "yes/b.wav"])
    #expect(clips.map(\.label) == [nil, "no", "yes"])
    #expect(clips[2].annotations.first { $0.span != nil }?.hertz == 500...1500)
    try reader.close()

    let store = try library.open(as: "root")
    #expect(try store.pragma("user_version") == "4")
    #expect(try store.library().clips == clips)
    #expect(try store.history().count == 4)
    _ = try store.commit(.trim(clip: clips[2].id, from: nil, to: 2000..<4000))
    for _ in 0..<5 { #expect(try store.undo() != nil) }
    #expect(try store.library().clips.map(\.label) == ["no", "yes", "yes"])
  }
}
