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
    let inputMaker = try maker.inputMaker()
    return PassWriter { [order, labels, seed] pass in
      order.places(labels: labels, pass: pass, seed: seed)
    } make: { [maker, order] example, pass, place in
      // A clip that is drawn several times in a pass is another example each time.
      try maker.example(
        example, pass: pass, turn: order == .shuffled ? 0 : place, with: inputMaker)
    }
  }
}
