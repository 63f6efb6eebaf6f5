import Foundation
import Testing

/// The chunks of a WAV, AIFF or RF64 file, or the metadata blocks of a FLAC file, as a list.
struct ChunkList: Equatable {
  struct Chunk: Equatable {
    let id: String
    let body: [UInt8]
  }

  let chunks: [Chunk]

  init(_ bytes: [UInt8]) {
    chunks = bytes.starts(with: "fLaC".utf8) ? Self.flac(bytes) : Self.chunked(bytes)
  }

  init(path: [UInt8]) throws {
    let name = String(decoding: path, as: UTF8.self)
    self.init([UInt8](try Data(contentsOf: URL(fileURLWithPath: name))))
  }

  /// The bodies of the chunks of a name.
  subscript(id: String) -> [[UInt8]] { chunks.filter { $0.id == id }.map(\.body) }

  /// Without those of some names.
  func without(_ ids: Set<String>) -> [Chunk] { chunks.filter { !ids.contains($0.id) } }

  private static func chunked(_ bytes: [UInt8]) -> [Chunk] {
    let isBig = bytes.starts(with: "FORM".utf8) || bytes.starts(with: "RIFX".utf8)
    func number(_ place: Int, _ width: Int = 4) -> Int {
      let part = bytes[place..<place + width]
      return (isBig ? Array(part) : part.reversed()).reduce(0) { $0 << 8 | Int($1) }
    }
    var chunks: [Chunk] = []
    var offset = 12
    var dataSize: Int?
    while offset + 8 <= bytes.count {
      let id = String(decoding: bytes[offset..<offset + 4], as: UTF8.self)
      var size = number(offset + 4)
      if id == "ds64" { dataSize = number(offset + 16, 8) }
      if id == "data", size == 0xFFFF_FFFF, let dataSize { size = dataSize }
      let end = min(bytes.count, offset + 8 + size)
      chunks.append(Chunk(id: id, body: Array(bytes[offset + 8..<end])))
      offset += 8 + size + size % 2
    }
    return chunks
  }

  private static let names = [
    0: "STREAMINFO", 1: "PADDING", 2: "APPLICATION", 3: "SEEKTABLE", 4: "VORBIS_COMMENT",
    5: "CUESHEET", 6: "PICTURE",
  ]

  private static func flac(_ bytes: [UInt8]) -> [Chunk] {
    var chunks: [Chunk] = []
    var offset = 4
    while offset + 4 <= bytes.count {
      let size = bytes[offset + 1..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
      chunks.append(
        Chunk(
          id: names[Int(bytes[offset] & 0x7F)] ?? "UNKNOWN",
          body: Array(bytes[offset + 4..<offset + 4 + size])))
      if bytes[offset] & 0x80 != 0 { break }
      offset += 4 + size
    }
    return chunks
  }
}
