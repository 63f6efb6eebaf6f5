import Explorer
import ExplorerRuntime
import Workers

/// Works on inputs, several at once, and tells how far it is.
struct InputRun {
  /// The inputs, in order.
  let inputs: [Input]
  /// How many at once.
  let jobs: Int
  /// Tells people.
  let reporter: Reporter

  /// Works on every input and hands the results over in their order.
  ///
  /// - Parameters:
  ///   - doing: What is done, for people.
  ///   - work: Told the input, and what to tell how much of it is done.
  /// - Returns: Whether all were handed over and nobody stopped it.
  func callAsFunction<Value: Sendable>(
    doing: String,
    _ work: @escaping @Sendable (Input, (Double, Double) -> Void) throws(Failure) -> Value,
    deliver: (Input, Result<Value, Failure>) -> Void
  ) -> Bool {
    var delivered = 0
    func take(_ result: Result<Value, Failure>) {
      deliver(inputs[delivered], result)
      delivered += 1
      if !Interruption.isSet { reporter.progress(delivered, of: inputs.count, doing) }
    }
    if inputs.count == 1 {
      // A single recording may take long: the bar shows how much of it is done.
      let show = { (done: Double, total: Double) in
        let percent = Int(100 * done / max(1, total))
        if percent < 100 { reporter.progress(percent, of: 100, doing) }
      }
      if !Interruption.isSet {
        take(Result { () throws(Failure) in try work(inputs[0], show) })
      }
    } else {
      let inputs = inputs
      ParallelLoop.forEach(
        count: inputs.count, threads: jobs, isCancelled: { Interruption.isSet }
      ) { place throws(Failure) in
        try work(inputs[place]) { _, _ in }
      } deliver: { _, result in
        take(result)
      }
    }
    reporter.finish()
    return delivered == inputs.count && !Interruption.isSet
  }
}
