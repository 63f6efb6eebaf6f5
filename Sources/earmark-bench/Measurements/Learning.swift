import Foundation
import NeuralNetworks
import Workers

/// Networks in this process: clips forward, steps of training, and what a second thread brings.
struct Learning {
  /// What two threads may take of the time of one.
  private static let twoThreadLimit = 1 / 1.5

  /// Shards on a team of threads.
  private struct TeamRunner: ShardRunner {
    let team: WorkerTeam
    func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) { team.run(count, body) }
  }

  /// Milliseconds a clip of each task, and the share of two threads.
  func rows() throws -> [Row] {
    var rows: [Row] = []
    for task in NetworkTask.allCases {
      let (run, _) = try task.prepared()
      run()
      let rounds = max(3, task.repetitions / 10)
      let time = ProcessorClock.milliseconds(rounds: rounds, run) / Double(task.clips)
      rows.append(Row(what: "\(task.rawValue), a clip", measured: time, unit: "ms", limit: nil))
    }
    for task in [NetworkTask.convStep, .separableStep] {
      rows.append(
        Row(
          what: "\(task.rawValue), wall of 2 threads, of 1", measured: try share(task), unit: "x",
          limit: ParallelLoop.processorCount > 1 ? Self.twoThreadLimit : nil))
    }
    return rows
  }

  /// The shortest wall time of two threads over that of one, taken in turns.
  private func share(_ task: NetworkTask) throws -> Double {
    let works = try [1, 2].map {
      try task.prepared(runner: TeamRunner(team: WorkerTeam(threads: $0))).run
    }
    var best = [Double.infinity, .infinity]
    let clock = ContinuousClock()
    for _ in 0..<max(5, task.repetitions) {
      for (place, work) in works.enumerated() {
        let start = clock.now
        work()
        best[place] = min(best[place], (clock.now - start) / .seconds(1))
      }
    }
    return best[1] / best[0]
  }
}
