import Explorer
import ExplorerRuntime
import Foundation

/// Files that commands make.
enum FileOutput {
  /// Writes a file whole; one of that name is replaced, and what can't be finished is taken away.
  static func write(_ text: String, to path: [UInt8]) throws(Failure) {
    let name = FilePath.terminated(path)
    let descriptor = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure(path, errno) }
    let writing = write(Array(text.utf8), to: descriptor)
    let closing = close(descriptor) == 0 ? nil : errno
    guard let code = writing ?? closing else { return }
    if FilePath.facts(path).map({ $0.st_mode & S_IFMT == S_IFREG }) == true { unlink(name) }
    throw failure(path, code)
  }

  /// Writes bytes to a descriptor; the result is the error number, nil if all went well.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let part = UnsafeRawBufferPointer(rebasing: buffer[done...])
        let step = Foundation.write(descriptor, part.baseAddress, part.count)
        if step > 0 {
          done += step
        } else if step < 0, errno != EINTR {
          return errno
        }
      }
      return nil
    }
  }

  private static func failure(_ path: [UInt8], _ code: Int32) -> Failure {
    Failure(
      what: "Cannot write \(FilePath.text(path))", why: FilePath.reason(code),
      remedy: "check the folder and the free space")
  }
}
