import Foundation
import LabelStore
import Labeling
import Testing

@Suite struct LabelSetStoreTests {
  private let owl = LabelDefinition(
    name: "owl", parent: "bird", aliases: ["Eule", "Kauz"], color: 3, key: "o", summary: "hoots")

  @Test func aLabelSetIsKeptAndTakenBack() throws {
    let library = try TemporaryLibrary()
    let store = try library.open(holding: ["yes/a.wav"])
    let before = try store.library().labels
    let schema = try LabelSchema([LabelDefinition(name: "bird"), owl])
    let wanted = before.defined(by: schema)
    _ = try store.commit(.labelSet(from: before, to: wanted))
    #expect(try library.open(.read).library().labels == wanted)
    #expect(wanted.names == ["bird", "owl", "yes"])
    // What came since stays.
    _ = try store.commit(.add(annotation("cat", on: try store.clip("yes/a.wav").id)))
    #expect(try store.undo() != nil)
    #expect(try store.undo() != nil)
    #expect(try store.library().labels.names == ["yes", "cat"])
    #expect(try store.redo() != nil)
    #expect(try store.library().labels.names == wanted.names + ["cat"])
    #expect(try store.library().labels.definition(of: "owl") == owl)
  }

  @Test func renamingIsOneStepOfUndo() throws {
    let library = try TemporaryLibrary()
    let store = try library.open(holding: ["yes/a.wav", "yes/b.wav", "no/c.wav"])
    try store.orderLabels(["yes", "no"])
    let before = try store.library()
    let edit = try #require(LibraryEdit.renaming(["yes"], to: "ja", in: before))
    let commit = try store.commit(edit)
    #expect(commit.isAsAsked && commit.edit.summary == "yes → ja on 2 clips")
    #expect(try store.library().labels.names == ["ja", "no"])
    #expect(try store.labels() == ["yes/a.wav": "ja", "yes/b.wav": "ja", "no/c.wav": "no"])
    _ = try store.undo()
    #expect(try store.library() == before)
    #expect(try store.history().count == 2)
  }

  @Test func attributesAreKept() throws {
    let library = try TemporaryLibrary()
    let store = try library.open(holding: ["a.wav"])
    var dog = annotation("dog", on: try store.clip("a.wav").id)
    dog.attributes = ["sex": "f", "quality": "3"]
    dog.confidence = 0.5
    _ = try store.commit(.add(dog))
    #expect(try library.open(.read).clip("a.wav").annotations == [dog])
    var other = dog
    other.attributes = [:]
    _ = try store.commit(.replace(dog, with: other))
    #expect(try store.clip("a.wav").annotations == [other])
    _ = try store.undo()
    #expect(try store.clip("a.wav").annotations == [dog])
  }
}
