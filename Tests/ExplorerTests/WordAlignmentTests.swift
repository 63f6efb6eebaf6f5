import Explorer
import Labeling
import Testing

/// Words that are known to be said, and the regions that a model makes of them.
@Suite struct WordAlignmentTests {
  private static let card = ModelCard(
    id: "order", name: "strings", labels: ["one", "two"], isCalibrated: false,
    architecture: "bilstm-ctc", parameterCount: 1, sampleRate: 8000, seconds: 3, frontEnd: "",
    source: "strings", givesLabelsInOrder: true)

  private func state(_ card: ModelCard = card) -> AppState {
    var state = TestLibrary.state(TestLibrary.library(4))
    TestLibrary.send(.arrived(.model(.loaded(card))), to: &state)
    TestLibrary.press("Enter", &state)
    state.notice = nil
    return state
  }

  /// Types a line after `:`.
  private func run(_ line: String, _ state: inout AppState) -> [Effect] {
    TestLibrary.press(":", &state)
    TestLibrary.type(line, &state)
    return TestLibrary.press("Enter", &state)
  }

  private func wished(in effects: [Effect]) -> AlignmentWish? {
    for case .model(.align(let wish)) in effects { return wish }
    return nil
  }

  private func commits(in effects: [Effect]) -> [LibraryEdit] {
    effects.compactMap { if case .store(.commit(let edit)) = $0 { edit } else { nil } }
  }

  @Test func wordsBecomeRegionsInOneEdit() throws {
    var state = state()
    let clip = try #require(state.current)
    let wish = try #require(wished(in: run("align-words two  one", &state)))
    #expect(
      wish == AlignmentWish(clip: ClipToJudge(clip), model: "order", words: ["two", "one"]))
    let words = AlignedWords(
      wish,
      regions: [
        .init(label: "two", span: 1000..<2000, score: 0.9),
        .init(label: "one", span: 3000..<5000, score: 0.05),
      ])
    let sent = TestLibrary.send(.arrived(.model(.aligned(words))), to: &state)
    #expect(commits(in: sent).count == 1)
    let regions = try #require(state.current?.regions)
    #expect(regions.map(\.label) == ["two", "one"])
    #expect(regions.map(\.span) == [1000..<2000, 3000..<5000])
    #expect(regions.allSatisfy { $0.origin == .accepted(model: "strings") })
    #expect(regions.map(\.confidence) == [0.9, 0.05])
    #expect(state.notice?.what.contains("2 regions") == true)
    // The line asks where nothing stands behind the name.
    _ = run("align-words", &state)
    #expect(state.prompt?.kind == .words)
    TestLibrary.type("one", &state)
    #expect(wished(in: TestLibrary.press("Enter", &state))?.words == ["one"])
  }

  @Test func whatCanNotBeFoundIsRefused() {
    var state = state()
    #expect(wished(in: run("align-words one three", &state)) == nil)
    #expect(state.notice?.kind == .refusal && state.notice?.what.contains("three") == true)
    var other = self.state(TestModel.card)
    #expect(wished(in: run("align-words one", &other)) == nil)
    #expect(other.notice?.kind == .refusal)
  }

  @Test func answersOfAnotherModelAreDropped() throws {
    var state = state()
    let clip = try #require(state.current)
    let wish = AlignmentWish(clip: ClipToJudge(clip), model: "other", words: ["one"])
    let region = AlignedWords.Region(label: "one", span: 0..<10, score: 1)
    let sent = TestLibrary.send(
      .arrived(.model(.aligned(AlignedWords(wish, regions: [region])))), to: &state)
    #expect(commits(in: sent).isEmpty && state.current?.regions.isEmpty == true)
    let failure = Failure(what: "Cannot find the words", why: "there are too many")
    TestLibrary.send(
      .arrived(.model(.aligned(AlignedWords(wish, failure: failure)))), to: &state)
    #expect(state.notice?.what.contains("Cannot find the words") == true)
  }
}
