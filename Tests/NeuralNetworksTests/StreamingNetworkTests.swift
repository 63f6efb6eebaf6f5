import NeuralNetworks
import Testing

@Suite struct StreamingNetworkTests {
  private static let input = Shape(time: 12, frequency: 5)
  private static let networks: [[LayerSpec]] = [
    [.frames, .recurrent(.gru, units: 9), .lastState(), .dropout(0.5), .dense(units: 4)],
    [.frames, .recurrent(.lstm, units: 6), .lastState(), .dense(units: 4)],
    [
      .frames, .convolution(filters: 14, Window(.one), bias: false),
      .depthwise(Window(Extent(12), padding: .valid), bias: false),
      .rankSum(rank: 2, activation: .relu), .dense(units: 5), .dense(units: 4),
    ],
  ]

  @Test(arguments: networks.indices)
  func lastFrameGivesTheLogitsOfTheClip(_ index: Int) throws {
    let network = try Network(Self.networks[index], input: Self.input, seed: 3)
    let stream = try #require(try StreamingNetwork(network))
    let predictor = try Predictor(network)
    var source = SeededGenerator(seed: 1)
    for _ in 0..<2 {
      let frames = (0..<12).map { _ in (0..<5).map { _ in Float(source.normal()) } }
      let streamed = frames.map(stream.push).last ?? []
      let whole = predictor.logits(frames.flatMap { $0 }, count: 1)
      for (a, b) in zip(streamed, whole) { #expect(abs(a - b) < 1e-5) }
      #expect(streamed.count == 4)
      stream.reset()
    }
  }

  /// A window that slides gives at every frame what the clip of the last frames gives.
  @Test func filtersSeeTheLastFramesAlone() throws {
    let network = try Network(Self.networks[2], input: Self.input, seed: 3)
    let stream = try #require(try StreamingNetwork(network))
    let predictor = try Predictor(network)
    var source = SeededGenerator(seed: 2)
    var frames = [[Float]](repeating: [0, 0, 0, 0, 0], count: 12)
    for _ in 0..<30 {
      let frame = (0..<5).map { _ in Float(source.normal()) }
      frames.append(frame)
      let streamed = stream.push(frame)
      let whole = predictor.logits(frames.suffix(12).flatMap { $0 }, count: 1)
      for (a, b) in zip(streamed, whole) { #expect(abs(a - b) < 1e-5) }
    }
  }

  @Test func networkThatLooksAtWholeClipsHasNoStream() throws {
    let specs: [LayerSpec] = [
      .frames, .recurrent(.gru, units: 9, bothWays: true), .lastState(bothWays: true),
      .dense(units: 4),
    ]
    #expect(try StreamingNetwork(Network(specs, input: Self.input, seed: 3)) == nil)
  }
}
