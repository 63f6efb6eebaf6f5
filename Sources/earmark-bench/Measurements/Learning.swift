import Foundation
import Labeling
import NeuralNetworks
import Recognition
import Workers

/// Networks in this process: clips forward, steps of training, and what a second thread brings.
struct Learning {
  /// What two threads may take of the time of one.
  private static let twoThreadLimit = 1 / 1.5
  /// What a training in a session may take, in seconds.
  private static let sessionLimit = 90.0
  private static let sessionClips = 2_000
  private static let sessionPasses = 20
  /// Passes of it that are measured.
  private static let measuredPasses = 2

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
    rows.append(try session())
    return rows
  }

  /// A training as it is in a session: clips of a second, the usual recipe with all its changes.
  ///
  /// Some passes are measured for all; processor time is shared evenly by the threads.
  private func session() throws -> Row {
    let rate = 16_000.0
    var recipe = try Recipe.standard(sampleRate: rate)
    recipe.architecture = DepthwiseSeparableCNN.id
    recipe.training.length = .passes(Self.measuredPasses, leastSteps: 0)
    var sounds = Recordings()
    for number in 0..<Self.sessionClips {
      let label = String(number % 10)
      var draws = SeededDraws(seed: UInt64(number))
      let path = RecordingPath("\(label)/\(number)")
      sounds.add(
        LabeledClip(path: path, label: label),
        SyntheticSilence.sound(rate: rate, decibels: -10...(-10), using: &draws))
    }
    var lesson = Lesson(recipe: recipe, seed: 1)
    lesson.threads = ParallelLoop.processorCount
    let clock = ContinuousClock()
    let start = (work: ProcessorClock.seconds(of: getpid()), wall: clock.now)
    _ = try lesson.trained(on: sounds)
    let share = Double(Self.sessionPasses) / Double(Self.measuredPasses)
    let work = (ProcessorClock.seconds(of: getpid()) - start.work) * share
    var row = Row(
      what: "DS-CNN-S, 2,000 clips, 20 passes, of a thread",
      measured: work / Double(lesson.threads), unit: "s", limit: Self.sessionLimit)
    row.wall = Spread([(clock.now - start.wall) / .seconds(1) * share])
    return row
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
