import Labeling
import NeuralNetworks
import Workers

/// Judges networks by the unchanged examples of a part of a training set.
///
/// What networks see is made once and kept where it fits. It belongs to one thread at a time, and
/// works on several.
public final class PartJudge {
  /// The classes of the examples.
  public let truth: [Int]
  /// The clips of the examples; nil for silence.
  public let clips: [Int?]
  private let maker: ExampleMaker
  private let part: SplitPart
  private let places: [Int]
  private let threads: Int
  private let isKept: Bool
  private var kept: [Block?]

  /// Bytes of inputs that are kept at most.
  private static let byteLimit = 512 << 20
  /// Examples that are worked on together.
  private static let blockSize = 64

  /// What a network sees of some examples.
  private struct Block: Sendable {
    var inputs: [Float] = []
    /// The weight of each input, example by example.
    var weights: [[Double]] = []
  }

  /// What a network says of an example.
  public struct Opinion: Sendable {
    /// The mean of the crops' logits.
    public let logits: [Float]
    /// The mean of the crops' probabilities.
    public let probabilities: [Float]
  }

  /// Judges by a part of what a maker makes.
  ///
  /// - Parameter limit: Examples at most, spread over all; nil takes all.
  public init(_ maker: ExampleMaker, part: SplitPart, limit: Int? = nil, threads: Int) {
    let entries = maker.set.entries(of: part)
    let count = min(entries.count, limit ?? entries.count)
    places = (0..<count).map { $0 * entries.count / max(1, count) }
    truth = places.map { entries[$0].label }
    clips = places.map { entries[$0].clip }
    self.maker = maker
    self.part = part
    self.threads = threads
    let shape = maker.frontEnd.inputShape
    let crops = maker.frontEnd.placement == .repeated ? ClipPlacement.cropCount : 1
    isKept = 4 * count * shape.frames * shape.bins * crops <= PartJudge.byteLimit
    let blocks = (count + PartJudge.blockSize - 1) / PartJudge.blockSize
    kept = [Block?](repeating: nil, count: blocks)
  }

  /// Whether there is any example.
  public var isEmpty: Bool { places.isEmpty }

  /// What a network says of every example.
  ///
  /// - Parameter temperature: What logits are divided by.
  public func opinions(
    of network: Network, temperature: Double = 1
  ) throws(TrainingFailure) -> [Opinion] {
    let (kept, maker, part, places) = (kept, maker, part, places)
    let results = ParallelLoop.map(count: kept.count, threads: threads) {
      number throws(TrainingFailure) -> (Block, [Opinion]) in
      let first = number * PartJudge.blockSize
      let own = places[first..<min(places.count, first + PartJudge.blockSize)]
      let block: Block
      if let known = kept[number] {
        block = known
      } else {
        block = try PartJudge.block(maker, part, own)
      }
      return (block, try PartJudge.opinions(block, network, temperature))
    }
    var opinions: [Opinion] = []
    for (number, result) in results.enumerated() {
      guard let result else { continue }
      let (block, own) = try result.get()
      if isKept { self.kept[number] = block }
      opinions += own
    }
    return opinions
  }

  /// How good a network is; nil where there is no example.
  public func validation(of network: Network) throws(TrainingFailure) -> Validation? {
    guard !isEmpty else { return nil }
    let opinions = try opinions(of: network)
    let correct = zip(opinions, truth).count { Evaluation.best($0.probabilities) == $1 }
    let loss = Temperature.loss(logits: opinions.map(\.logits), truth: truth, temperature: 1)
    return Validation(accuracy: Double(correct) / Double(truth.count), loss: loss)
  }

  private static func block(
    _ maker: ExampleMaker, _ part: SplitPart, _ places: ArraySlice<Int>
  ) throws(TrainingFailure) -> Block {
    let inputMaker: InputMaker
    do {
      inputMaker = try maker.inputMaker()
    } catch {
      throw .frontEnd(error)
    }
    var block = Block()
    for place in places {
      do {
        let inputs = try maker.inputs(place, of: part, with: inputMaker)
        for input in inputs { block.inputs += input.input }
        block.weights.append(inputs.map(\.weight))
      } catch {
        throw .example(error)
      }
    }
    return block
  }

  private static func opinions(
    _ block: Block, _ network: Network, _ temperature: Double
  ) throws(TrainingFailure) -> [Opinion] {
    let predictor: Predictor
    do {
      predictor = try Predictor(network)
    } catch {
      throw .trainer(.network(error))
    }
    let classes = predictor.classCount
    let count = block.weights.reduce(0) { $0 + $1.count }
    let logits = predictor.logits(block.inputs, count: count)
    var row = 0
    return block.weights.map { weights in
      var mean = [Float](repeating: 0, count: classes)
      var probabilities = mean
      for weight in weights {
        let own = Array(logits[(row * classes)..<((row + 1) * classes)])
        let scores = Temperature.probabilities(own, temperature: temperature)
        for label in 0..<classes {
          mean[label] += Float(weight) * own[label]
          probabilities[label] += Float(weight) * scores[label]
        }
        row += 1
      }
      return Opinion(logits: mean, probabilities: probabilities)
    }
  }
}
