/// What ``HysteresisSmoother`` does, window by window, with the few last scores in memory.
public struct HysteresisStream: Sendable {
  /// A sound that is heard, and the last one that may go on yet.
  private struct Track: Sendable {
    let label: Int
    /// The last scores, as many as a median is taken over.
    var recent: [Float] = []
    /// The window where the sound began, and its highest score.
    var begun: (place: Int, score: Float)?
    /// The last sound, which may be joined by another one.
    var last: HysteresisSmoother.Detection?
  }

  private let smoother: HysteresisSmoother
  private let hop, first: Double
  private var tracks: [Track]
  private var count = 0
  private var found: [HysteresisSmoother.Detection] = []

  /// Begins a stream.
  ///
  /// - Parameters:
  ///   - labels: What the scores are for.
  ///   - hop: Seconds from window to window.
  ///   - window: Seconds of a window; a window speaks for one hop around its middle.
  public init(
    _ smoother: HysteresisSmoother, labels: [String], hop: Double, window: Double
  ) {
    precondition(hop > 0, "a hop of \(hop) s leads nowhere")
    self.smoother = smoother
    self.hop = hop
    first = (window - hop) / 2
    tracks = labels.indices.filter { !smoother.ignored.contains(labels[$0]) }
      .map { Track(label: $0) }
  }

  /// Windows on either side that a median looks at.
  private var reach: Int { max(0, smoother.medianWidth / 2) }

  /// Takes the scores of the next window, `[labels]`, probabilities.
  public mutating func push(_ scores: [Float]) {
    count += 1
    for place in tracks.indices {
      tracks[place].recent.append(scores[tracks[place].label])
      if tracks[place].recent.count > 2 * reach + 1 { tracks[place].recent.removeFirst() }
      guard count > reach else { continue }
      hear(HysteresisSmoother.median(tracks[place].recent[...]), at: count - 1 - reach, place)
    }
  }

  /// Ends the stream; the sounds in order of their onsets.
  public mutating func finish() -> [HysteresisSmoother.Detection] {
    for place in tracks.indices {
      // The last windows have fewer after them, and a short stream fewer before them too.
      for window in max(0, count - reach)..<max(count, 0) {
        let recent = tracks[place].recent
        let start = max(0, window - reach) - (count - recent.count)
        hear(HysteresisSmoother.median(recent[max(0, start)...]), at: window, place)
      }
      end(at: count, place)
      keep(tracks[place].last)
      tracks[place].last = nil
    }
    return found.sorted { ($0.onset, $0.label) < ($1.onset, $1.label) }
  }

  /// Takes the smoothed score of a window.
  private mutating func hear(_ score: Float, at window: Int, _ place: Int) {
    guard score >= smoother.lower else { return end(at: window, place) }
    let begun = tracks[place].begun ?? (window, score)
    tracks[place].begun = (begun.place, max(begun.score, score))
  }

  /// Ends the sound of a track, if there is one that was loud enough.
  private mutating func end(at window: Int, _ place: Int) {
    guard let begun = tracks[place].begun else { return }
    tracks[place].begun = nil
    guard begun.score >= smoother.upper else { return }
    let sound = HysteresisSmoother.Detection(
      label: tracks[place].label, onset: max(0, first + Double(begun.place) * hop),
      offset: first + Double(window) * hop, score: begun.score)
    if let last = tracks[place].last, sound.onset - last.offset <= smoother.longestGap + 1e-9 {
      tracks[place].last = last.joined(by: sound)
    } else {
      keep(tracks[place].last)
      tracks[place].last = sound
    }
  }

  private mutating func keep(_ sound: HysteresisSmoother.Detection?) {
    guard let sound, sound.offset - sound.onset >= smoother.shortestSound - 1e-9 else { return }
    found.append(sound)
  }
}

extension HysteresisSmoother.Detection {
  /// This sound and one that follows it as one.
  func joined(by next: HysteresisSmoother.Detection) -> HysteresisSmoother.Detection {
    HysteresisSmoother.Detection(
      label: label, onset: onset, offset: next.offset, score: max(score, next.score))
  }
}
