import CZip

/// A file of an archive, read in order from the beginning.
final class ZipMember {
  let name: String
  let size: Int
  /// What kept the bytes from being read.
  private(set) var failure: FeatureFileError?

  private let chunk: (Int) throws(FeatureFileError) -> [UInt8]
  private var offset = 0
  private var pending: ArraySlice<UInt8> = []

  /// Describes a file of `size` bytes.
  ///
  /// - Parameter chunk: Gives some of the bytes from an offset on; it is asked for one piece after
  ///   the other.
  init(
    _ name: String, size: Int, chunk: @escaping (Int) throws(FeatureFileError) -> [UInt8]
  ) {
    self.name = name
    self.size = size
    self.chunk = chunk
  }

  /// Describes a file by its bytes.
  convenience init(_ name: String, _ bytes: [UInt8]) {
    self.init(name, size: bytes.count) { offset throws(FeatureFileError) in
      Array(bytes[offset...])
    }
  }

  /// Goes back to the beginning.
  func open() {
    offset = 0
    pending = []
  }

  /// Reads the next bytes; the result counts them, 0 at the end, nil where they can't be read.
  func read(into target: UnsafeMutableRawBufferPointer) -> Int? {
    if pending.isEmpty, offset < size {
      do throws(FeatureFileError) {
        pending = try chunk(offset)[...]
      } catch {
        failure = error
        return nil
      }
    }
    let part = pending.prefix(target.count)
    target.copyBytes(from: part)
    pending = pending.dropFirst(part.count)
    offset += part.count
    return part.count
  }
}

extension ZipMember {
  /// What libzip calls to read the file; it holds a reference to it until it frees the source.
  static let callback: zip_source_callback = { state, data, length, command in
    guard let state else { return -1 }
    let unmanaged = Unmanaged<ZipMember>.fromOpaque(state)
    let member = unmanaged.takeUnretainedValue()
    switch command {
    case ZIP_SOURCE_OPEN:
      member.open()
      return 0
    case ZIP_SOURCE_READ:
      let target = UnsafeMutableRawBufferPointer(start: data, count: Int(length))
      return member.read(into: target).map(Int64.init) ?? -1
    case ZIP_SOURCE_CLOSE: return 0
    case ZIP_SOURCE_STAT:
      guard let status = data?.assumingMemoryBound(to: zip_stat_t.self) else { return -1 }
      zip_stat_init(status)
      status.pointee.valid = UInt64(ZIP_STAT_SIZE)
      status.pointee.size = UInt64(member.size)
      return Int64(MemoryLayout<zip_stat_t>.size)
    case ZIP_SOURCE_ERROR:
      guard let codes = data?.assumingMemoryBound(to: CInt.self), length >= 8 else { return -1 }
      (codes[0], codes[1]) = (ZIP_ER_READ, 0)
      return 8
    case ZIP_SOURCE_FREE:
      unmanaged.release()
      return 0
    default: return -1
    }
  }
}
