import Foundation
import NeuralNetworks
import Testing

/// What operations of a program give, against loops, and what makes no program.
@Suite struct GraphProgramTests {
  private typealias Node = GraphProgram.Node

  /// What a program gives for some clips at once.
  private func outputs(
    _ input: [Int], _ tensors: [NamedTensor] = [], _ nodes: [Node], _ clips: [[Float]]
  ) throws -> [[Float]] {
    let program = try GraphProgram(input: input, tensors: tensors.map(\.shape), nodes: nodes)
    let count = input.reduce(1, *)
    let network = try Network(
      [.graph(program)], input: Shape(time: count),
      tensors: Dictionary(
        uniqueKeysWithValues: tensors.enumerated().map { ("layers.0.tensor.\($0)", $1) }))
    let predictor = try Predictor(network)
    let logits = predictor.logits(clips.flatMap(\.self), count: clips.count)
    return clips.indices.map {
      Array(logits[($0 * predictor.classCount)..<(($0 + 1) * predictor.classCount)])
    }
  }

  private func numbers(_ count: Int, _ seed: Int = 0) -> [Float] {
    (0..<count).map { Float(sin(Double($0 * 7 + seed) * 1.3)) }
  }

  private func tensor(_ shape: [Int], _ seed: Int) -> NamedTensor {
    NamedTensor(shape: shape, scalars: numbers(shape.reduce(1, *), seed))
  }

  private func expectEqual(
    _ found: [Float], _ wanted: [Float], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(found.count == wanted.count, sourceLocation: sourceLocation)
    let worst = zip(found, wanted).map { abs($0 - $1) }.max() ?? 0
    #expect(worst < 1e-5, "\(found) \(wanted)", sourceLocation: sourceLocation)
  }

  @Test func severalClipsGoThroughEach() throws {
    let clips = [numbers(6), numbers(6, 3), numbers(6, 9)]
    let made = try outputs(
      [2, 3], [], [Node(.function(GraphFunction(.negative)), [0])], clips)
    for (one, clip) in zip(made, clips) { expectEqual(one, clip.map { -$0 }) }
  }

  @Test func filtersWithPaddingOfTheirOwn() throws {
    let clip = numbers(5 * 4 * 2)
    let filters = tensor([3, 2, 2, 3], 5)
    let window = Window(
      Extent(3, 2), stride: Extent(2, 1), padding: .sides(before: Extent(2, 0), after: Extent(0, 1))
    )
    let made = try outputs(
      [1, 5, 4, 2], [filters], [Node(.convolution(window), [0, 1])], [clip])[0]
    var wanted: [Float] = []
    for t in 0..<3 {
      for f in 0..<4 {
        for out in 0..<3 {
          var sum: Float = 0
          for i in 0..<3 {
            for j in 0..<2 {
              let (x, y) = (t * 2 + i - 2, f + j)
              guard (0..<5).contains(x), (0..<4).contains(y) else { continue }
              for c in 0..<2 {
                sum += clip[(x * 4 + y) * 2 + c] * filters.scalars[((i * 2 + j) * 2 + c) * 3 + out]
              }
            }
          }
          wanted.append(sum)
        }
      }
    }
    expectEqual(made, wanted)
  }

  @Test func meansOfWindowsCountWhatIsThere() throws {
    let window = Window(
      Extent(2, 1), stride: Extent(2, 1), padding: .sides(before: Extent(1, 0), after: Extent(0, 0))
    )
    for (counts, wanted) in [(false, [1, 2.5, 4]), (true, [0.5, 2.5, 2])] as [(Bool, [Float])] {
      let made = try outputs(
        [1, 4, 1, 1], [],
        [
          Node(
            .averagePool(
              Window(
                window.kernel, stride: window.stride,
                padding: .sides(before: Extent(1, 0), after: Extent(1, 0))), countsPadding: counts),
            [0])
        ], [[1, 2, 3, 4]])[0]
      expectEqual(made, wanted)
    }
  }

  @Test func matricesOfTheClipAreMultiplied() throws {
    let clip = numbers(2 * 3 * 4)
    // [2, 3, 4] times its own turned matrices.
    let made = try outputs(
      [2, 3, 4], [],
      [
        Node(.view(offset: 0, shape: [2, 4, 3], strides: [12, 1, 4]), [0]),
        Node(.product, [0, 1]),
      ], [clip])[0]
    var wanted: [Float] = []
    for m in 0..<2 {
      for i in 0..<3 {
        for j in 0..<3 {
          wanted.append(
            (0..<4).reduce(0) { $0 + clip[m * 12 + i * 4 + $1] * clip[m * 12 + j * 4 + $1] })
        }
      }
    }
    expectEqual(made, wanted)
    let row = try outputs(
      [1, 4], [tensor([4, 2], 1), tensor([2], 2)], [Node(.product, [0, 1, 2])], [numbers(4)])[0]
    let (weights, bias) = (numbers(8, 1), numbers(2, 2))
    expectEqual(
      row,
      (0..<2).map { unit in
        (0..<4).reduce(bias[unit]) { $0 + numbers(4)[$1] * weights[$1 * 2 + unit] }
      })
  }

  @Test func valuesAreMovedAndJoined() throws {
    let clip: [Float] = [1, 2, 3, 4, 5, 6]
    let backwards = try outputs(
      [2, 3], [], [Node(.view(offset: 5, shape: [3, 2], strides: [-1, -3]), [0])], [clip])[0]
    #expect(backwards == [6, 3, 5, 2, 4, 1])
    let padded = try outputs(
      [2, 3], [], [Node(.padding(before: [1, 0], after: [0, 1], value: 9), [0])], [clip])[0]
    #expect(padded == [9, 9, 9, 9, 1, 2, 3, 9, 4, 5, 6, 9])
    let joined = try outputs(
      [2, 3], [NamedTensor(shape: [2, 1], scalars: [7, 8])],
      [Node(.concatenation(axis: 1), [1, 0])], [clip])[0]
    #expect(joined == [7, 1, 2, 3, 8, 4, 5, 6])
  }

  @Test func axesOfOneAreRepeated() throws {
    let clip: [Float] = [1, 2, 3, 4, 5, 6]
    let rows = NamedTensor(shape: [2, 1], scalars: [10, 20])
    for (combination, wanted) in [
      (.sum, [11, 12, 13, 24, 25, 26]), (.difference, [9, 8, 7, 16, 15, 14]),
      (.maximum, [10, 10, 10, 20, 20, 20]),
    ] as [(GraphCombination, [Float])] {
      #expect(
        try outputs([2, 3], [rows], [Node(.combination(combination), [1, 0])], [clip])[0] == wanted)
    }
  }

  @Test func valuesAlongAxesBecomeOne() throws {
    let clip = numbers(2 * 3 * 2)
    let made = try outputs(
      [2, 3, 2], [], [Node(.reduction(.mean, axes: [0, 2]), [0])], [clip])[0]
    expectEqual(
      made,
      (0..<3).map { j in
        [0, 1, 6, 7].reduce(Float(0)) { $0 + clip[$1 + 2 * j] } / 4
      })
    let shares = try outputs([2, 3], [], [Node(.softmax(axis: 0), [0])], [numbers(6)])[0]
    expectEqual((0..<3).map { shares[$0] + shares[3 + $0] }, [1, 1, 1])
    let x = numbers(6)
    expectEqual([shares[0]], [exp(x[0]) / (exp(x[0]) + exp(x[3]))])
  }

  @Test func functionsAreWhatTheyAreCalled() throws {
    let clip: [Float] = [-2.5, -0.4, 0, 0.3, 4]
    let cases: [(GraphFunction, (Double) -> Double)] = [
      (GraphFunction(.relu), { max(0, $0) }), (GraphFunction(.sigmoid), { 1 / (1 + exp(-$0)) }),
      (GraphFunction(.tanh), { Foundation.tanh($0) }),
      (GraphFunction(.gelu), { $0 * 0.5 * (1 + erf($0 / 2.0.squareRoot())) }),
      (GraphFunction(.clip, [-1, 3]), { min(max($0, -1), 3) }),
      (GraphFunction(.leakyRelu, [0.1]), { $0 < 0 ? 0.1 * $0 : $0 }),
      (GraphFunction(.elu, [2]), { $0 < 0 ? 2 * (exp($0) - 1) : $0 }),
      (GraphFunction(.hardSigmoid, [0.2, 0.5]), { min(max(0.2 * $0 + 0.5, 0), 1) }),
      (GraphFunction(.hardSwish), { $0 * min(max($0 / 6 + 0.5, 0), 1) }),
      (GraphFunction(.softplus), { log(1 + exp($0)) }), (GraphFunction(.absolute), { abs($0) }),
      (GraphFunction(.errorFunction), { erf($0) }), (GraphFunction(.floor), { floor($0) }),
      (GraphFunction(.square), { $0 * $0 }),
    ]
    for (function, naive) in cases {
      let made = try outputs([5], [], [Node(.function(function), [0])], [clip])[0]
      expectEqual(made, clip.map { Float(naive(Double($0))) })
      // What folds constants and what runs are the same.
      if function.name == .gelu || function.name == .sigmoid {
        expectEqual(clip.map { function($0) }, made)
      }
    }
  }

  @Test func numbersOfAGridAreTheNearest() throws {
    let made = try outputs(
      [5], [], [Node(.rounding(scale: 0.5, zero: -1, range: -3...2), [0])],
      [[-9, -0.3, 0.2, 0.26, 9]])[0]
    #expect(made == [-1, -0.5, 0, 0.5, 1.5])
  }

  @Test func statesAreThoseOfALayer() throws {
    let input = Shape(time: 5, channels: 3)
    for cell in [RecurrentCell.lstm, .gru] {
      let layer = try Network(
        [.recurrent(cell, units: 4, bothWays: true)], input: input, seed: 3)
      var parts = ["input", "state", "bias"]
      if cell == .gru { parts.append("stateBias") }
      let tensors = ["forward", "backward"].flatMap { way in
        parts.compactMap { layer.tensors["layers.0.\(way).\($0)"] }
      }
      let clip = numbers(15)
      let made = try outputs(
        [5, 3], tensors,
        [Node(.recurrence(cell, units: 4, bothWays: true), Array(0...tensors.count))], [clip])[0]
      #expect(try Predictor(layer).logits(clip, count: 1) == made)
    }
  }

  @Test func programsThatMakeNoSenseAreRefused() {
    let cases: [(input: [Int], nodes: [GraphProgram.Node])] = [
      ([4], []), ([4], [Node(.function(GraphFunction(.relu)), [1])]),
      ([4], [Node(.function(GraphFunction(.clip)), [0])]),
      ([4], [Node(.reshape([3]), [0])]), ([0], [Node(.reshape([0]), [0])]),
      ([4], [Node(.view(offset: 0, shape: [5], strides: [1]), [0])]),
      ([4], [Node(.view(offset: 3, shape: [2], strides: [-4]), [0])]),
      ([4], [Node(.view(offset: 3, shape: [2], strides: [.min]), [0])]),
      ([4], [Node(.softmax(axis: 1), [0])]), ([4], [Node(.product, [0, 0])]),
      ([4], [Node(.padding(before: [1 << 25], after: [0], value: 0), [0])]),
      ([4], [Node(.rounding(scale: 0, zero: 0, range: 0...1), [0])]),
      ([4], [Node(.concatenation(axis: 0), [])]),
      ([1, 4, 4, 1], [Node(.maximumPool(Window(Extent(9, 9), padding: .valid)), [0])]),
      (
        [1, 4, 4, 1],
        [
          Node(
            .maximumPool(
              Window(Extent(2, 2), padding: .sides(before: Extent(3, 0), after: Extent(0, 0)))), [0]
          )
        ]
      ),
      ([1 << 20, 1 << 20], [Node(.function(GraphFunction(.relu)), [0])]),
    ]
    for (input, nodes) in cases {
      #expect(throws: GraphError.self, "\(input) \(nodes)") {
        try GraphProgram(input: input, tensors: [], nodes: nodes)
      }
    }
  }

  @Test func programsPredictButAreNotTrained() throws {
    let program = try GraphProgram(
      input: [4], tensors: [], nodes: [Node(.function(GraphFunction(.relu)), [0])])
    let network = try Network([.graph(program)], input: Shape(time: 4), seed: 1)
    #expect(throws: NetworkError.self) {
      try TrainingEngine(
        network, batchSize: 2, settings: OptimizerSettings(schedule: .constant(1e-3)), seed: 1)
    }
  }
}
