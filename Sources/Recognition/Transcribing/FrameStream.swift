import NeuralNetworks

/// Hears a recording of any length with a network that gives labels in order.
///
/// Its samples come in pieces, and few of them are kept.
///
/// A recording that is no longer than the model's window is heard at once. Of a longer one every
/// window gives its middle, so that each frame is heard with what comes before and after it.
public struct FrameStream {
  private let frontEnd: FrontEnd
  private let classes: Int
  private let maker: InputMaker
  private let predictor: Predictor
  private var logarithms: [Double] = []
  /// Samples that are still needed, from the place ``first`` on; it is below 0 at the beginning.
  private var samples: [Float]
  private var first: Int
  private var total = 0
  /// Frames that were given.
  private var frames = 0

  /// The part of a window on either side that belongs to its neighbors, as a divisor.
  private static let contextShare = 6

  /// Prepares a model.
  ///
  /// - Throws: ``ModelFileError`` where it gives no labels in order, or is broken.
  public init(_ configuration: ModelConfiguration, _ network: Network) throws(ModelFileError) {
    guard configuration.answers == .sequence else {
      throw .namesClips(architecture: configuration.architecture)
    }
    frontEnd = configuration.frontEnd
    classes = configuration.labels.count + 1
    do {
      maker = try InputMaker(frontEnd, normalization: configuration.normalization)
    } catch {
      throw .frontEnd(error)
    }
    do {
      predictor = try Predictor(network)
    } catch {
      throw .configuration("its network can't be made")
    }
    let shape = frontEnd.inputShape
    guard predictor.inputCount == shape.frames * shape.bins,
      predictor.classCount == shape.frames * classes
    else { throw .configuration("its network does not take what its front end gives") }
    let context = shape.frames / Self.contextShare * frontEnd.hopLength
    samples = [Float](repeating: 0, count: context)
    first = -context
  }

  /// Frames before those that a window gives.
  private var context: Int { frontEnd.inputShape.frames / Self.contextShare }
  /// Frames that a window gives.
  private var step: Int { max(1, frontEnd.inputShape.frames - 2 * context) }

  /// Takes the next samples, at the front end's rate.
  ///
  /// - Throws: ``FrontEndError/sampleNotFinite(sample:)`` with the place in the recording.
  public mutating func push(_ piece: [Float]) throws(FrontEndError) {
    if let place = piece.firstIndex(where: { !$0.isFinite }) {
      throw .sampleNotFinite(sample: total + place)
    }
    samples += piece
    total += piece.count
    // One that is no longer than a window may still end here.
    while total > frontEnd.sampleCount, samples.count >= frontEnd.sampleCount { try hear(step) }
  }

  /// Ends the recording.
  ///
  /// - Throws: ``FrontEndError/empty`` where there was no sample.
  public mutating func finish() throws(FrontEndError) -> HeardFrames {
    guard total > 0 else { throw .empty }
    let count = max(1, (total - frontEnd.firstCenter - 1) / frontEnd.hopLength + 1)
    if total <= frontEnd.sampleCount {
      let window = Array(samples[(-first)...])
      let zeros = [Float](repeating: 0, count: frontEnd.sampleCount - window.count)
      try take(window + zeros, 0..<min(count, frontEnd.inputShape.frames))
    } else {
      while frames < count {
        let missing = max(0, frontEnd.sampleCount - samples.count)
        samples += [Float](repeating: 0, count: missing)
        try hear(min(step, count - frames))
      }
    }
    return HeardFrames(
      FrameProbabilities(logarithms: logarithms, classes: classes), samples: total,
      frontEnd: frontEnd)
  }

  /// Gives the next frames, from the window that they are in the middle of.
  private mutating func hear(_ count: Int) throws(FrontEndError) {
    try take(Array(samples[..<frontEnd.sampleCount]), context..<context + count)
    let passed = count * frontEnd.hopLength
    samples.removeFirst(passed)
    first += passed
  }

  private mutating func take(_ window: [Float], _ own: Range<Int>) throws(FrontEndError) {
    let logits = predictor.logits(try maker.input(ofWindow: window), count: 1)
    let given = logits[own.lowerBound * classes..<own.upperBound * classes]
    logarithms += FrameProbabilities(logits: Array(given), classes: classes).logarithms
    frames += own.count
  }
}
