import NeuralNetworks

/// A model that is ready to say what clips are; it belongs to one thread at a time.
public final class Recognizer {
  /// What the model is.
  public let configuration: ModelConfiguration
  private let maker: InputMaker
  private let predictor: Predictor
  /// The labels, and nothing, of a network that gives the classes of every frame; else nil.
  private let frameClasses: Int?

  /// What is said of a clip.
  public struct Opinion: Sendable, Equatable {
    /// Calibrated probabilities, `[labels]`.
    public let probabilities: [Float]
    /// Logits, `[labels]`, the mean of the crops by their weights.
    public let logits: [Float]
    /// What the last layer reads, the mean of the crops by their weights.
    public let embedding: [Float]
  }

  /// What is said of a window of a long recording.
  public struct WindowOpinion: Sendable, Equatable {
    /// Samples that it covers, the first one and one past the last.
    public let samples: Range<Int>
    /// Calibrated probabilities, `[labels]`.
    public let probabilities: [Float]
  }

  /// Values of an embedding; 0 where the last layer is no dense one.
  public var embeddingCount: Int { predictor.embeddingCount }
  /// Products of values and weights for a window.
  public var multiplicationCount: Int { predictor.multiplicationCount }

  /// Windows that are worked on together.
  static let blockSize = 16

  /// Prepares a model.
  ///
  /// - Throws: What does not fit in the file.
  public convenience init(_ file: ModelFile) throws(ModelFileError) {
    try self.init(file.configuration, try file.network())
  }

  /// Prepares a network that was just trained.
  ///
  /// - Throws: What does not fit the front end.
  public init(
    _ configuration: ModelConfiguration, _ network: Network
  ) throws(ModelFileError) {
    self.configuration = configuration
    do {
      maker = try InputMaker(configuration.frontEnd, normalization: configuration.normalization)
    } catch {
      throw .frontEnd(error)
    }
    do {
      predictor = try Predictor(network)
    } catch {
      throw .configuration("its network can't be made")
    }
    let shape = configuration.frontEnd.inputShape
    let isInOrder = configuration.answers == .sequence
    frameClasses = isInOrder ? configuration.labels.count + 1 : nil
    let wanted =
      isInOrder ? shape.frames * (configuration.labels.count + 1) : configuration.labels.count
    guard predictor.inputCount == shape.frames * shape.bins, predictor.classCount == wanted
    else { throw .configuration("its network does not take what its front end gives") }
  }

  /// What the model says of a clip.
  ///
  /// - Parameter clip: Samples at the front end's rate.
  /// - Throws: Why the clip can't be prepared.
  public func opinion(of clip: [Float]) throws(FrontEndError) -> Opinion {
    opinion(ofInputs: try maker.inputs(of: clip))
  }

  /// What the model says of what it sees: one matrix, or several with weights that sum to 1.
  public func opinion(ofInputs inputs: [(input: [Float], weight: Double)]) -> Opinion {
    let outputs = predictor.outputs(inputs.flatMap(\.input), count: inputs.count)
    let classes = configuration.labels.count
    let width = predictor.embeddingCount
    var probabilities = [Float](repeating: 0, count: classes)
    var logits = probabilities
    var embedding = [Float](repeating: 0, count: width)
    for (place, input) in inputs.enumerated() {
      let weight = Float(input.weight)
      let own = self.logits(outputs.logits, of: place)
      for (label, value) in scores(own).enumerated() { probabilities[label] += weight * value }
      for label in 0..<classes { logits[label] += weight * own[label] }
      for value in 0..<width {
        embedding[value] += weight * outputs.embeddings[place * width + value]
      }
    }
    return Opinion(probabilities: probabilities, logits: logits, embedding: embedding)
  }

  /// What the model says of a long recording, window by window.
  ///
  /// A recording shorter than a window gives one, filled up as a clip is. The last window is the
  /// last that fits.
  ///
  /// - Parameters:
  ///   - samples: At the front end's rate.
  ///   - hop: Samples from window to window.
  ///   - isCancelled: Asked between blocks of windows; what is there by then is the answer.
  public func opinions(
    of samples: [Float], hop: Int, isCancelled: () -> Bool = { false }
  ) throws(FrontEndError) -> [WindowOpinion] {
    precondition(hop > 0, "a hop of \(hop) samples leads nowhere")
    let count = configuration.frontEnd.sampleCount
    guard samples.count > count else {
      return [
        WindowOpinion(
          samples: 0..<samples.count, probabilities: try opinion(of: samples).probabilities)
      ]
    }
    if let place = samples.firstIndex(where: { !$0.isFinite }) {
      throw .sampleNotFinite(sample: place)
    }
    let starts = Array(stride(from: 0, through: samples.count - count, by: hop))
    var opinions: [WindowOpinion] = []
    opinions.reserveCapacity(starts.count)
    for first in stride(from: 0, to: starts.count, by: Recognizer.blockSize) where !isCancelled() {
      let block = starts[first..<min(starts.count, first + Recognizer.blockSize)]
      opinions += try self.opinions(of: samples, windowsAt: block)
    }
    return opinions
  }

  /// What the model says of windows that lie in some samples, all finite; they go through together.
  func opinions(
    of samples: [Float], windowsAt starts: ArraySlice<Int>
  ) throws(FrontEndError) -> [WindowOpinion] {
    let count = configuration.frontEnd.sampleCount
    var inputs: [Float] = []
    for start in starts {
      inputs += try maker.input(ofWindow: Array(samples[start..<(start + count)]))
    }
    let logits = predictor.logits(inputs, count: starts.count)
    return starts.enumerated().map { place, start in
      WindowOpinion(
        samples: start..<(start + count), probabilities: scores(self.logits(logits, of: place)))
    }
  }

  /// The logits of a window.
  ///
  /// Where the network gives the classes of every frame, these are the logarithms of how probable
  /// it is that each label is said, alone.
  private func logits(_ outputs: [Float], of window: Int) -> [Float] {
    let count = predictor.classCount
    let own = Array(outputs[(window * count)..<((window + 1) * count)])
    guard let frameClasses else { return own }
    let frames = FrameProbabilities(logits: own, classes: frameClasses)
    return configuration.labels.indices.map { label in
      // A window has a frame, and a label is a class.
      do { return Float(try frames.logProbability(of: [label])) } catch { return 0 }
    }
  }

  private func scores(_ logits: [Float]) -> [Float] {
    Temperature.probabilities(logits, temperature: configuration.temperature)
  }
}
