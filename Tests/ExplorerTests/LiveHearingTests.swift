import CellCanvas
import Explorer
import Labeling
import Testing

@Suite struct LiveHearingTests {
  private func heard(
    _ label: Int, at second: Double, score: Float = 0.9, isSilent: Bool = false
  ) -> Arrival {
    let first = Int(second * TestSound.rate)
    let scores = (0..<4).map { $0 == label ? score : (1 - score) / 3 }
    return .model(
      .heard(
        HeardSound(
          model: "id", samples: first..<(first + 8000), prediction: Prediction(scores: scores),
          isSilent: isSilent)))
  }

  private func listening(_ columns: Int, _ rows: Int) -> AppState {
    var state = TestSound.state(columns, rows)
    TestLibrary.send(.arrived(.model(.loaded(TestModel.card))), to: &state)
    let sounds = [
      heard(0, at: 10), heard(0, at: 10.25), heard(1, at: 12, score: 0.6),
      heard(2, at: 14, isSilent: true), heard(3, at: 17), heard(1, at: 18.5),
    ]
    for sound in sounds { TestLibrary.send(.arrived(sound), to: &state) }
    state.notice = nil
    return state
  }

  @Test func aModelThatIsLoadedListens() {
    var state = TestSound.state(80, 24)
    let sent = TestLibrary.send(.arrived(.model(.loaded(TestModel.card))), to: &state)
    #expect(sent.contains(.model(.listen(true))))
    #expect(TestLibrary.press("g b", &state).contains(.model(.listen(false))))
  }

  @Test func windowsThatFollowEachOtherAreOneSound() throws {
    let state = listening(80, 24)
    let found = try #require(state.live?.hearing.detections)
    #expect(found.map(\.label) == ["one", "four", "two"])
    #expect(found[0].samples == 80_000..<90_000)
    #expect(state.live?.hearing.count == 3)
  }

  @Test func oneKeyKeepsWhatWasHeardLast() throws {
    var state = listening(80, 24)
    let sent = TestLibrary.press("y", &state)
    #expect(sent == [.live(.keep(147_200..<156_800, label: "two", model: "digits"))])
    let path = RecordingPath("sounds/new.flac")
    let kept = KeptSound(path: path, seconds: 1.2, label: "two", model: "digits")
    TestLibrary.send(.arrived(.live(.kept(kept))), to: &state)
    let clip = Clip(
      id: ID(row: 99),
      recording: Recording(id: ID(row: 99), path: path, sampleRate: 8000, sampleCount: 9600))
    let library = Library(clips: state.library.clips + [clip], labels: state.library.labels)
    let opened = OpenedLibrary(library: library, undoDepth: 0, session: nil, access: .folder)
    TestLibrary.send(.arrived(.opened(opened)), to: &state)
    TestLibrary.send(.arrived(.adopted(path)), to: &state)
    #expect(state.library[ID(row: 99)]?.wholeAnnotation?.origin == .accepted(model: "digits"))
  }

  @Test func withoutASoundNothingIsKept() {
    var state = TestSound.state(80, 24)
    TestLibrary.press("y", &state)
    #expect(state.notice?.kind == .refusal)
  }

  @Test(arguments: [(80, 24), (120, 40)])
  func rows(size: (Int, Int)) {
    Golden.expect(listening(size.0, size.1), "live-model-\(size.0)x\(size.1)")
  }
}
