import CellCanvas
import Explorer
import Foundation
import Labeling
import Testing

@Suite struct EditLibraryTests {
  private func commits(_ effects: [Effect]) -> [LibraryEdit] {
    effects.compactMap { if case .store(.commit(let edit)) = $0 { edit } else { nil } }
  }

  private func state() throws -> AppState {
    let schema = try LabelSchema([
      LabelDefinition(name: "one", aliases: ["eins"], color: 5, key: "o", summary: "the first"),
      LabelDefinition(name: "two", parent: "one"),
    ])
    let library = TestLibrary.library(9)
    return TestLibrary.state(
      Library(clips: library.clips, labels: library.labels.defined(by: schema)))
  }

  @Test func anAliasOrALetterGivesTheLabel() throws {
    var state = try state()
    TestLibrary.press("j e e i n s Enter", &state)
    #expect(state.library.clips[1].label == "one")
    TestLibrary.press("` o", &state)
    #expect(state.library.clips[2].label == "one")
    #expect(commits(TestLibrary.press("` x", &state)).isEmpty)
    TestLibrary.press("e o n", &state)
    #expect(
      PlainText.render(screen(for: state).canvas, images: [], palette: Palette()).contains(
        "the first"))
  }

  @Test func aParentFindsItsKinds() throws {
    var state = try state()
    TestLibrary.press("f", &state)
    TestLibrary.send(.pasted("label:one"), to: &state)
    TestLibrary.press("Enter", &state)
    let labels = state.browser.order.map { state.library.clips[$0].label }
    #expect(Set(labels) == ["one", "two"])
  }

  @Test func renamingIsLeftToTheStore() throws {
    var state = try state()
    TestLibrary.press("g R", &state)
    TestLibrary.send(.pasted("uno"), to: &state)
    let effects = TestLibrary.press("Enter", &state)
    #expect(effects.contains(.store(.rename("one", to: "uno"))))
    let edit = try #require(LibraryEdit.renaming(["one"], to: "uno", in: state.library))
    TestLibrary.send(
      .arrived(.committed(CommittedEdit(edit: edit, kind: .library, undoDepth: 1))), to: &state)
    #expect(state.current?.label == "uno" && state.library.labels.names.first == "uno")
  }

  @Test func aFilteredListSplitsALabel() throws {
    var state = try state()
    TestLibrary.press("f", &state)
    TestLibrary.send(.pasted("label=one & speaker_0"), to: &state)
    TestLibrary.press("Enter", &state)
    TestLibrary.send(.command("split-label"), to: &state)
    TestLibrary.send(.pasted("uno"), to: &state)
    #expect(commits(TestLibrary.press("Enter", &state)).count == 1)
    #expect(state.library.clips.count { $0.label == "uno" } == 1)
    #expect(state.library.clips.contains { $0.label == "one" })
  }

  @Test func attributesAreTypedAndFound() throws {
    var state = try state()
    TestLibrary.press("&", &state)
    TestLibrary.send(.pasted("sex=f; confidence=0.5; note=faint"), to: &state)
    #expect(commits(TestLibrary.press("Enter", &state)).count == 1)
    let said = try #require(state.library.clips[0].wholeAnnotation)
    #expect(said.attributes == ["sex": "f"] && said.confidence == 0.5 && said.note == "faint")
    #expect(
      PlainText.render(screen(for: state).canvas, images: [], palette: Palette()).contains("sex=f"))
    TestLibrary.press("f", &state)
    TestLibrary.send(.pasted("sex:f"), to: &state)
    TestLibrary.press("Enter", &state)
    #expect(state.browser.order == [0])
    TestLibrary.press("&", &state)
    TestLibrary.send(.pasted("; confidence=7"), to: &state)
    #expect(commits(TestLibrary.press("Enter", &state)).isEmpty)
    #expect(state.prompt?.flaw != nil)
  }
}
