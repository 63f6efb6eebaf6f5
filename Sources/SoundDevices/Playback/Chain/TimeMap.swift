/// Where in a stream of samples the played ones come from.
///
/// Between two anchors, and after the last one, positions go on evenly.
struct TimeMap {
  /// A played sample and the sample of the stream that it is, both as positions.
  struct Anchor: Equatable {
    var played: Double
    var stream: Double
  }

  /// In order of time; never empty.
  private(set) var anchors: [Anchor]
  /// Samples of the stream for each played one, after the last anchor.
  let slope: Double

  init(slope: Double) {
    self.slope = slope
    anchors = [Anchor(played: 0, stream: 0)]
  }

  /// Adds anchors, which lie behind those that are there.
  mutating func append(_ more: [Anchor]) {
    for anchor in more {
      if let last = anchors.last, last.played == anchor.played { anchors.removeLast() }
      anchors.append(anchor)
    }
  }

  /// Forgets what lies before a played position, but for the anchor that it needs.
  mutating func forget(before played: Double) {
    let needed = anchors.lastIndex { $0.played <= played } ?? 0
    if needed > 256 { anchors.removeFirst(needed) }
  }

  /// The stream's position for a played one.
  func streamPosition(ofPlayed played: Double) -> Double {
    var (low, high) = (0, anchors.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if anchors[middle].played <= played { low = middle } else { high = middle }
    }
    let anchor = anchors[low]
    let step = played - anchor.played
    guard high < anchors.count else { return anchor.stream + step * slope }
    let next = anchors[high]
    let share = step / (next.played - anchor.played)
    return anchor.stream + share * (next.stream - anchor.stream)
  }
}
