/// The texts of a FLAC file, `NAME=text` each.
struct VorbisComments {
  /// The library that encoded the file.
  var vendor: [UInt8]
  /// The texts, as the file has them.
  var entries: [[UInt8]]

  init(vendor: [UInt8] = [], entries: [[UInt8]] = []) {
    self.vendor = vendor
    self.entries = entries
  }

  /// Reads a block's body, nil if it contradicts itself.
  init?(_ body: [UInt8]) {
    var offset = 0
    func text() -> [UInt8]? {
      guard let length = body.unsigned(at: offset, width: 4).map(Int.init),
        body.count - offset - 4 >= length
      else { return nil }
      defer { offset += 4 + length }
      return Array(body[offset + 4..<offset + 4 + length])
    }
    guard let vendor = text(), let count = body.unsigned(at: offset, width: 4) else { return nil }
    offset += 4
    self.vendor = vendor
    entries = []
    for _ in 0..<count {
      guard let entry = text() else { return nil }
      entries.append(entry)
    }
  }

  /// The body of a block.
  var body: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(UInt64(vendor.count), width: 4)
    bytes += vendor
    bytes.append(UInt64(entries.count), width: 4)
    for entry in entries {
      bytes.append(UInt64(entry.count), width: 4)
      bytes += entry
    }
    return bytes
  }

  /// The name of an entry in capitals, as names don't tell capitals from small letters.
  static func name(_ entry: [UInt8]) -> String {
    String(decoding: entry.prefix { $0 != UInt8(ascii: "=") }, as: UTF8.self).uppercased()
  }
}
