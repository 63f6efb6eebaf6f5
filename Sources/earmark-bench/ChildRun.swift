import Foundation

/// A run of a program from its start to its end, without a terminal; what it prints goes nowhere.
struct ChildRun {
  /// Seconds of processor time.
  let work: Double
  /// Seconds from start to end.
  let wall: Double
  /// The most megabytes (10⁶ bytes) that it had at once.
  let peakMegabytes: Double

  /// Runs a program.
  ///
  /// - Throws: ``BenchFailure/system(what:code:)`` unless it ends well.
  init(_ program: String, _ arguments: [String]) throws {
    let clock = ContinuousClock()
    let start = clock.now
    var child = pid_t()
    let shell = "/bin/sh"
    let line = [shell, "-c", "exec \"$0\" \"$@\" > /dev/null", program] + arguments
    let words = line.map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    let code = posix_spawn(&child, shell, nil, nil, words, environ)
    guard code == 0 else { throw BenchFailure.system(what: "start \(program)", code: code) }
    var status: Int32 = 0
    var usage = rusage()
    guard wait4(child, &status, 0, &usage) == child, status == 0 else {
      let what = "run \(program) \(arguments.first ?? "")"
      throw BenchFailure.system(what: what, code: status)
    }
    wall = (clock.now - start) / .seconds(1)
    work = Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime)
    peakMegabytes = Double(usage.ru_maxrss) * 1024 / 1e6
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }
}
