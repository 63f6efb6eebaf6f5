import Foundation

/// A named pipe that the program sends its sound to, 16 bits and two channels at 48 kHz.
final class SoundPipe {
  let path: String
  private let descriptor: Int32

  init(_ path: String) throws {
    self.path = path
    guard mkfifo(path, 0o600) == 0 else {
      throw BenchFailure.system(what: "make the pipe \(path)", code: errno)
    }
    descriptor = open(path, O_RDONLY | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw BenchFailure.system(what: "open the pipe \(path)", code: errno)
    }
  }

  deinit {
    close(descriptor)
    unlink(path)
  }

  /// Takes what is there and gives its largest amplitude; 0 when there is nothing.
  func level() -> Int {
    var bytes = [UInt8](repeating: 0, count: 16_384)
    var level = 0
    while true {
      let count = read(descriptor, &bytes, bytes.count)
      guard count > 1 else { return level }
      for place in stride(from: 0, to: count - 1, by: 2) {
        let value = Int16(bitPattern: UInt16(bytes[place]) | UInt16(bytes[place + 1]) << 8)
        level = max(level, Int(value.magnitude))
      }
    }
  }
}
