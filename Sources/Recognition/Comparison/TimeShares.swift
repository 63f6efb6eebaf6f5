/// How some time is divided among trainings.
public enum TimeShares {
  /// What a training needs.
  public struct Need: Sendable, Equatable {
    /// Seconds below which it is not worth beginning.
    public let least: Double
    /// Seconds after which it has learnt all that its recipe has.
    public let full: Double

    /// A need; `full` is at least `least`.
    public init(least: Double, full: Double) {
      self.least = least
      self.full = max(least, full)
    }
  }

  /// The seconds of each: all alike, but what one does not need goes to the others.
  ///
  /// Where the shares are too small for some, those that need most are left out, one after the
  /// other, until all others have enough.
  ///
  /// - Returns: Nil for those that are left out.
  public static func divide(_ seconds: Double, among needs: [Need]) -> [Double?] {
    var running = needs.indices.sorted { (needs[$0].least, $0) < (needs[$1].least, $1) }
    while !running.isEmpty {
      let shares = filled(seconds, needs, running)
      guard running.contains(where: { (shares[$0] ?? 0) < needs[$0].least }) else { return shares }
      running.removeLast()
    }
    return needs.map { _ in nil }
  }

  /// Equal shares, but to none more than it needs.
  private static func filled(
    _ seconds: Double, _ needs: [Need], _ running: [Int]
  ) -> [Double?] {
    var shares = [Double?](repeating: nil, count: needs.count)
    var rest = seconds
    let modestFirst = running.sorted { (needs[$0].full, $0) < (needs[$1].full, $1) }
    for (place, need) in modestFirst.enumerated() {
      let share = min(needs[need].full, rest / Double(modestFirst.count - place))
      shares[need] = share
      rest -= share
    }
    return shares
  }
}
