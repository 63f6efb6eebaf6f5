import Foundation

/// Does work on networks that is named on standard input, one a line, as the other libraries do.
///
/// The answer is one line: seconds of processor time and of wall time of a run, its clips, and the
/// network's weights. A run before the measured ones brings code and weights into the caches.
struct NetworkAnswers {
  /// Answers until standard input ends.
  func run() throws {
    say("ready Swift")
    var prepared: [NetworkTask: (run: () -> Void, weights: Int)] = [:]
    while let line = readLine() {
      guard let task = NetworkTask(rawValue: line) else {
        say("unknown task")
        continue
      }
      let work = try prepared[task] ?? task.prepared()
      prepared[task] = work
      say(answer(to: task, work))
    }
  }

  private func answer(
    to task: NetworkTask, _ work: (run: () -> Void, weights: Int)
  ) -> String {
    work.run()
    let clock = ContinuousClock()
    let start = (work: ProcessorClock.seconds(of: getpid()), wall: clock.now)
    for _ in 0..<task.repetitions { work.run() }
    let count = Double(task.repetitions)
    let seconds = (ProcessorClock.seconds(of: getpid()) - start.work) / count
    let wall = (clock.now - start.wall) / .seconds(1) / count
    return "\(seconds) \(wall) \(task.clips) \(work.weights)"
  }

  private func say(_ line: String) {
    print(line)
    fflush(nil)
  }
}
