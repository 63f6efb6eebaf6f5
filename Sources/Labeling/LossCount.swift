/// Counts what a format can't say.
struct LossCount {
  private var names: [String] = []
  private var counts: [String: Int] = [:]

  /// Counts one label that loses something, if it does.
  mutating func count(_ what: String, if isLost: Bool = true) {
    guard isLost else { return }
    if counts[what] == nil { names.append(what) }
    counts[what, default: 0] += 1
  }

  /// What was counted, in the order in which it was met.
  var losses: [Loss] { names.map { Loss(what: $0, count: counts[$0] ?? 0) } }
}
