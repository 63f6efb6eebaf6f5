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
    Writer(self, try maker.inputMaker())
  }

  private final class Writer: TrainerExampleWriter {
    private let source: StringSource
    private let inputMaker: InputMaker
    private var places: [Int] = []
    private var pass = -1

    init(_ source: StringSource, _ inputMaker: InputMaker) {
      self.source = source
      self.inputMaker = inputMaker
    }

    func write(
      _ place: Int, pass: Int, into input: UnsafeMutableBufferPointer<Float>
    ) throws -> ExampleTarget {
      if pass != self.pass {
        let labels = [Int](repeating: 0, count: source.exampleCount)
        places = ExampleOrder.shuffled.places(labels: labels, pass: pass, seed: source.seed)
        self.pass = pass
      }
      let example = try source.maker.example(places[place], pass: pass, with: inputMaker)
      _ = input.update(fromContentsOf: example.input)
      return example.target
    }
  }
}
