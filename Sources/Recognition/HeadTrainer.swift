import NeuralNetworks
import Workers

/// Fits the last dense layer of a network to all examples at once; everything before it stays.
///
/// It trains ``Logistic``, and the head of a frozen trunk, in a second and from the first labels on.
/// A layer that keeps examples is given them.
public struct HeadTrainer: Sendable {
  /// How the layer is fitted.
  public var regression: LogisticRegression
  /// Passes over the source; more than one where its examples differ from pass to pass.
  public var passes: Int

  /// A trainer; unless told as for few labels.
  public init(regression: LogisticRegression = LogisticRegression(), passes: Int = 1) {
    self.regression = regression
    self.passes = passes
  }

  /// What was fitted, and how well.
  public struct Outcome: Sendable, Equatable {
    /// The network with its new last layer.
    public var network: Network
    /// The mean loss of the examples.
    public var loss: Double
    /// Steps of the search.
    public var iterations: Int
  }

  /// Fits the last layer.
  ///
  /// - Parameters:
  ///   - threads: How many make examples and embeddings; the result is the same for any number.
  ///   - isCancelled: Asked now and then; what is there by then is the result of the search, or the
  ///     network as it was.
  /// - Throws: ``TrainerError`` when source and network don't fit, or an example can't be made.
  public func fit(
    _ network: Network, source: any TrainerSource, threads: Int = ParallelLoop.processorCount,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(TrainerError) -> Outcome {
    guard source.exampleCount > 0 else { throw .hasNoExamples }
    guard network.input == source.inputShape, network.output.count == source.classCount else {
      throw .sourceDoesNotFit(
        network: network.input, source: source.inputShape,
        networkClasses: network.output.count, sourceClasses: source.classCount)
    }
    guard network.headName != nil else {
      throw .network(.tensorIsMissing(name: "the last dense layer"))
    }
    let total = network.exampleCapacity ?? source.exampleCount * max(1, passes)
    let parts = try embeddings(network, source, total, threads, isCancelled)
    guard let parts else { return Outcome(network: network, loss: .infinity, iterations: 0) }
    guard network.exampleCapacity == nil else {
      return Outcome(network: try Self.keeping(parts, network), loss: 0, iterations: 0)
    }
    let width = parts.first.map { $0.inputs.count / max(1, $0.targets.count) } ?? 0
    let fit = regression.fit(
      parts.flatMap(\.inputs), width: width, targets: parts.flatMap(\.targets),
      classes: source.classCount, isCancelled: isCancelled)
    var fitted = network
    do {
      try fitted.replaceHead(fit)
    } catch {
      throw .network(error)
    }
    return Outcome(network: fitted, loss: fit.loss, iterations: fit.iterations)
  }

  private struct Part: Sendable {
    var inputs: [Float] = []
    var targets: [ExampleTarget] = []
  }

  /// Examples of a part; each part has a predictor of its own.
  private static let partSize = 64

  /// A network that keeps examples, with these.
  private static func keeping(
    _ parts: [Part], _ network: Network
  ) throws(TrainerError) -> Network {
    var network = network
    do {
      try network.keep(
        parts.flatMap(\.inputs), labels: parts.flatMap { $0.targets.map(\.label) })
    } catch {
      throw .network(error)
    }
    return network
  }

  /// Nil where it was cancelled.
  private func embeddings(
    _ network: Network, _ source: any TrainerSource, _ total: Int, _ threads: Int,
    _ isCancelled: @escaping @Sendable () -> Bool
  ) throws(TrainerError) -> [Part]? {
    let count = (total + Self.partSize - 1) / Self.partSize
    let results = ParallelLoop.map(
      count: count, threads: threads, isCancelled: isCancelled
    ) { part throws(TrainerError) in
      let first = part * Self.partSize
      return try Self.part(network, source, first..<min(total, first + Self.partSize))
    }
    var parts: [Part] = []
    for result in results {
      guard let result else { return nil }
      parts.append(try result.get())
    }
    return parts
  }

  private static func part(
    _ network: Network, _ source: any TrainerSource, _ places: Range<Int>
  ) throws(TrainerError) -> Part {
    var inputs: [Float] = []
    var part = Part()
    var input = [Float](repeating: 0, count: source.inputShape.count)
    do {
      let writer = try source.makeWriter()
      for place in places {
        let target = try input.withUnsafeMutableBufferPointer {
          try writer.write(
            place % source.exampleCount, pass: place / source.exampleCount, into: $0)
        }
        inputs += input
        part.targets.append(target)
      }
    } catch {
      throw .example(error)
    }
    do {
      part.inputs = try Predictor(network).outputs(inputs, count: places.count).embeddings
    } catch {
      throw .network(error)
    }
    return part
  }
}
