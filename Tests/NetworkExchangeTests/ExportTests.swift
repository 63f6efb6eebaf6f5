import Foundation
import NetworkExchange
import NeuralNetworks
import Testing

/// Networks go out as ONNX and in again, and give the same.
@Suite struct ExportTests {
  private static let filters: [[LayerSpec]] = [
    [.convolution(filters: 3, Window(Extent(3, 2), stride: Extent(2, 1))), .flatten],
    [.convolution(filters: 4, Window(Extent(3, 3), padding: .valid), activation: .relu), .flatten],
    [.depthwise(Window(Extent(3, 3), dilation: Extent(2, 1)), activation: .swish), .flatten],
    [
      .convolution(filters: 4, Window(Extent(2, 2)), bias: false),
      .normalization(activation: .relu), .maximumPool(Window(Extent(2, 2), stride: Extent(2, 2))),
      .timeAverage, .frequencyAverage, .dense(units: 3),
    ],
    [
      .convolution(filters: 4, Window(.one)), .activation(.tanh), .normalization(bands: 2),
      .flatten,
    ],
    [.convolution(filters: 6, Window(Extent(2, 2), padding: .causal)), .gate, .flatten],
    [.averagePool(Extent(2, 3)), .activation(.gelu), .flatten, .dense(units: 2)],
    [
      .convolution(filters: 6, Window(Extent(8, 6), padding: .valid)),
      .rankSum(rank: 2, activation: .clippedRelu), .flatten,
    ],
  ]

  private static let steps: [[LayerSpec]] = [
    [.frames, .recurrent(.gru, units: 5), .lastState(), .dense(units: 3)],
    [.frames, .recurrent(.lstm, units: 4, bothWays: true), .lastState(bothWays: true)],
    [.frames, .positions(token: true), .layerNormalization, .step(0), .dense(units: 2)],
    [.frames, .attention(heads: 2), .timeAverage, .flatten],
    [.frames, .attentionPool(heads: 2), .dense(units: 3)],
    [
      .convolution(filters: 4, Window(.one)),
      .residual(
        [.convolution(filters: 4, Window(Extent(3, 3)))], around: [], activation: .relu),
      .flatten,
    ],
    [
      .convolution(filters: 4, Window(.one)),
      .broadcastResidual(
        before: [.depthwise(Window(Extent(1, 3)))],
        [.frequencyAverage, .convolution(filters: 4, Window(.one))], adds: true,
        activation: .relu), .flatten,
    ],
    [
      .convolution(filters: 4, Window(.one)),
      .skipStack([
        SkipBlock(
          body: [.convolution(filters: 4, Window(Extent(2, 1), padding: .causal))],
          onward: [.convolution(filters: 4, Window(.one))],
          skip: [.convolution(filters: 2, Window(.one))]),
        SkipBlock(
          body: [.convolution(filters: 4, Window(Extent(2, 1), padding: .causal))], onward: nil,
          skip: [.convolution(filters: 2, Window(.one))]),
      ]), .flatten,
    ],
    // Classes of every frame.
    [.frames, .recurrent(.lstm, units: 4), .convolution(filters: 3, Window(.one))],
  ]

  @Test(arguments: filters + steps) func whatGoesOutComesInAgain(_ specs: [LayerSpec]) throws {
    let input = Shape(time: 8, frequency: 6)
    var network = try Network(specs, input: input, seed: 7)
    // Statistics that are not those of the beginning.
    var tensors = network.tensors
    for (name, tensor) in tensors where name.hasSuffix("mean") || name.hasSuffix("variance") {
      tensors[name]?.scalars = tensor.scalars.indices.map { 0.5 + Float($0) / 9 }
    }
    try network.load(tensors)
    let bytes = try ONNXExport.bytes(of: network, ONNXExport.Facts(name: "m"))
    let imported = try ImportedNetwork.read(bytes)
    #expect(imported.input == [1, 8, 6])
    let again = try Self.network(imported, input)
    let clips = (0..<2 * input.count).map { Float(sin(Double($0) * 0.7)) }
    let (before, after) = (
      try Predictor(network).logits(clips, count: 2), try Predictor(again).logits(clips, count: 2)
    )
    #expect(before.count == after.count)
    let worst = zip(before, after).map { abs($0 - $1) }.max() ?? 1
    #expect(worst < 1e-5, "\(before) \(after)")
  }

  static func network(_ imported: ImportedNetwork, _ input: Shape) throws -> Network {
    try Network(
      [.graph(imported.program)], input: input,
      tensors: Dictionary(
        uniqueKeysWithValues: imported.tensors.enumerated().map { ("layers.0.tensor.\($0)", $1) }))
  }

  @Test func scalingAndFactsGoAlong() throws {
    let network = try Network(
      [.flatten, .dense(units: 2)], input: Shape(time: 2, frequency: 3), seed: 1)
    let facts = ONNXExport.Facts(
      name: "m", means: [1, 2, 3], deviations: [2, 2, 4], temperature: 2,
      metadata: ["earmark.labels": "[\"a\",\"b\"]"])
    let imported = try ImportedNetwork.read(ONNXExport.bytes(of: network, facts))
    #expect(imported.metadata == facts.metadata)
    let again = try Self.network(imported, network.input)
    let clip: [Float] = [3, 2, 7, 1, 6, -1]
    let scaled: [Float] = [1, 0, 1, 0, 2, -1]
    let (before, after) = (
      try Predictor(network).logits(scaled, count: 1), try Predictor(again).logits(clip, count: 1)
    )
    #expect(zip(before, after).allSatisfy { abs($0 - $1) < 1e-6 })
    // Scores are a softmax of calibrated logits, which is left out again.
    let scores = try ImportedNetwork.read(
      ONNXExport.bytes(of: network, facts), output: ONNXExport.outputs.scores)
    let half = try Predictor(Self.network(scores, network.input)).logits(clip, count: 1)
    #expect(zip(before, half).allSatisfy { abs($0 / 2 - $1) < 1e-6 })
  }

  @Test func whatONNXCanNotSayIsRefused() throws {
    let network = try Network(
      [.statistics(segments: 2), .dense(units: 2)], input: Shape(time: 8, frequency: 3), seed: 1)
    #expect(throws: NetworkFileError.self) {
      try ONNXExport.bytes(of: network, ONNXExport.Facts(name: "m"))
    }
  }

  @Test func inputsWithBinsFirstAreTurned() throws {
    let network = try Network(
      [.flatten, .dense(units: 2)], input: Shape(time: 4, frequency: 3), seed: 1)
    let imported = try ImportedNetwork.read(
      ONNXExport.bytes(of: network, ONNXExport.Facts(name: "m")))
    let (same, layout) = try #require(try imported.fitted(frames: 4, bins: 3))
    #expect(layout == .frames && same.program == imported.program)
    #expect(try imported.fitted(frames: 4, bins: 4) == nil)
    let (turned, other) = try #require(try imported.fitted(frames: 3, bins: 4))
    #expect(other == .bins)
    let clip = (0..<12).map { Float($0) }
    let columns = (0..<3).flatMap { frame in (0..<4).map { clip[$0 * 3 + frame] } }
    #expect(
      try Predictor(Self.network(turned, Shape(time: 3, frequency: 4))).logits(columns, count: 1)
        == Predictor(Self.network(imported, network.input)).logits(clip, count: 1))
  }

  @Test func weightsAreArraysInC() throws {
    let network = try Network(
      [.flatten, .dense(units: 2)], input: Shape(time: 2, frequency: 1), seed: 1)
    let text = try CArrayExport.text(
      of: network,
      CArrayExport.Facts(
        name: "my-model", labels: ["yes", "n\"o??\u{e9}"], means: [0.5], deviations: [2],
        notes: ["a */ b"]))
    #expect(text.contains("static const float my_model_layers_1_weight[4] = {"))
    #expect(text.contains("MY_MODEL_CLASSES = 2,"))
    #expect(text.contains("\"n\\042o\\077\\077\\303\\251\","))
    #expect(text.contains("a * / b") && !text.contains("a */ b"))
    for value in network.tensors["layers.1.weight"]?.scalars ?? [] {
      #expect(text.contains("\(value)f,"))
    }
  }
}
