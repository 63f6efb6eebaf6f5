import Crypto
import Foundation
import SoundFiles
import Testing

struct ContentHashTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func expected(_ bytes: some DataProtocol) -> String {
    SHA256.hash(data: Data(bytes)).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
      .joined()
  }

  @Test("the whole of a short file, and known digests")
  func short() throws {
    let abc = try folder.write(Array("abc".utf8))
    let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(try ContentHash.sha256(abc) == digest)
    #expect(try ContentHash.recognition(abc) == digest)
    let empty = try folder.write([], "empty")
    #expect(
      try ContentHash.recognition(empty)
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(throws: SoundFileError.missing(name: "no")) {
      try ContentHash.recognition(folder.file("no"))
    }
  }

  @Test("the ends and the length of a file over 8 MiB", arguments: [-1, 0, 1, 1000])
  func long(excess: Int) throws {
    var bytes = [UInt8](repeating: 0, count: ContentHash.wholeLimit + excess)
    for index in stride(from: 0, to: bytes.count, by: 97) { bytes[index] = UInt8(index % 251) }
    let path = try folder.write(bytes)
    #expect(try ContentHash.sha256(path) == expected(bytes))
    guard excess > 0 else {
      #expect(try ContentHash.recognition(path) == expected(bytes))
      return
    }
    let length = SoundBuilder.little(UInt64(bytes.count))
    let ends = bytes.prefix(1 << 20) + bytes.suffix(1 << 20) + length
    #expect(try ContentHash.recognition(path) == expected(ends))
    bytes[4 << 20] ^= 1
    #expect(try ContentHash.recognition(folder.write(bytes)) == expected(ends))
    #expect(try ContentHash.sha256(path) == expected(bytes))
  }
}
