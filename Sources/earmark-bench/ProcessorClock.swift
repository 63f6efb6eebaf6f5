import Foundation

/// Processor time, which other programs do not change.
enum ProcessorClock {
  /// Seconds that this thread has worked.
  static var ofThread: Double { seconds(CLOCK_THREAD_CPUTIME_ID) }

  /// Seconds that a process has worked, those of ended threads among them.
  static func seconds(of process: pid_t) -> Double {
    var clock = clockid_t()
    guard clock_getcpuclockid(process, &clock) == 0 else { return 0 }
    return seconds(clock)
  }

  /// Gives the median milliseconds that this thread works on something.
  static func milliseconds(rounds: Int, _ body: () throws -> Void) rethrows -> Double {
    var times: [Double] = []
    for _ in 0..<rounds {
      let start = ofThread
      try body()
      times.append((ofThread - start) * 1000)
    }
    return Spread(times).median
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// Memory of processes.
enum ProcessMemory {
  /// The megabytes (10⁶ bytes) that this process has now, as the system counts them.
  static var megabytes: Double { megabytes("VmRSS:", of: getpid()) }

  /// The most megabytes (10⁶ bytes) that a process had at once, as the system counts them.
  static func peakMegabytes(of process: pid_t) -> Double { megabytes("VmHWM:", of: process) }

  private static func megabytes(_ name: String, of process: pid_t) -> Double {
    let facts = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
    let line = facts.split(separator: "\n").first { $0.hasPrefix(name) }
    let kibibytes = line?.split(whereSeparator: { !$0.isNumber }).first.flatMap { Double($0) }
    return (kibibytes ?? 0) * 1024 / 1e6
  }
}
