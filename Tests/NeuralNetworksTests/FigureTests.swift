import Foundation
import NeuralNetworks
import Testing

/// Training compared with PyTorch's, step for step; `Figures/figures.py` says how it was made.
@Suite struct FigureTests {
  private struct Figure: Decodable {
    struct Tensor: Decodable {
      let shape: [Int]
      let scalars: [Float]
      var named: NamedTensor { NamedTensor(shape: shape, scalars: scalars) }
    }

    let name: String
    let before, after: [String: Tensor]
    let inputs, logits: Tensor
    let labels: [Int]
    let losses: [Double]
  }

  private static func figures() throws -> [Figure] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Figures/figures.json")
    return try JSONDecoder().decode([Figure].self, from: Data(contentsOf: file))
  }

  private static let pictures: [LayerSpec] = [
    .convolution(
      filters: 5, Window(Extent(4, 3), stride: Extent(2, 1), padding: .both(Extent(1, 1))),
      bias: false),
    .normalization(activation: .relu),
    .depthwise(Window(Extent(3, 3))),
    .convolution(filters: 7, Window(.one), activation: .swish),
    .timeAverage,
    .flatten,
    .dense(units: 3),
  ]

  private static let cells: [LayerSpec] = [
    .frames,
    .recurrent(.lstm, units: 5, bothWays: true),
    .recurrent(.gru, units: 6),
    .lastState(),
    .dense(units: 3),
  ]

  private static let attention: [LayerSpec] = [
    .frames,
    .convolution(filters: 8, Window(.one)),
    .positions(token: true),
    .residual([
      .convolution(filters: 24, Window(.one)), .attention(heads: 2),
      .convolution(filters: 8, Window(.one)),
    ]),
    .layerNormalization,
    .residual([
      .convolution(filters: 12, Window(.one), activation: .gelu),
      .convolution(filters: 8, Window(.one)),
    ]),
    .layerNormalization,
    .step(0),
    .dense(units: 3),
  ]

  private static let queries: [LayerSpec] = [
    .frames,
    .convolution(filters: 6, Window(.one), activation: .clippedRelu),
    .attentionPool(heads: 2),
    .dense(units: 3),
  ]

  private static func specs(_ name: String) -> [LayerSpec] {
    switch name.prefix(while: \.isLetter) {
    case "pictures": pictures
    case "cells": cells
    case "attention": attention
    default: queries
    }
  }

  private static func settings(_ name: String, steps: Int) -> OptimizerSettings {
    guard name.contains("AdamW") else {
      return OptimizerSettings(
        kind: .momentum(0.9, looksAhead: true), schedule: .constant(0.05),
        classWeights: [1, 0.5, 2])
    }
    let cycle = LearningRateSchedule.OneCycle(
      peak: 0.01, steps: steps, warmUp: 0.4, start: 0.1, end: 0.001)
    return OptimizerSettings(
      kind: .adam(secondDecay: 0.99), schedule: .oneCycle(cycle), weightDecay: 0.05,
      gradientLimit: name.contains("clipped") ? 0.1 : nil, labelSmoothing: 0.05)
  }

  @Test(arguments: 0..<5)
  func trainingIsPyTorchs(_ index: Int) throws {
    let figure = try Self.figures()[index]
    let extents = figure.inputs.shape
    var network = try Network(
      Self.specs(figure.name), input: Shape(time: extents[1], frequency: extents[2]), seed: 1)
    try network.load(figure.before.mapValues(\.named))
    let engine = try TrainingEngine(
      network, batchSize: extents[0],
      settings: Self.settings(figure.name, steps: figure.losses.count), seed: 1)
    let scalars = figure.inputs.scalars
    let size = extents[1] * extents[2]
    let labels = figure.labels
    for loss in figure.losses {
      let result = engine.step(count: extents[0]) { clip, input in
        _ = input.update(fromContentsOf: scalars[clip * size..<(clip + 1) * size])
        return ExampleTarget(label: labels[clip])
      }
      #expect(abs(result.loss - loss) < 2e-5)
    }
    let tensors = engine.network.tensors
    #expect(Set(tensors.keys) == Set(figure.after.keys))
    for (name, wanted) in figure.after {
      let found = try #require(tensors[name])
      #expect(found.shape == wanted.shape)
      let distance = zip(found.scalars, wanted.scalars).map { abs($0 - $1) }.max() ?? 0
      #expect(distance < 3e-4, "\(name) is off by \(distance)")
    }
    let logits = try Predictor(engine.network).logits(scalars, count: extents[0])
    let distance = zip(logits, figure.logits.scalars).map { abs($0 - $1) }.max() ?? 0
    #expect(distance < 2e-3)
  }
}
