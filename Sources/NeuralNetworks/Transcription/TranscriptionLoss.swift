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
  /// The loss of labels whose frames are known.
  ///
  /// A share of it is the cross entropy of each frame with its label, or with nothing, the rest that
  /// of the sequence.
  ///
  /// Alone, the loss of a sequence is content with a label in a frame or two of its sound; with the
  /// frames an alignment finds where sounds begin and end.
  ///
  /// - Source: Sak and others, *Fast and accurate recurrent neural network acoustic models for
  ///   speech recognition*, 2015, begin with such an alignment.
  public init(
    _ probabilities: FrameProbabilities, labels: [Int], spans: [Range<Int>], share: Double
  ) throws(TranscriptionError) {
    let sequence = try TranscriptionLoss(probabilities, labels: labels)
    let rest = 1 - share
    var wanted = [Int](repeating: probabilities.blank, count: probabilities.frames)
    for (label, span) in zip(labels, spans) {
      for frame in span.clamped(to: 0..<probabilities.frames) { wanted[frame] = label }
    }
    var value = rest * sequence.value
    var gradient = sequence.gradient.map { $0 * rest }
    for (place, logarithm) in probabilities.logarithms.enumerated() {
      gradient[place] += share * exponential(logarithm)
    }
    for (frame, label) in wanted.enumerated() {
      value -= share * probabilities[frame, label]
      gradient[frame * probabilities.classes + label] -= share
    }
    self.value = value
    self.gradient = gradient
  }

  /// The loss of one example, and its gradient with respect to the logits times `scale`.
  ///
  /// Labels that need more frames than there are have an infinite loss, so that no step is taken.
  ///
  /// - Returns: The loss, and whether the most probable classes of the frames give the labels.
  static func gradient(
    _ logits: UnsafePointer<Float>, _ shape: Shape, _ labels: [Int], _ target: ExampleTarget,
    scale: Double, _ gradient: UnsafeMutablePointer<Float>
  ) -> (loss: Double, isCorrect: Bool) {
    let probabilities = FrameProbabilities(
      logits: Array(UnsafeBufferPointer(start: logits, count: shape.count)),
      classes: shape.channels)
    do {
      let loss =
        if let spans = target.spans {
          try TranscriptionLoss(
            probabilities, labels: labels, spans: spans, share: target.spansShare)
        } else {
          try TranscriptionLoss(probabilities, labels: labels)
        }
      for (place, slope) in loss.gradient.enumerated() { gradient[place] = Float(slope * scale) }
      return (loss.value, Transcription.greedy(probabilities).labels == labels)
    } catch {
      gradient.update(repeating: .nan, count: shape.count)
      return (.infinity, false)
    }
  }
}
