import CellCanvas
import Explorer
import Foundation
import Labeling
import Testing

@Suite struct HistoryTests {
  private func lines(_ numbers: ClosedRange<Int64>) -> [HistoryLine] {
    numbers.reversed().map { number in
      HistoryLine(
        number: number, at: TestLibrary.start, author: number % 2 == 0 ? "bob" : "ada",
        kind: .edit, summary: "label \(number)", clips: [ID(row: number)], labels: ["owl"],
        isUndone: number == 3)
    }
  }

  private func opened() -> AppState {
    var state = TestLibrary.state(TestLibrary.library(9))
    #expect(TestLibrary.press("g h", &state).contains(.store(.history(before: nil))))
    let next = TestLibrary.send(.arrived(.history(lines(5...8), isLast: false)), to: &state)
    #expect(next.contains(.store(.history(before: 5))))
    TestLibrary.send(.arrived(.history(lines(1...4), isLast: true)), to: &state)
    return state
  }

  private func text(_ state: AppState) -> String {
    PlainText.render(screen(for: state).canvas, images: [], palette: Palette())
  }

  @Test func everyEditIsThereAndFound() {
    var state = opened()
    #expect(text(state).contains("label 8") && text(state).contains("8 edits"))
    TestLibrary.press("/ b o b", &state)
    #expect(text(state).contains("4 of 8 edits") && !text(state).contains("label 7"))
    TestLibrary.press("Esc / s p e a k e r _ 2", &state)
    #expect(text(state).contains("1 of 8 edits") && text(state).contains("label 3"))
  }

  @Test func oneKeyTakesAnEditBackOrDoesItAgain() {
    var state = opened()
    #expect(TestLibrary.press("j u", &state).contains(.store(.undoEdit(7))))
    TestLibrary.press("j j j j", &state)
    #expect(TestLibrary.press("u", &state).contains(.store(.redoEdit(3))))
    let edit = LibraryEdit.trim(clip: ID(row: 1), from: nil, to: 0..<10)
    let effects = TestLibrary.send(
      .arrived(.committed(CommittedEdit(edit: edit, kind: .redo, undoDepth: 1))), to: &state)
    #expect(effects.contains(.store(.history(before: nil))))
    #expect(text(state).contains("8… edits"))
    TestLibrary.send(.arrived(.history(lines(1...9), isLast: true)), to: &state)
    #expect(text(state).contains("9 edits"))
    #expect(TestLibrary.press("u", &state).contains(.store(.redoEdit(3))))
  }

  @Test func enterGoesToTheClip() {
    var state = opened()
    TestLibrary.press("j j Enter", &state)
    #expect(state.overlay == nil && state.current?.id.row == 6)
    TestLibrary.press("g h q", &state)
    #expect(state.overlay == nil)
  }
}
