import Foundation
import Testing

/// FLAC files with metadata of all kinds.
enum FLACBuilder {
  /// A file's STREAMINFO and sound with other blocks between them.
  static func file(_ path: [UInt8], _ blocks: [(UInt8, [UInt8])]) throws -> [UInt8] {
    let bytes = try FileBytes.of(path)
    var offset = 42
    while true {
      let isLast = bytes[offset] & 0x80 != 0
      offset += 4 + bytes[offset + 1..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
      if isLast { break }
    }
    var head = Array(bytes[..<42])
    for (index, (kind, body)) in blocks.enumerated() {
      head.append(kind | (index == blocks.count - 1 ? 0x80 : 0))
      head +=
        [UInt8(body.count >> 16), UInt8(body.count >> 8 & 255), UInt8(body.count & 255)] + body
    }
    return head + bytes[offset...]
  }

  /// The body of a block with a picture of four bytes.
  static let picture: [UInt8] = {
    let type = SoundBuilder.big(UInt32(9)) + Array("image/png".utf8)
    let sizes = [0, 1, 1, 24, 0, 4].flatMap { SoundBuilder.big(UInt32($0)) }
    return SoundBuilder.big(UInt32(3)) + type + sizes + [1, 2, 3, 4]
  }()

  /// The body of a block with the end of a disk and no track.
  static let cueSheet: [UInt8] = {
    let zeros = { [UInt8](repeating: 0, count: $0) }
    return zeros(128 + 8 + 259) + [1] + zeros(8) + [255] + zeros(12 + 14) + [0]
  }()

  /// The body of a block of texts.
  static func comments(_ texts: [String]) -> [UInt8] {
    func text(_ text: String) -> [UInt8] {
      SoundBuilder.little(UInt32(text.utf8.count)) + Array(text.utf8)
    }
    return text("somebody's encoder") + SoundBuilder.little(UInt32(texts.count))
      + texts.flatMap(text)
  }
}

/// The bytes of a file.
enum FileBytes {
  static func of(_ path: [UInt8]) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: String(decoding: path, as: UTF8.self))))
  }
}

/// Expects that the reference decoder finds a file whole, and its MD5 right, where it is installed.
func expectFLAC(_ path: [UInt8], _ place: SourceLocation = #_sourceLocation) throws {
  let program = "/usr/bin/flac"
  guard FileManager.default.isExecutableFile(atPath: program) else {
    print("skipped: no flac program to check with")
    return
  }
  let process = Process()
  process.executableURL = URL(fileURLWithPath: program)
  process.arguments = [
    "--test", "--silent", "--warnings-as-errors", String(decoding: path, as: UTF8.self),
  ]
  try process.run()
  process.waitUntilExit()
  #expect(process.terminationStatus == 0, "flac finds a fault", sourceLocation: place)
}
