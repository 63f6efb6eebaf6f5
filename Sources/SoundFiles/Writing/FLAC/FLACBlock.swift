/// A metadata block of a FLAC file (RFC 9639, section 8).
struct FLACBlock {
  /// The kinds that matter here.
  enum Kind {
    static let streamInfo: UInt8 = 0
    static let application: UInt8 = 2
    static let seekTable: UInt8 = 3
    static let comments: UInt8 = 4
    static let cueSheet: UInt8 = 5
    static let picture: UInt8 = 6
  }

  /// Its number, 0…126.
  let kind: UInt8
  /// What follows its four bytes of header.
  let body: [UInt8]

  /// More bytes of metadata are not carried along.
  private static let limit = 1 << 28

  /// The blocks behind STREAMINFO; those that the file doesn't hold whole are left out.
  static func all(in file: RegularFile, from start: Int) -> [FLACBlock] {
    var blocks: [FLACBlock] = []
    var offset = start + 4
    var total = 0
    while true {
      let header = file.bytes(at: offset, count: 4)
      guard header.count == 4, let length = header.unsigned(at: 1, width: 3, bigEndian: true) else {
        return blocks
      }
      total += Int(length)
      let body = total <= limit ? file.bytes(at: offset + 4, count: Int(length)) : []
      guard body.count == Int(length) else { return blocks }
      let kind = header[0] & 0x7F
      if kind != Kind.streamInfo { blocks.append(FLACBlock(kind: kind, body: body)) }
      if header[0] & 0x80 != 0 { return blocks }
      offset += 4 + Int(length)
    }
  }

  /// The bytes of the block in a file.
  func bytes(isLast: Bool) -> [UInt8] {
    var bytes = [kind | (isLast ? 0x80 : 0)]
    bytes.append(UInt64(body.count), width: 3, bigEndian: true)
    return bytes + body
  }
}
