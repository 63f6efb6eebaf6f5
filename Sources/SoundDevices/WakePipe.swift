import CPortAudio
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Lets a thread sleep until somebody wakes it or some time is over.
///
/// A pipe, because waiting on it goes by a clock that is never set back.
final class WakePipe: Sendable {
  private let readEnd, writeEnd: Int32
  private let asked = Atomic<Int>(0)
  private let answered = Atomic<Int>(0)

  init() {
    var ends: [Int32] = [-1, -1]
    // Without descriptors left the thread goes by its timeouts alone.
    if pipe(&ends) == 0 {
      for end in ends {
        _ = fcntl(end, F_SETFL, O_NONBLOCK)
        _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      }
    }
    (readEnd, writeEnd) = (ends[0], ends[1])
  }

  deinit {
    for end in [readEnd, writeEnd] where end >= 0 { close(end) }
  }

  /// Wakes the thread, now or at its next sleep.
  func wake() {
    asked.wrappingAdd(1, ordering: .sequentiallyConsistent)
    var byte: UInt8 = 1
    _ = write(writeEnd, &byte, 1)
  }

  /// The number of the latest wake; the thread takes it before it looks for work.
  var request: Int { asked.load(ordering: .sequentiallyConsistent) }

  /// Says that the work that was there at a request is done.
  func answer(_ request: Int) { answered.store(request, ordering: .sequentiallyConsistent) }

  /// Sleeps; nil means until somebody wakes it.
  func sleep(milliseconds: Int?) {
    var descriptor = pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)
    // Where there is no pipe, nothing could end a sleep without an end.
    let longest = readEnd < 0 ? 10 : -1
    _ = poll(&descriptor, 1, Int32(milliseconds ?? longest))
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(readEnd, &bytes, bytes.count) == bytes.count {}
  }

  /// Wakes the thread and waits until it has answered.
  func askAndWait(seconds: Double) -> Bool {
    wake()
    let number = request
    let end = em_now() + seconds
    while answered.load(ordering: .sequentiallyConsistent) < number {
      if em_now() > end { return false }
      usleep(50)
    }
    return true
  }
}
