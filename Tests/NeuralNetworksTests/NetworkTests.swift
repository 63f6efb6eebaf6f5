import NeuralNetworks
import Testing

@Suite struct NetworkTests {
  private static let specs: [LayerSpec] = [.flatten, .dense(units: 3), .dense(units: 2)]
  private static let input = Shape(time: 4, frequency: 2)

  private func network(seed: UInt64 = 1) throws -> Network {
    try Network(Self.specs, input: Self.input, seed: seed)
  }

  @Test func seedDecidesTheWeights() throws {
    #expect(try network() == network())
    #expect(try network() != network(seed: 2))
  }

  @Test func tensorsGoOutAndInAgain() throws {
    var other = try network(seed: 2)
    try other.load(network().tensors)
    #expect(try other == network())
  }

  @Test func tensorsThatDoNotFitAreRefusedByName() throws {
    var network = try network()
    let before = network
    var tensors = network.tensors
    tensors["layers.1.bias"] = nil
    #expect(throws: NetworkError.tensorIsMissing(name: "layers.1.bias")) {
      try network.load(tensors)
    }
    tensors = before.tensors
    tensors["more"] = NamedTensor(shape: [1], scalars: [1])
    #expect(throws: NetworkError.tensorIsUnknown(name: "more")) { try network.load(tensors) }
    tensors = before.tensors
    tensors["layers.1.weight"] = NamedTensor(
      shape: [3, 8], scalars: .init(repeating: 0, count: 24))
    #expect(
      throws: NetworkError.tensorHasOtherShape(
        name: "layers.1.weight", expected: [8, 3], found: [3, 8])
    ) { try network.load(tensors) }
    tensors = before.tensors
    tensors["layers.2.bias"]?.scalars[1] = .infinity
    #expect(throws: NetworkError.tensorIsNotFinite(name: "layers.2.bias")) {
      try network.load(tensors)
    }
    #expect(network == before)
  }

  @Test func trunkIsTakenWithoutItsHead() throws {
    let trunk = try Network(
      [.flatten, .dense(units: 3), .dense(units: 7)], input: Self.input, seed: 5)
    var network = try network()
    let taken = network.takeMatching(trunk.tensors)
    #expect(taken == ["layers.1.bias", "layers.1.weight"])
    #expect(network.tensors["layers.1.weight"] == trunk.tensors["layers.1.weight"])
  }

  @Test func layersThatDoNotFitAreRefused() {
    let wide: [LayerSpec] = [.convolution(filters: 2, Window(Extent(9, 9), padding: .valid))]
    #expect(throws: NetworkError.self) { try Network(wide, input: Self.input, seed: 1) }
    #expect(throws: NetworkError.hasNoLayers) { try Network([], input: Self.input, seed: 1) }
    #expect(throws: NetworkError.self) {
      try Network([.dense(units: 0)], input: Self.input, seed: 1)
    }
    #expect(throws: NetworkError.self) {
      try Network([.dropout(1)], input: Self.input, seed: 1)
    }
    #expect(throws: NetworkError.self) {
      try Network([.recurrent(.gru, units: 3)], input: Self.input, seed: 1)
    }
    #expect(throws: NetworkError.self) {
      try Network(
        [.flatten, .dense(units: 8_000), .dense(units: 8_000)], input: Self.input, seed: 1)
    }
    let huge: [LayerSpec] = [
      .convolution(filters: .max / 2, Window(Extent(9, 9), padding: .same), bias: true)
    ]
    #expect(throws: NetworkError.self) { try Network(huge, input: Self.input, seed: 1) }
    for extents in [(-1, 4, 1), (Int.max / 2, 4, 1), (4, 4, 1 << 40), (3000, 3000, 1)] {
      let input = Shape(time: extents.0, frequency: extents.1, channels: extents.2)
      #expect(throws: NetworkError.self) { try Network(Self.specs, input: input, seed: 1) }
    }
  }

  @Test func manyClipsAreAsOneByOne() throws {
    let specs: [LayerSpec] = [
      .convolution(filters: 8, Window(Extent(3, 3)), activation: .relu), .timeAverage, .flatten,
      .dense(units: 3),
    ]
    let predictor = try Predictor(Network(specs, input: Self.input, seed: 3))
    var source = SeededGenerator(seed: 1)
    let inputs = (0..<37 * 8).map { _ in Float(source.normal()) }
    let (logits, embeddings) = predictor.outputs(inputs, count: 37)
    #expect(predictor.embeddingCount == 16)
    #expect(embeddings.count == 37 * 16)
    for clip in 0..<37 {
      let one = predictor.logits(Array(inputs[clip * 8..<(clip + 1) * 8]), count: 1)
      for (alone, together) in zip(one, logits[clip * 3..<(clip + 1) * 3]) {
        #expect(abs(alone - together) < 1e-5)
      }
    }
  }

  @Test func probabilitiesSumToOneAndFlatten() {
    let sharp = Predictor.probabilities([1, 3, 2, 1000, -1000, 0], classes: 3)
    #expect(abs(sharp[0] + sharp[1] + sharp[2] - 1) < 1e-6)
    #expect(sharp[3] == 1)
    let flat = Predictor.probabilities([1, 3, 2], classes: 3, temperature: 10)
    #expect(flat[1] < sharp[1] && flat[1] > flat[2])
  }
}
