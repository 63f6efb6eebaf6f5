import CSndfile

/// The bytes that libsndfile sees: those of a file, whose beginning may be replaced by a corrected
/// header.
///
/// A `SoundBytes` belongs to the one `Decoder` that reads it.
final class SoundBytes {
  /// A corrected beginning: `head` stands for the first `replaced` bytes of the file, and the whole
  /// ends where `end` is in the file.
  struct Correction {
    let head: [UInt8]
    let replaced: Int
    var end: Int?
  }

  /// The file behind.
  let file: RegularFile
  /// How many bytes there are.
  let count: Int
  private let head: [UInt8]
  private let tail: Int
  private var position = 0

  /// Makes the bytes of a file, with a correction or as they are.
  init(_ file: RegularFile, correction: Correction? = nil) {
    self.file = file
    head = correction?.head ?? file.head
    tail = correction?.replaced ?? file.head.count
    count = head.count + max(0, (correction?.end ?? file.size) - tail)
  }

  /// Moves the position by an offset from the start (0), the position (1) or the end (2).
  func seek(by offset: Int, from origin: CInt) -> Int {
    let base = origin == 0 ? 0 : origin == 1 ? position : count
    let (target, overflow) = base.addingReportingOverflow(offset)
    guard !overflow, target >= 0 else { return -1 }
    position = target
    return target
  }

  /// Reads from the position on; the result counts the bytes.
  func read(into target: UnsafeMutableRawBufferPointer) -> Int {
    var done = 0
    let wanted = min(target.count, max(0, count - position))
    if position < head.count, wanted > 0 {
      done = min(wanted, head.count - position)
      head.withUnsafeBytes { bytes in
        target.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[position..<position + done]))
      }
    }
    if done < wanted {
      let rest = UnsafeMutableRawBufferPointer(rebasing: target[done..<wanted])
      done += file.read(at: tail + position + done - head.count, into: rest)
    }
    position += done
    return done
  }

  /// The position, in bytes from the start.
  func tell() -> Int { position }

  /// The callbacks for `sf_open_virtual`, whose user data must be an unretained `SoundBytes`.
  static func virtualIO() -> SF_VIRTUAL_IO {
    SF_VIRTUAL_IO(
      get_filelen: { user in sf_count_t(SoundBytes.from(user)?.count ?? 0) },
      seek: { offset, origin, user in
        sf_count_t(SoundBytes.from(user)?.seek(by: Int(offset), from: origin) ?? -1)
      },
      read: { target, count, user in
        guard let bytes = SoundBytes.from(user), let target, count > 0 else { return 0 }
        let buffer = UnsafeMutableRawBufferPointer(start: target, count: Int(count))
        return sf_count_t(bytes.read(into: buffer))
      },
      write: { _, _, _ in 0 },
      tell: { user in sf_count_t(SoundBytes.from(user)?.tell() ?? 0) })
  }

  private static func from(_ user: UnsafeMutableRawPointer?) -> SoundBytes? {
    user.map { Unmanaged<SoundBytes>.fromOpaque($0).takeUnretainedValue() }
  }
}
