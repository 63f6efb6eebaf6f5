import NeuralNetworks
import Testing

/// A small network that a layer is tested in.
struct LayerCase: Sendable, CustomTestStringConvertible {
  let name: String
  let specs: [LayerSpec]
  let input: Shape
  var clips = 5

  var testDescription: String { name }

  init(_ name: String, _ specs: [LayerSpec], _ input: Shape, clips: Int = 5) {
    self.name = name
    self.specs = specs + [.flatten, .dense(units: 3)]
    self.input = input
    self.clips = clips
  }

  /// The network, with tensors that are nowhere 0 or 1.
  func network() throws -> Network {
    var network = try Network(specs, input: input, seed: 7)
    var source = SeededGenerator(seed: 11)
    var tensors = network.tensors
    for name in tensors.keys.sorted() {
      guard var tensor = tensors[name], !name.hasSuffix(".weight") else { continue }
      let isPositive = name.hasSuffix(".variance") || name.hasSuffix(".scale")
      for place in tensor.scalars.indices {
        let value = Float(source.normal()) * 0.3
        tensor.scalars[place] += isPositive ? abs(value) : value
      }
      tensors[name] = tensor
    }
    try network.load(tensors)
    return network
  }

  var inputs: [[Float]] {
    var source = SeededGenerator(seed: 13)
    return (0..<clips).map { _ in (0..<input.count).map { _ in Float(source.normal()) } }
  }

  var labels: [Int] { (0..<clips).map { $0 % 3 } }
}

extension LayerCase {
  private static let picture = Shape(time: 9, frequency: 7, channels: 3)
  private static let wide = Shape(time: 6, frequency: 5, channels: 21)

  /// Every kind of layer, in every way it can be used.
  static let all: [LayerCase] = convolutions + others

  private static let convolutions: [LayerCase] = [
    LayerCase(
      "even kernel, same", [.convolution(filters: 5, Window(Extent(4, 2)), activation: .tanh)],
      picture),
    LayerCase(
      "strides, same", [.convolution(filters: 18, Window(Extent(5, 4), stride: Extent(3, 2)))],
      picture),
    LayerCase(
      "stride over kernel", [.convolution(filters: 4, Window(Extent(2, 2), stride: Extent(3, 3)))],
      picture),
    LayerCase(
      "second convolution's gradient",
      [
        .convolution(filters: 6, Window(Extent(3, 3)), activation: .tanh),
        .convolution(filters: 17, Window(Extent(4, 3), stride: Extent(2, 3))),
      ], picture),
    LayerCase(
      "padding on both sides, dilation",
      [
        .convolution(filters: 4, Window(.one), activation: .sigmoid),
        .convolution(
          filters: 9,
          Window(
            Extent(3, 2), stride: Extent(2, 1), dilation: Extent(2, 3), padding: .both(Extent(3, 2))
          )),
      ], picture),
    LayerCase(
      "causal, dilated",
      [
        .convolution(filters: 8, Window(Extent(2), padding: .causal)),
        .convolution(filters: 8, Window(Extent(2), dilation: Extent(4), padding: .causal)),
      ], Shape(time: 13, channels: 2)),
    LayerCase(
      "valid, without bias",
      [
        .convolution(filters: 32, Window(Extent(3, 7), padding: .valid), bias: false),
        .activation(.swish),
      ], picture),
    LayerCase(
      "deep sums", [.convolution(filters: 10, Window(Extent(5, 5), padding: .valid))], wide,
      clips: 9),
    LayerCase(
      "depthwise 3 × 3",
      [
        .convolution(filters: 12, Window(.one), activation: .tanh),
        .depthwise(Window(Extent(3, 3)), activation: .tanh),
      ], picture),
    LayerCase(
      "depthwise, strides and dilation",
      [
        .activation(.tanh), .convolution(filters: 21, Window(.one)),
        .depthwise(Window(Extent(3, 1), stride: Extent(2, 2), dilation: Extent(2, 1))),
      ], picture),
    LayerCase(
      "depthwise over all of time",
      [.convolution(filters: 40, Window(.one)), .depthwise(Window(Extent(9, 1), padding: .valid))],
      picture),
  ]

  private static let others: [LayerCase] = [
    LayerCase("dense", [.dense(units: 19, activation: .tanh), .dense(units: 5)], picture),
    LayerCase(
      "more than eight clips a shard", [.dense(units: 5, activation: .swish)], picture, clips: 67),
    LayerCase(
      "normalization",
      [.convolution(filters: 11, Window(.one)), .normalization(activation: .tanh)], picture),
    LayerCase(
      "normalization of bands",
      [.convolution(filters: 5, Window(.one)), .normalization(bands: 3), .activation(.sigmoid)],
      picture),
    LayerCase(
      "normalization in the beginning", [.normalization(), .activation(.swish)], picture),
    LayerCase(
      "gate", [.convolution(filters: 10, Window(.one)), .gate], picture),
    LayerCase(
      "pools",
      [
        .convolution(filters: 9, Window(.one)),
        .maximumPool(Window(Extent(2, 2), stride: Extent(2, 2))), .averagePool(Extent(2, 3)),
      ], picture),
    LayerCase(
      "overlapping maximum",
      [
        .convolution(filters: 3, Window(.one)),
        .maximumPool(Window(Extent(3, 2), stride: Extent(2, 1))),
      ], picture),
    LayerCase(
      "averages", [.convolution(filters: 5, Window(.one)), .timeAverage], picture),
    LayerCase(
      "average over frequency",
      [.convolution(filters: 5, Window(.one)), .frequencyAverage], picture),
    LayerCase(
      "GRU", [.frames, .recurrent(.gru, units: 6), .lastState()],
      Shape(time: 7, frequency: 4)),
    LayerCase(
      "GRU both ways, two layers",
      [
        .frames, .recurrent(.gru, units: 5, bothWays: true),
        .recurrent(.gru, units: 3, bothWays: true), .lastState(bothWays: true),
      ], Shape(time: 6, frequency: 3)),
    LayerCase(
      "LSTM", [.frames, .recurrent(.lstm, units: 9)], Shape(time: 5, frequency: 4), clips: 19),
    LayerCase(
      "LSTM both ways",
      [
        .frames, .convolution(filters: 4, Window(.one)),
        .recurrent(.lstm, units: 5, bothWays: true), .timeAverage,
      ], Shape(time: 6, frequency: 3)),
    LayerCase(
      "filters of rank 2",
      [
        .frames, .convolution(filters: 12, Window(.one), bias: false),
        .depthwise(Window(Extent(9), padding: .valid), bias: false),
        .rankSum(rank: 2, activation: .tanh),
      ], Shape(time: 9, frequency: 5)),
    LayerCase(
      "residual",
      [
        .residual(
          [.convolution(filters: 3, Window(Extent(3, 3)), activation: .tanh)], activation: .tanh)
      ], picture),
    LayerCase(
      "residual with layers around",
      [
        .residual(
          [
            .convolution(filters: 4, Window(Extent(3, 3), stride: Extent(2, 1))),
            .normalization(activation: .tanh), .convolution(filters: 4, Window(.one)),
          ],
          around: [
            .convolution(filters: 4, Window(.one, stride: Extent(2, 1))), .normalization(),
          ], activation: .swish)
      ], picture),
    LayerCase(
      "residual of broadcasts",
      [
        .convolution(filters: 4, Window(.one)),
        .broadcastResidual(
          before: [.depthwise(Window(Extent(1, 3))), .normalization(bands: 2)],
          [
            .frequencyAverage, .depthwise(Window(Extent(3, 1))),
            .normalization(activation: .swish), .convolution(filters: 4, Window(.one)),
          ], adds: true, activation: .swish),
      ], picture),
    LayerCase(
      "stack with skips",
      [
        .convolution(filters: 4, Window(Extent(2), padding: .causal)),
        .skipStack([
          SkipBlock(
            body: [.convolution(filters: 8, Window(Extent(2), padding: .causal)), .gate],
            onward: [.convolution(filters: 4, Window(.one))],
            skip: [.averagePool(Extent(3)), .convolution(filters: 6, Window(.one))]),
          SkipBlock(
            body: [
              .convolution(filters: 8, Window(Extent(2), dilation: Extent(2), padding: .causal)),
              .gate,
            ], onward: nil,
            skip: [.averagePool(Extent(3)), .convolution(filters: 6, Window(.one))]),
        ]), .activation(.tanh),
      ], Shape(time: 17)),
    LayerCase(
      "layer normalization",
      [
        .convolution(filters: 11, Window(.one)), .layerNormalization, .activation(.gelu),
        .layerNormalization,
      ], picture),
    LayerCase(
      "layer normalization in the beginning", [.layerNormalization, .activation(.tanh)], picture),
    LayerCase(
      "attention of two heads",
      [
        .frames, .positions(token: true), .convolution(filters: 30, Window(.one)),
        .attention(heads: 2), .convolution(filters: 4, Window(.one)), .step(0),
      ], Shape(time: 17, frequency: 5)),
    LayerCase(
      "layers of attention",
      [
        .frames, .convolution(filters: 8, Window(.one)), .positions(),
        .residual([
          .convolution(filters: 24, Window(.one), bias: false), .attention(heads: 1),
          .convolution(filters: 8, Window(.one)),
        ]), .layerNormalization,
        .residual([
          .convolution(filters: 12, Window(.one), activation: .gelu),
          .convolution(filters: 8, Window(.one)),
        ]), .layerNormalization, .timeAverage,
      ], Shape(time: 9, frequency: 4), clips: 19),
    LayerCase(
      "means weighed by queries of the middle",
      [.frames, .convolution(filters: 6, Window(.one)), .attentionPool(heads: 3)],
      Shape(time: 18, frequency: 4)),
    LayerCase(
      "queries of what is given", [.frames, .attentionPool(heads: 2)],
      Shape(time: 5, frequency: 7)),
    LayerCase(
      "a step of a picture", [.convolution(filters: 3, Window(.one)), .step(4)], picture),
    LayerCase(
      "clipped rectifier",
      [
        .convolution(filters: 30, Window(Extent(9, 7)), start: .truncatedNormal(3)),
        .activation(.clippedRelu),
      ], picture),
    LayerCase("statistics", [.statistics(segments: 3)], Shape(time: 20, frequency: 4)),
    LayerCase(
      "rectifiers in all layers",
      [
        .convolution(filters: 6, Window(Extent(3, 3)), activation: .relu),
        .normalization(activation: .relu), .depthwise(Window(Extent(3, 3)), activation: .relu),
        .residual([.activation(.relu)], activation: .relu),
      ], picture),
  ]
}
