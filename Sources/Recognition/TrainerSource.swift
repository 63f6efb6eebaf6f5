import NeuralNetworks

/// Where a trainer's examples come from; augmentation is its own affair.
public protocol TrainerSource: Sendable {
  /// What one example is: `[frames, bins, 1]`, or `[samples, 1, 1]`.
  var inputShape: Shape { get }
  /// Classes, what stands for nothing among them where labels come in order.
  var classCount: Int { get }
  /// Examples of a pass.
  var exampleCount: Int { get }
  /// Something that makes examples, for one thread.
  func makeWriter() throws -> any TrainerExampleWriter
}

/// Makes examples, on one thread at a time.
public protocol TrainerExampleWriter: AnyObject {
  /// Writes an example's input and gives what it should be.
  ///
  /// What it writes depends on the place and the pass alone, so that a run is the same for any
  /// number of threads and after it was resumed.
  ///
  /// - Parameters:
  ///   - place: From 0 up to ``TrainerSource/exampleCount``, in the order of the pass.
  ///   - pass: How many passes came before.
  ///   - input: As many numbers as the shape has.
  func write(
    _ place: Int, pass: Int, into input: UnsafeMutableBufferPointer<Float>
  ) throws -> ExampleTarget
}

/// Examples in memory, the same in every pass but for their order.
public struct FixedSource: TrainerSource {
  /// What one example is.
  public let inputShape: Shape
  /// Classes.
  public let classCount: Int
  private let inputs: [[Float]]
  private let targets: [ExampleTarget]
  private let seed: UInt64

  /// Examples, shuffled anew in every pass by a seed.
  ///
  /// - Precondition: There are as many targets as inputs, and inputs have the shape's count.
  public init(
    _ inputs: [[Float]], targets: [ExampleTarget], shape: Shape, classes: Int, seed: UInt64
  ) {
    precondition(inputs.count == targets.count, "every input has a target")
    precondition(inputs.allSatisfy { $0.count == shape.count }, "inputs are of the shape")
    self.inputs = inputs
    self.targets = targets
    inputShape = shape
    classCount = classes
    self.seed = seed
  }

  /// Examples of a pass.
  public var exampleCount: Int { inputs.count }

  /// Something that copies examples.
  public func makeWriter() -> any TrainerExampleWriter { Writer(self) }

  private final class Writer: TrainerExampleWriter {
    private let source: FixedSource
    private var order: [Int] = []
    private var pass = -1

    init(_ source: FixedSource) { self.source = source }

    func write(
      _ place: Int, pass: Int, into input: UnsafeMutableBufferPointer<Float>
    ) -> ExampleTarget {
      if pass != self.pass {
        var draws = SeededGenerator(seed: source.seed, part: UInt64(pass))
        order = Array(0..<source.exampleCount).shuffled(using: &draws)
        self.pass = pass
      }
      _ = input.update(fromContentsOf: source.inputs[order[place]])
      return source.targets[order[place]]
    }
  }
}
