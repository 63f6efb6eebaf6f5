import LabelStore
import Labeling
import Testing

@Suite struct PredictionTests {
  private func stored(
    _ clip: Clip, bytes: Int64 = 10, _ scores: [Float] = [0.1, 0.7, 0.2]
  ) -> StoredPrediction {
    StoredPrediction(
      clip: clip.id,
      contents: StoredPrediction.contents(byteCount: bytes, modified: 1, span: clip.span),
      prediction: Prediction(scores: scores))
  }

  @Test func predictionsAreKeptForEachModel() throws {
    let library = try TemporaryLibrary()
    let store = try library.open(holding: ["a.wav", "b.wav"])
    let clip = try store.clip("a.wav")
    try store.keep([stored(clip)], of: "first")
    try store.keep([stored(clip, [0.5, 0.3, 0.2])], of: "second")
    try store.keep([stored(clip, [0, 0, 1])], of: "first")
    try store.close()
    let again = try library.open()
    let first = try again.predictions(of: "first")
    #expect(first.count == 1)
    #expect(first[clip.id] == Prediction(scores: [0, 0, 1]))
    #expect(try again.predictions(of: "second")[clip.id]?.best?.label == 0)
    #expect(try again.predictions(of: "third").isEmpty)
    let reader = try library.open(as: "ann", .read)
    #expect(try reader.predictions(of: "first") == first)
  }

  @Test func aPredictionOfOtherContentsIsNotGiven() throws {
    let store = try TemporaryLibrary().open(holding: ["a.wav", "b.wav"])
    let clips = try store.library().clips
    try store.keep([stored(clips[0]), stored(clips[1], bytes: 11)], of: "model")
    #expect(try Set(store.predictions(of: "model").keys) == [clips[0].id])
    _ = try store.commit(.trim(clip: clips[0].id, from: nil, to: 2..<5))
    #expect(try store.predictions(of: "model").isEmpty)
    _ = try store.undo()
    #expect(try store.predictions(of: "model").count == 1)
  }

  @Test func clipsThatAreGoneAndOldModelsAreForgotten() throws {
    let store = try TemporaryLibrary().open(holding: ["a.wav"])
    let clip = try store.clip("a.wav")
    let gone = StoredPrediction(
      clip: ID(row: 99), contents: "", prediction: Prediction(scores: [1]))
    try store.keep([gone], of: "model")
    #expect(try store.predictions(of: "model").isEmpty)
    for number in 0..<20 { try store.keep([stored(clip)], of: "model \(number)") }
    let kept = try (0..<20).filter { try !store.predictions(of: "model \($0)").isEmpty }
    #expect(kept.count == 8)
  }

  @Test func onlyTheBestClassesAreKept() {
    let prediction = Prediction(scores: [0.05, 0.4, 0.05, 0.3, 0.1, 0.06, 0.04])
    #expect(prediction.guesses.map(\.label) == [1, 3, 4, 5, 0])
    #expect(abs(prediction.margin - 0.1) < 1e-6)
    #expect(Prediction(scores: []).best == nil)
  }
}
