import Acoustics
import Foundation

/// Does tasks that are named on standard input, one a line, as the other libraries' processes do.
///
/// The answer is one line: seconds of processor time, seconds of wall time, how many values came
/// out and their mean. A task that is not there is an `unknown task`. A run before the measured one
/// brings code and audio back into the caches, from where the others drove them while they ran.
struct PeerAnswers {
  private let samples: [Float]

  /// Reads the audio: float32 in the order of this machine, nothing else.
  init(audio path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw BenchFailure.system(what: "read \(path)", code: errno)
    }
    samples = data.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
  }

  /// Answers until standard input ends.
  func run() throws {
    say("ready Swift")
    while let line = readLine() {
      guard let task = PeerTask(rawValue: line) else {
        say("unknown task")
        continue
      }
      say(try answer(to: task))
    }
  }

  private func answer(to task: PeerTask) throws -> String {
    _ = try values(of: task)
    let clock = ContinuousClock()
    let start = (work: ProcessorClock.seconds(of: getpid()), wall: clock.now)
    let values = try values(of: task)
    let work = ProcessorClock.seconds(of: getpid()) - start.work
    let wall = (clock.now - start.wall) / .seconds(1)
    let mean = values.reduce(0.0) { $0 + Double($1) } / Double(max(1, values.count))
    return "\(work) \(wall) \(values.count) \(mean)"
  }

  private func values(of task: PeerTask) throws -> [Float] {
    try FeatureMatrix(task.feature, of: samples, settings: task.settings()).values
  }

  private func say(_ line: String) {
    print(line)
    fflush(nil)
  }
}
