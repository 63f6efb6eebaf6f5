import Labeling
import NeuralNetworks

/// The examples of a training set, as a trainer takes them.
public struct ExampleSource: TrainerSource {
  /// What one example is.
  public let inputShape: Shape
  private let maker: ExampleMaker
  private let labels: [Int]
  private let order: ExampleOrder
  private let seed: UInt64

  /// Gives the examples of a maker in an order that a seed decides.
  public init(_ maker: ExampleMaker, order: ExampleOrder, seed: UInt64) {
    let shape = maker.frontEnd.inputShape
    inputShape = Shape(time: shape.frames, frequency: shape.bins)
    labels = maker.set.entries(of: .training).map(\.label)
    self.maker = maker
    self.order = order
    self.seed = seed
  }

  /// Classes.
  public var classCount: Int { maker.set.labels.count }

  /// Examples of a pass.
  public var exampleCount: Int { labels.count }

  /// Something that makes examples, for one thread.
  public func makeWriter() throws -> any TrainerExampleWriter {
    Writer(self, try maker.inputMaker())
  }

  private final class Writer: TrainerExampleWriter {
    private let source: ExampleSource
    private let inputMaker: InputMaker
    private var places: [Int] = []
    private var pass = -1

    init(_ source: ExampleSource, _ inputMaker: InputMaker) {
      self.source = source
      self.inputMaker = inputMaker
    }

    func write(
      _ place: Int, pass: Int, into input: UnsafeMutableBufferPointer<Float>
    ) throws -> ExampleTarget {
      if pass != self.pass {
        places = source.order.places(labels: source.labels, pass: pass, seed: source.seed)
        self.pass = pass
      }
      // A clip that is drawn several times in a pass is another example each time.
      let turn = source.order == .shuffled ? 0 : place
      let example = try source.maker.example(
        places[place], pass: pass, turn: turn, with: inputMaker)
      _ = input.update(fromContentsOf: example.input)
      return example.target
    }
  }
}
