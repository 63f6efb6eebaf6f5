/// Counts what a format can't say.
public struct LossCount: Sendable {
  private var names: [String] = []
  private var counts: [String: Int] = [:]

  /// Begins with none.
  public init() {}

  /// Counts one label that loses something, if it does.
  public mutating func count(_ what: String, if isLost: Bool = true) {
    guard isLost else { return }
    if counts[what] == nil { names.append(what) }
    counts[what, default: 0] += 1
  }

  /// What was counted, in the order in which it was met.
  public var losses: [Loss] { names.map { Loss(what: $0, count: counts[$0] ?? 0) } }
}
