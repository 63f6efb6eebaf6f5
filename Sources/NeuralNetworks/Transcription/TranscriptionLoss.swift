/// How improbable a sequence of labels is, whenever each of them is heard (CTC).
///
/// - Source: Graves and others, *Connectionist temporal classification*, 2006; in double, with
///   logarithms.
public struct TranscriptionLoss: Sendable, Equatable {
  /// The negative logarithm of the probability of the labels.
  public let value: Double
  /// `[frames][classes]`, its gradient with respect to the logits.
  public let gradient: [Double]

  /// The loss of labels.
  ///
  /// - Parameter labels: Classes but the last, in order.
  /// - Throws: ``TranscriptionError`` when there are more labels than frames for them, or a label
  ///   is no class.
  public init(
    _ probabilities: FrameProbabilities, labels: [Int]
  ) throws(TranscriptionError) {
    let trellis = try LabelTrellis(probabilities, labels: labels)
    let forward = trellis.forward()
    let backward = trellis.backward()
    let width = trellis.states.count
    let last = (probabilities.frames - 1) * width
    let whole = trellis.ends.reduce(LogarithmSum.nothing) {
      LogarithmSum.of($0, forward[last + $1])
    }
    var gradient = probabilities.logarithms.map(exponential)
    for frame in 0..<probabilities.frames {
      for (state, label) in trellis.states.enumerated() {
        let place = frame * width + state
        gradient[frame * probabilities.classes + label] -= exponential(
          forward[place] + backward[place] - whole)
      }
    }
    value = -whole
    self.gradient = gradient
  }
}

extension TranscriptionLoss {
  /// The loss of one example, and its gradient with respect to the logits times `scale`.
  ///
  /// Labels that need more frames than there are have an infinite loss, so that no step is taken.
  ///
  /// - Returns: The loss, and whether the most probable classes of the frames give the labels.
  static func gradient(
    _ logits: UnsafePointer<Float>, _ shape: Shape, _ labels: [Int], scale: Double,
    _ target: UnsafeMutablePointer<Float>
  ) -> (loss: Double, isCorrect: Bool) {
    let probabilities = FrameProbabilities(
      logits: Array(UnsafeBufferPointer(start: logits, count: shape.count)),
      classes: shape.channels)
    do {
      let loss = try TranscriptionLoss(probabilities, labels: labels)
      for (place, slope) in loss.gradient.enumerated() { target[place] = Float(slope * scale) }
      return (loss.value, Transcription.greedy(probabilities).labels == labels)
    } catch {
      target.update(repeating: .nan, count: shape.count)
      return (.infinity, false)
    }
  }
}
