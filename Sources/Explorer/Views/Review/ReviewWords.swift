import CellCanvas
import Labeling

/// The review under way in a few words, for the first row and the status row.
struct ReviewWords {
  let session: ReviewSession

  /// What it says of a state; nil outside of a review.
  init?(_ state: AppState) {
    guard state.isReviewing, let session = state.review.session else { return nil }
    self.session = session
  }

  /// How far it is: `12 of 500`.
  var progress: (done: String, rest: String, share: Double) {
    let target = session.target
    return (
      Format.count(session.doneCount), " of \(Format.count(target)) verdicts",
      Double(session.doneCount) / Double(max(1, target))
    )
  }

  /// Pace, time left, what waits, and how often the same was said twice.
  var readout: [String] {
    let (alike, both) = session.selfCounts
    return [
      session.pace.map { "\(Format.number($0, decimals: 0)) a minute" },
      session.secondsLeft.map { "\(ReviewTime.text($0)) left" },
      session.deferredCount > 0 ? "\(Format.count(session.deferredCount)) deferred" : nil,
      both > 0 ? "alike \(alike)/\(both)" : nil,
    ].compactMap(\.self)
  }
}
