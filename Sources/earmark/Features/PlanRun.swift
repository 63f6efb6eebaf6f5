import Explorer
import ExplorerRuntime
import Workers

/// Works on the items of a plan, several at once, and tells how far it is.
struct PlanRun {
  /// Told how many seconds of sound are done, and how many there are.
  typealias Progress = (_ done: Double, _ total: Double) -> Void

  /// What is worked on.
  let plan: OutputPlan
  /// How many items at once.
  let jobs: Int
  /// Tells people.
  let reporter: Reporter
  /// What is made.
  let made: String

  /// Works on every item and hands the results over in the order of the inputs.
  ///
  /// - Returns: Whether all were handed over and nobody stopped it.
  func callAsFunction<Value: Sendable>(
    _ work: @escaping @Sendable (OutputPlan.Item, Progress) throws(Failure) -> Value,
    deliver: (OutputPlan.Item, Result<Value, Failure>) -> Void
  ) -> Bool {
    let items = plan.items
    var delivered = 0
    func take(_ result: Result<Value, Failure>) {
      deliver(items[delivered], result)
      delivered += 1
      if !Interruption.isSet { reporter.progress(delivered, of: items.count, made) }
    }
    if items.count == 1 {
      // A single recording may take long: the bar shows how much of it is done.
      if !Interruption.isSet { take(Result { () throws(Failure) in try work(items[0], show) }) }
    } else {
      ParallelLoop.forEach(
        count: items.count, threads: jobs, isCancelled: { Interruption.isSet }
      ) { place throws(Failure) in
        try work(items[place]) { _, _ in }
      } deliver: { _, result in
        take(result)
      }
    }
    reporter.finish()
    return delivered == items.count && !Interruption.isSet
  }

  private func show(_ done: Double, of total: Double) {
    let (done, total) = (Int(done), Int(min(1e15, total.rounded(.up))))
    // Only the file itself is ever shown as done.
    if done < total { reporter.progress(done, of: total, "seconds of sound") }
  }
}
