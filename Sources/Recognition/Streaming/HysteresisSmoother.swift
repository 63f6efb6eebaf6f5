/// Finds where sounds begin and end in what a model says of a stream.
///
/// The scores of each label are smoothed by a running median. A sound begins where its score
/// reaches the upper threshold, and reaches back to where it came over the lower one; it ends where
/// it falls below that. Sounds of a label that nearly touch are joined, short ones left out.
public struct HysteresisSmoother: Sendable, Hashable {
  /// The score that a sound must reach.
  public var upper: Float
  /// The score below which it has not begun, or has ended.
  public var lower: Float
  /// Windows that a median is taken over; odd.
  public var medianWidth: Int
  /// Gaps of a label that are closed, in seconds.
  public var longestGap: Double
  /// Sounds that are left out, in seconds: shorter than this.
  public var shortestSound: Double
  /// Labels that are no sound.
  public var ignored: Set<String>

  /// Makes a smoother.
  public init(
    upper: Float = 0.6, lower: Float = 0.3, medianWidth: Int = 3, longestGap: Double = 0.1,
    shortestSound: Double = 0.05, ignored: Set<String> = [ClassRule.silence]
  ) {
    self.upper = upper
    self.lower = lower
    self.medianWidth = medianWidth
    self.longestGap = longestGap
    self.shortestSound = shortestSound
    self.ignored = ignored
  }

  /// A sound that was found.
  public struct Detection: Sendable, Hashable {
    /// The place of its label.
    public let label: Int
    /// Seconds of its beginning.
    public let onset: Double
    /// Seconds of its end.
    public let offset: Double
    /// The highest smoothed score.
    public let score: Float
  }

  /// Finds the sounds of a stream, in order of their onsets.
  ///
  /// - Parameters:
  ///   - scores: `[windows]` of `[labels]`, probabilities.
  ///   - labels: What the scores are for.
  ///   - hop: Seconds from window to window.
  ///   - window: Seconds of a window; a window speaks for one hop around its middle.
  public func detections(
    _ scores: [[Float]], labels: [String], hop: Double, window: Double
  ) -> [Detection] {
    precondition(hop > 0, "a hop of \(hop) s leads nowhere")
    let first = (window - hop) / 2
    var all: [Detection] = []
    for (label, name) in labels.enumerated() where !ignored.contains(name) {
      let smoothed = HysteresisSmoother.median(scores.map { $0[label] }, width: medianWidth)
      var sounds: [Detection] = []
      for run in runs(smoothed) {
        let sound = Detection(
          label: label, onset: max(0, first + Double(run.lowerBound) * hop),
          offset: first + Double(run.upperBound) * hop, score: smoothed[run].max() ?? 0)
        if let last = sounds.last, sound.onset - last.offset <= longestGap + 1e-9 {
          sounds[sounds.count - 1] = Detection(
            label: label, onset: last.onset, offset: sound.offset,
            score: max(last.score, sound.score))
        } else {
          sounds.append(sound)
        }
      }
      all += sounds.filter { $0.offset - $0.onset >= shortestSound - 1e-9 }
    }
    return all.sorted { ($0.onset, $0.label) < ($1.onset, $1.label) }
  }

  /// Stretches above the lower threshold that reach the upper one somewhere.
  private func runs(_ scores: [Float]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start: Int?
    for place in 0...scores.count {
      if place < scores.count, scores[place] >= lower {
        start = start ?? place
      } else if let begun = start {
        if scores[begun..<place].contains(where: { $0 >= upper }) { runs.append(begun..<place) }
        start = nil
      }
    }
    return runs
  }

  /// The median of the values around each; fewer at the ends.
  static func median(_ values: [Float], width: Int) -> [Float] {
    let half = max(0, width / 2)
    guard half > 0 else { return values }
    return values.indices.map { place in
      let around = values[max(0, place - half)...min(values.count - 1, place + half)].sorted()
      let middle = around.count / 2
      return around.count % 2 == 1 ? around[middle] : (around[middle - 1] + around[middle]) / 2
    }
  }
}
