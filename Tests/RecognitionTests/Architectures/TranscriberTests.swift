import NeuralNetworks
import Recognition
import Testing

/// A network that names labels in order, whose places it was never told.
@Suite struct TranscriberTests {
  private static let input = Shape(time: 40, frequency: 12)
  private static let labels = 3

  /// Two to four tones one after the other, with silence between; where each of them lies.
  private static func clip(_ seed: UInt64) -> (input: [Float], labels: [Int], frames: [Range<Int>])
  {
    var source = SeededGenerator(seed: seed)
    let count = Int.random(in: 2...4, using: &source)
    var input = (0..<input.count).map { _ in Float(source.normal()) * 0.2 }
    var labels: [Int] = []
    var frames: [Range<Int>] = []
    var first = 2
    for _ in 0..<count {
      let label = Int.random(in: 0..<Self.labels, using: &source)
      let end = first + Int.random(in: 4...6, using: &source)
      for frame in first..<end {
        for bin in 4 * label..<4 * label + 4 { input[frame * 12 + bin] += 1 }
      }
      labels.append(label)
      frames.append(first..<end)
      first = end + Int.random(in: 2...3, using: &source)
    }
    return (input, labels, frames)
  }

  @Test func labelsAreLearnedInOrderAndFoundInTime() throws {
    let network = try BidirectionalTranscriber.network(
      input: Self.input, classes: Self.labels + 1, seed: 1,
      ArchitectureOptions(width: 0.5, dropout: 0))
    let settings = OptimizerSettings(
      kind: .adam(secondDecay: 0.99),
      schedule: .oneCycle(LearningRateSchedule.OneCycle(peak: 5e-3, steps: 150)),
      gradientLimit: 5)
    let engine = try TrainingEngine(network, batchSize: 16, settings: settings, seed: 1)
    let clips = (0..<64).map { Self.clip($0) }
    var last = 0.0
    for step in 0..<150 {
      let result = engine.step(count: 16) { index, input in
        let clip = clips[(step * 16 + index) % clips.count]
        _ = input.update(fromContentsOf: clip.input)
        return ExampleTarget(sequence: clip.labels)
      }
      last = result.loss
    }
    #expect(last < 0.5)
    let predictor = try Predictor(engine.network)
    var right = 0
    for seed in UInt64(100)..<130 {
      let clip = Self.clip(seed)
      let probabilities = FrameProbabilities(
        logits: predictor.logits(clip.input, count: 1), classes: Self.labels + 1)
      right += Transcription.beam(probabilities)[0].labels == clip.labels ? 1 : 0
      let spans = try LabelAlignment(probabilities, labels: clip.labels).spans
      for (span, frames) in zip(spans, clip.frames) {
        #expect(frames.lowerBound - 3..<frames.upperBound + 3 ~= span.frames.lowerBound)
      }
    }
    #expect(right >= 27)
  }

  /// As large as the source's with 16 times the width; the last class stands for nothing.
  @Test(arguments: [(1.0, 153_117), (16, 30_957_597)])
  func transcriberGivesTheClassesOfEveryFrame(_ width: Double, _ count: Int) throws {
    let input = Shape(time: 50, frequency: 26)
    let network = try BidirectionalTranscriber.network(
      input: input, classes: 29, seed: 1, ArchitectureOptions(width: width))
    #expect(network.parameterCount == count)
    #expect(network.output == Shape(time: 50, channels: 29))
  }

  @Test func labelsThatNeedMoreFramesTakeNoStep() throws {
    let network = try BidirectionalTranscriber.network(
      input: Shape(time: 3, frequency: 12), classes: 4, seed: 1, ArchitectureOptions(width: 0.25))
    let engine = try TrainingEngine(
      network, batchSize: 1, settings: OptimizerSettings(schedule: .constant(1e-3)), seed: 1)
    let result = engine.step(count: 1) { _, input in
      input.update(repeating: 1)
      return ExampleTarget(sequence: [0, 1, 2, 0])
    }
    #expect(!result.loss.isFinite)
    #expect(engine.network == network)
  }
}
