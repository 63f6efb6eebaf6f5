import CSndfile

/// The file that libsndfile writes to: it hands bytes on and keeps the first error.
///
/// It belongs to the one `LibraryEncoder` that uses it.
final class VirtualOutput {
  private let sink: any ByteSink
  private var position = 0
  /// The error after which nothing is written any more.
  private(set) var failure: SoundWritingError?

  init(_ sink: any ByteSink) { self.sink = sink }

  /// The callbacks for `sf_open_virtual`, whose user data must be an unretained `VirtualOutput`.
  static func callbacks() -> SF_VIRTUAL_IO {
    SF_VIRTUAL_IO(
      get_filelen: { user in sf_count_t(VirtualOutput.from(user)?.sink.count ?? 0) },
      seek: { offset, origin, user in
        sf_count_t(VirtualOutput.from(user)?.seek(by: Int(offset), from: origin) ?? -1)
      },
      // Only files that are read and written at once are read.
      read: { _, _, _ in 0 },
      write: { bytes, count, user in
        guard let output = VirtualOutput.from(user), let bytes, count > 0 else { return 0 }
        return sf_count_t(output.write(UnsafeRawBufferPointer(start: bytes, count: Int(count))))
      },
      tell: { user in sf_count_t(VirtualOutput.from(user)?.position ?? 0) })
  }

  private func seek(by offset: Int, from origin: CInt) -> Int {
    let base = origin == 0 ? 0 : origin == 1 ? position : sink.count
    let (target, overflow) = base.addingReportingOverflow(offset)
    guard !overflow, target >= 0 else { return -1 }
    position = target
    return target
  }

  private func write(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard failure == nil else { return 0 }
    do throws(SoundWritingError) {
      try sink.write(bytes, at: position)
      position += bytes.count
      return bytes.count
    } catch {
      failure = error
      return 0
    }
  }

  private static func from(_ user: UnsafeMutableRawPointer?) -> VirtualOutput? {
    user.map { Unmanaged<VirtualOutput>.fromOpaque($0).takeUnretainedValue() }
  }
}
