/// How probable each class is in each frame, as logarithms; the last class stands for nothing.
public struct FrameProbabilities: Sendable, Equatable {
  /// Frames.
  public let frames: Int
  /// Classes, the one that stands for nothing included.
  public let classes: Int
  /// `[frames][classes]`, natural logarithms.
  public let logarithms: [Double]

  /// The softmax of logits.
  ///
  /// - Parameters:
  ///   - logits: `[frames][classes]`.
  ///   - classes: Two or more.
  public init(logits: [Float], classes: Int) {
    precondition(classes > 1, "there is a label and what stands for nothing")
    precondition(logits.count % classes == 0, "logits are [frames][classes]")
    self.classes = classes
    frames = logits.count / classes
    logarithms = (0..<logits.count / classes).flatMap { frame in
      let row = logits[frame * classes..<(frame + 1) * classes].map(Double.init)
      let peak = row.max() ?? 0
      let normalizer = peak + logarithm(row.reduce(0) { $0 + exponential($1 - peak) })
      return row.map { $0 - normalizer }
    }
  }

  /// Probabilities of several stretches of frames, one after the other.
  ///
  /// - Precondition: `logarithms` are `[frames][classes]`.
  public init(logarithms: [Double], classes: Int) {
    precondition(classes > 1, "there is a label and what stands for nothing")
    precondition(logarithms.count % classes == 0, "logarithms are [frames][classes]")
    self.classes = classes
    self.logarithms = logarithms
    frames = logarithms.count / classes
  }

  /// The logarithm of the probability of labels in order, by all of their ways.
  ///
  /// - Throws: ``TranscriptionError`` when there are more labels than frames for them, or a label
  ///   is no class.
  public func logProbability(of labels: [Int]) throws(TranscriptionError) -> Double {
    try LabelTrellis(self, labels: labels).logarithm
  }

  /// How well each label fits where a network may have taken one for another.
  ///
  /// Labels are mixed with the probability that anything is heard at all; the blank stays. The
  /// values of a frame are no probabilities any more: they sum to more than 1.
  ///
  /// - Parameter share: How much of a label is that of any, 0 to 1.
  package func doubted(_ share: Double) -> FrameProbabilities {
    guard share > 0 else { return self }
    var mixed = logarithms
    for frame in 0..<frames {
      let labels = frame * classes..<frame * classes + blank
      let any = labels.reduce(0) { $0 + exponential(logarithms[$1]) }
      for place in labels {
        let own = exponential(logarithms[place])
        mixed[place] = max(mixed[place], logarithm((1 - share) * own + share * any))
      }
    }
    return FrameProbabilities(logarithms: mixed, classes: classes)
  }

  /// The class that stands for nothing: the blank.
  public var blank: Int { classes - 1 }

  /// The logarithm of a probability.
  public subscript(frame: Int, label: Int) -> Double { logarithms[frame * classes + label] }

  /// The most probable class of a frame, the first of equals.
  func best(_ frame: Int) -> Int {
    var best = 0
    for label in 1..<classes where self[frame, label] > self[frame, best] { best = label }
    return best
  }
}

/// Sums of probabilities that are known by their logarithms.
enum LogarithmSum {
  static let nothing = -Double.infinity

  static func of(_ first: Double, _ second: Double) -> Double {
    let peak = max(first, second)
    guard peak > nothing else { return nothing }
    return peak + logarithm(exponential(first - peak) + exponential(second - peak))
  }
}
