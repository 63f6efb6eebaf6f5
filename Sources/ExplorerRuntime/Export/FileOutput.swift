import Explorer
import Foundation
import PictureFiles

/// Files that commands and the explorer make.
package enum FileOutput {
  /// Writes a file that takes its name once it is whole; one of that name stays till then.
  ///
  /// What is there and no regular file, such as a pipe, is written to as it is.
  package static func write(_ text: String, to path: [UInt8]) throws(Failure) {
    try write([text], to: path)
  }

  /// Writes a file of pieces, one after the other.
  package static func write(_ pieces: [String], to path: [UInt8]) throws(Failure) {
    try OutputGuard.check(path, as: .other)
    let isOther = FilePath.facts(path).map { $0.st_mode & S_IFMT != S_IFREG } ?? false
    if !isOther, let name = String(validating: path, as: UTF8.self) {
      let reason = FileReplacement.write(to: name) { descriptor in
        let code = write(pieces, to: descriptor)
        return (close(descriptor) == 0 ? code : code ?? errno).map(FilePath.reason)
      }
      if let reason { throw failure(path, reason) }
      return
    }
    let name = FilePath.terminated(path)
    let descriptor = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure(path, FilePath.reason(errno)) }
    let writing = write(pieces, to: descriptor)
    let closing = close(descriptor) == 0 ? nil : errno
    if let code = writing ?? closing { throw failure(path, FilePath.reason(code)) }
  }

  private static func write(_ pieces: [String], to descriptor: Int32) -> Int32? {
    for piece in pieces {
      if let code = write(Array(piece.utf8), to: descriptor) { return code }
    }
    return nil
  }

  /// Writes bytes to a descriptor; the result is the error number, nil if all went well.
  package static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
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

  private static func failure(_ path: [UInt8], _ reason: String) -> Failure {
    Failure(
      what: "Cannot write \(FilePath.text(path))", why: reason.lowercased(),
      remedy: "check the folder and the free space")
  }
}
