import Foundation
import Synchronization

/// Tells when another program may have written to the library; uses no time while nobody does.
final class LibraryWatch: Sendable {
  private let descriptor: Int32
  private let stop: (read: Int32, write: Int32)
  private let ended = DispatchSemaphore(value: 0)

  /// Milliseconds in which several writes count as one.
  private static let pause: UInt32 = 100

  /// Watches the folder of a library file; nil where the system can't.
  init?(file: String, onChange: @escaping @Sendable () -> Void) {
    let folder = (file as NSString).deletingLastPathComponent
    let watch = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    guard watch >= 0 else { return nil }
    var ends: [Int32] = [-1, -1]
    let changes = UInt32(IN_MODIFY | IN_ATTRIB)
    guard inotify_add_watch(watch, folder, changes) >= 0, pipe(&ends) == 0 else {
      close(watch)
      return nil
    }
    descriptor = watch
    stop = (ends[0], ends[1])
    let thread = Thread { [descriptor, stop, ended] in
      LibraryWatch.wait(descriptor, stop.read, onChange)
      ended.signal()
    }
    thread.name = "library watch"
    thread.start()
  }

  private static func wait(_ watch: Int32, _ stop: Int32, _ onChange: () -> Void) {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      var sources = [
        pollfd(fd: watch, events: Int16(POLLIN), revents: 0),
        pollfd(fd: stop, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&sources, 2, -1) >= 0 || errno == EINTR else { return }
      if sources[1].revents != 0 { return }
      guard sources[0].revents != 0 else { continue }
      usleep(LibraryWatch.pause * 1000)
      while read(watch, &buffer, buffer.count) > 0 {}
      onChange()
    }
  }

  /// Ends the thread.
  func finish() {
    close(stop.write)
    ended.wait()
    close(stop.read)
    close(descriptor)
  }
}
