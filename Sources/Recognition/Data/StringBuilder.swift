/// A string of clips in a window, as it grows.
struct StringBuilder {
  /// A string in its window.
  struct Sound {
    /// The window.
    var samples: [Float]
    /// What is said, in order.
    var labels: [Int]
    /// Where each label is heard, in samples; nil where nobody knows.
    var spans: [Range<Int>]?
  }

  private let frontEnd: FrontEnd
  private let rule: StringRule
  private var samples: [Float] = []
  private var labels: [Int] = []
  private var spans: [Range<Int>]? = []

  init(_ frontEnd: FrontEnd, _ rule: StringRule) {
    self.frontEnd = frontEnd
    self.rule = rule
  }

  /// Whether there is no clip yet.
  var isEmpty: Bool { samples.isEmpty }

  /// Samples that the window has left.
  var free: Int { frontEnd.sampleCount - samples.count }

  /// Adds a clip after a pause; false, and nothing is added, where it does not fit.
  ///
  /// A clip of one word says where it is heard: without what is soft at its ends.
  mutating func add(
    _ clip: [Float], _ own: [Int], using draws: inout SeededDraws
  ) -> Bool {
    let pause = isEmpty ? 0 : Int(draws.uniform(rule.pauses) * frontEnd.sampleRate)
    guard pause + clip.count <= free,
      frontEnd.refusal(ofClip: clip.count, labels: labels + own) == nil
    else { return false }
    samples += [Float](repeating: 0, count: pause)
    if own.count == 1 {
      let loud = LoudStretch.find(in: clip, sampleRate: frontEnd.sampleRate)
      spans?.append(samples.count + loud.lowerBound..<samples.count + loud.upperBound)
    } else if !own.isEmpty {
      spans = nil
    }
    samples += clip
    labels += own
    return true
  }

  /// The string in its window, so many samples after its beginning, or as late as there is room.
  func placed(after lead: Int) -> Sound {
    let lead = min(lead, free)
    var window = [Float](repeating: 0, count: frontEnd.sampleCount)
    window.replaceSubrange(lead..<lead + samples.count, with: samples)
    return Sound(
      samples: window, labels: labels,
      spans: spans.map { $0.map { lead + $0.lowerBound..<lead + $0.upperBound } })
  }
}

extension FrontEnd {
  /// Why a clip with labels in order can't be heard at once; nil where it can.
  ///
  /// - Parameter count: Samples of the clip.
  public func refusal(ofClip count: Int, labels: [Int]) -> String? {
    if count > sampleCount {
      let (own, most) = (Double(count) / sampleRate, seconds)
      return "a clip of \((own * 10).rounded() / 10) s is longer than the"
        + " \((most * 10).rounded() / 10) s that the model hears at once"
    }
    // Two equal labels in a row need a frame between them.
    let needed = labels.count + zip(labels, labels.dropFirst()).count { $0 == $1 }
    guard needed > inputShape.frames else { return nil }
    return "its \(labels.count) labels need \(needed) frames, but the model has"
      + " \(inputShape.frames)"
  }
}
