/// The parts of a `LIST` chunk; the last is cut where it claims too much.
struct ListParts: Sequence, IteratorProtocol {
  /// One part.
  struct Part {
    let id: [UInt8]
    let body: [UInt8]
  }

  private let bytes: [UInt8]
  private let isBigEndian: Bool
  private var offset = 4

  /// The parts in the body of a list, which begins with its kind.
  init(_ body: [UInt8], isBigEndian: Bool) {
    bytes = body
    self.isBigEndian = isBigEndian
  }

  mutating func next() -> Part? {
    guard let claimed = bytes.unsigned(at: offset + 4, width: 4, bigEndian: isBigEndian) else {
      return nil
    }
    let start = offset + 8
    let end = start + Swift.min(Int(claimed), bytes.count - start)
    defer { offset = end + end % 2 }
    return Part(id: Array(bytes[offset..<offset + 4]), body: Array(bytes[start..<end]))
  }
}
