import Labeling
import NeuralNetworks
import Workers

/// Judges networks that give labels in order, by strings of a part of a training set.
struct StringJudge {
  private let maker: StringMaker
  private let part: SplitPart
  private let places: [Int]
  private let threads: Int

  /// Strings that are worked on together.
  private static let blockSize = 16

  /// What was said of a string, and what it is.
  struct Answer: Sendable {
    /// The labels that are there.
    let truth: [Int]
    /// The clip that it begins with; nil for silence.
    let clip: Int?
    /// What the network says.
    let said: Transcription
  }

  /// Judges by a part of what a maker makes.
  ///
  /// - Parameter limit: Strings at most, spread over all.
  init(_ maker: StringMaker, part: SplitPart, limit: Int, threads: Int) {
    let entries = maker.set.entries(of: part)
    let count = min(entries.count, limit)
    places = (0..<count).map { $0 * entries.count / max(1, count) }
    self.maker = maker
    self.part = part
    self.threads = threads
  }

  /// Whether there is any string.
  var isEmpty: Bool { places.isEmpty }

  /// What a network says of every string.
  func answers(
    of network: Network, by decoder: SequenceDecoder
  ) throws(TrainingFailure) -> [Answer] {
    let (maker, part, places) = (maker, part, places)
    let blocks = (places.count + Self.blockSize - 1) / Self.blockSize
    let results = ParallelLoop.map(count: blocks, threads: threads) {
      number throws(TrainingFailure) -> [Answer] in
      let first = number * Self.blockSize
      let own = places[first..<min(places.count, first + Self.blockSize)]
      let hearing = try Self.hearing(maker, network)
      var answers: [Answer] = []
      for place in own {
        do throws(ExampleError) {
          let string = try maker.plain(place, of: part, with: hearing.maker)
          let probabilities = FrameProbabilities(
            logits: hearing.predictor.logits(string.input, count: 1),
            classes: maker.set.labels.count + 1)
          answers.append(
            Answer(
              truth: string.labels, clip: maker.set.entries(of: part)[place].clip,
              said: decoder.best(probabilities)))
        } catch {
          throw .example(error)
        }
      }
      return answers
    }
    var answers: [Answer] = []
    for result in results { answers += try result?.get() ?? [] }
    return answers
  }

  /// How good a network is: the share of strings without a fault; nil where there is none.
  func validation(of network: Network) throws(TrainingFailure) -> Validation? {
    guard !isEmpty else { return nil }
    let answers = try answers(of: network, by: .greedy)
    let right = answers.count { $0.said.labels == $0.truth }
    return Validation(accuracy: Double(right) / Double(answers.count))
  }

  private static func hearing(
    _ maker: StringMaker, _ network: Network
  ) throws(TrainingFailure) -> (maker: InputMaker, predictor: Predictor) {
    let inputMaker: InputMaker
    do { inputMaker = try maker.inputMaker() } catch { throw .frontEnd(error) }
    do { return (inputMaker, try Predictor(network)) } catch { throw .trainer(.network(error)) }
  }
}
