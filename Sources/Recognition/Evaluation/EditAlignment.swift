/// How labels that were said differ from those that are there, by the fewest edits.
///
/// - Source: Levenshtein, *Binary codes capable of correcting deletions, insertions, and
///   reversals*, 1966.
public struct EditAlignment: Sendable, Hashable {
  /// A label that is there with the one that was said for it, or one of them alone.
  public enum Pair: Sendable, Hashable {
    /// Both, equal or not.
    case both(truth: Int, said: Int)
    /// A label that was left out.
    case missing(Int)
    /// A label that is not there.
    case extra(Int)
  }

  /// The pairs in order.
  public let pairs: [Pair]

  /// Compares labels.
  public init(truth: [Int], said: [Int]) {
    let width = said.count + 1
    var costs = [Int](repeating: 0, count: (truth.count + 1) * width)
    for there in 0...truth.count {
      for heard in 0...said.count {
        let place = there * width + heard
        if there == 0 || heard == 0 {
          costs[place] = there + heard
          continue
        }
        let isSame = truth[there - 1] == said[heard - 1]
        costs[place] = min(
          costs[place - width - 1] + (isSame ? 0 : 1), costs[place - width] + 1,
          costs[place - 1] + 1)
      }
    }
    var pairs: [Pair] = []
    var (there, heard) = (truth.count, said.count)
    while there > 0 || heard > 0 {
      let cost = costs[there * width + heard]
      if there > 0, heard > 0,
        cost == costs[(there - 1) * width + heard - 1]
          + (truth[there - 1] == said[heard - 1] ? 0 : 1)
      {
        pairs.append(.both(truth: truth[there - 1], said: said[heard - 1]))
        (there, heard) = (there - 1, heard - 1)
      } else if there > 0, cost == costs[(there - 1) * width + heard] + 1 {
        pairs.append(.missing(truth[there - 1]))
        there -= 1
      } else {
        pairs.append(.extra(said[heard - 1]))
        heard -= 1
      }
    }
    self.pairs = pairs.reversed()
  }

  /// Labels that were taken for others.
  public var substitutions: Int {
    pairs.count { if case .both(let truth, let said) = $0 { truth != said } else { false } }
  }
}
