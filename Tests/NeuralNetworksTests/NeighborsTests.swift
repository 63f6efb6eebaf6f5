import Foundation
import NeuralNetworks
import Testing

/// Kept examples against the plainest calculation.
@Suite struct NeighborsTests {
  private static let values = 5
  private static let count = 40
  private static let classes = 3

  private static let examples: [[Float]] = draw(seed: 1, count: count)
  private static let labels = (0..<count).map { ($0 * 7) % classes }

  private static func draw(seed: UInt64, count: Int) -> [[Float]] {
    var source = SeededGenerator(seed: seed)
    return (0..<count).map { _ in (0..<values).map { Float(source.normal()) + Float($0) } }
  }

  private static func network(_ nearest: Int) throws -> Network {
    var network = try Network(
      [.flatten, .neighbors(examples: count, nearest: nearest, classes: classes)],
      input: Shape(time: 1, frequency: values), seed: 1)
    try network.keep(examples.flatMap { $0 }, labels: labels)
    return network
  }

  /// Standardized, of length 1.
  private static func direction(_ values: [Float]) -> [Double] {
    let scaled = values.indices.map { place -> Double in
      let column = examples.map { Double($0[place]) }
      let mean = column.reduce(0, +) / Double(count)
      let square = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
      return (Double(values[place]) - mean) / square.squareRoot()
    }
    let length = scaled.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return scaled.map { $0 / length }
  }

  private static func shares(_ values: [Float], nearest: Int) -> [Double] {
    let own = direction(values)
    let products = examples.map { zip(direction($0), own).reduce(0) { $0 + $1.0 * $1.1 } }
    let found = products.indices.sorted { products[$0] > products[$1] }.prefix(nearest)
    var votes = [Double](repeating: 0, count: classes)
    for example in found { votes[labels[example]] += exp(products[example] / 0.07) }
    let sum = votes.reduce(0, +)
    return votes.map { 0.99 * $0 / sum + 0.01 / Double(classes) }
  }

  @Test(arguments: [1, 10, 100]) func sharesAreThoseOfThePlainVote(_ nearest: Int) throws {
    let predictor = try Predictor(Self.network(nearest))
    let asked = Self.draw(seed: 2, count: 37)
    let (logits, embeddings) = predictor.outputs(asked.flatMap { $0 }, count: asked.count)
    #expect(embeddings == asked.flatMap { $0 })
    let found = Predictor.probabilities(logits, classes: Self.classes)
    for (clip, values) in asked.enumerated() {
      let wanted = Self.shares(values, nearest: nearest)
      for label in 0..<Self.classes {
        #expect(abs(Double(found[clip * Self.classes + label]) - wanted[label]) < 1e-4)
      }
    }
    #expect(predictor.multiplicationCount == Self.values * Self.count)
  }

  @Test func whatIsInTheMiddleOfAllSaysNothing() throws {
    let network = try Self.network(10)
    let mean = try #require(network.tensors["layers.1.mean"]?.scalars)
    let found = try Predictor(network).logits(mean, count: 1)
    #expect(Set(found).count == 1 && found[0].isFinite)
    let far = try Predictor(network).logits([.greatestFiniteMagnitude, 0, 0, 0, 0], count: 1)
    #expect(far.allSatisfy { $0.isFinite })
  }

  @Test func itIsNotTrainedStepByStepAndKeepsAsManyAsItSays() throws {
    var network = try Self.network(10)
    let settings = OptimizerSettings(schedule: .constant(1e-3))
    #expect(throws: NetworkError.self) {
      try TrainingEngine(network, batchSize: 4, settings: settings, seed: 1)
    }
    let before = network
    #expect(throws: NetworkError.self) { try network.keep([1, 2, 3, 4, 5], labels: [0]) }
    #expect(throws: NetworkError.self) { try network.keep([], labels: []) }
    let labels = Self.labels.map { $0 + 1 }
    #expect(throws: NetworkError.self) {
      try network.keep(Self.examples.flatMap { $0 }, labels: labels)
    }
    #expect(network == before)
    var dense = try Network([.flatten, .dense(units: 2)], input: Shape(time: 1), seed: 1)
    #expect(throws: NetworkError.self) { try dense.keep([1], labels: [0]) }
  }
}
