import Labeling
import NeuralNetworks

/// Strings of a training set, as a trainer takes them: each pass begins one with every clip.
struct StringSource: TrainerSource {
  let inputShape: Shape
  private let maker: StringMaker
  private let seed: UInt64

  init(_ maker: StringMaker, seed: UInt64) {
    let shape = maker.frontEnd.inputShape
    inputShape = Shape(time: shape.frames, frequency: shape.bins)
    self.maker = maker
    self.seed = seed
  }

  /// The labels, and nothing.
  var classCount: Int { maker.set.labels.count + 1 }

  var exampleCount: Int { maker.set.entries(of: .training).count }

  func makeWriter() throws -> any TrainerExampleWriter {
    let inputMaker = try maker.inputMaker()
    let labels = [Int](repeating: 0, count: exampleCount)
    return PassWriter { [seed] pass in
      ExampleOrder.shuffled.places(labels: labels, pass: pass, seed: seed)
    } make: { [maker] example, pass, _ in
      try maker.example(example, pass: pass, with: inputMaker)
    }
  }
}
