/// How labelled onsets that were found fit those that are there, one to one.
///
/// Of each label as many pairs are made as there can be within the tolerance.
public struct EventScore: Sendable, Hashable {
  /// How many were found.
  public let found: Int
  /// How many there are.
  public let truth: Int
  /// How many pairs there are.
  public let matched: Int

  /// Pairs onsets, in seconds, in any order.
  public init(
    found: [(label: String, onset: Double)], truth: [(label: String, onset: Double)],
    tolerance: Double
  ) {
    self.found = found.count
    self.truth = truth.count
    let sought = Dictionary(grouping: truth) { $0.label }.mapValues { $0.map(\.onset).sorted() }
    var count = 0
    for (label, events) in Dictionary(grouping: found, by: { $0.label }) {
      let (heard, there) = (events.map(\.onset).sorted(), sought[label] ?? [])
      var (here, other) = (0, 0)
      while here < heard.count, other < there.count {
        if abs(heard[here] - there[other]) <= tolerance + 1e-9 {
          count += 1
          here += 1
          other += 1
        } else if heard[here] < there[other] {
          here += 1
        } else {
          other += 1
        }
      }
    }
    matched = count
  }

  /// The share of what was found that is there.
  public var precision: Double { share(matched, of: found) }
  /// The share of what is there that was found.
  public var recall: Double { share(matched, of: truth) }
  /// The harmonic mean of both; 1 where there is nothing and nothing was found.
  public var f1: Double { share(2 * matched, of: found + truth) }

  private func share(_ part: Int, of whole: Int) -> Double {
    if found == 0, truth == 0 { return 1 }
    return whole == 0 ? 0 : Double(part) / Double(whole)
  }
}
