import Digests
import Testing

struct DigestsTests {
  // FIPS 180-4, the examples of one block.
  @Test func digestsAreThoseOfTheStandard() {
    let bytes = Array("abc".utf8)
    #expect(
      SHA256Hasher.hexadecimal(of: bytes)
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      SHA1Hasher.bytes(of: bytes) == [
        0xa9, 0x99, 0x3e, 0x36, 0x47, 0x06, 0x81, 0x6a, 0xba, 0x3e,
        0x25, 0x71, 0x78, 0x50, 0xc2, 0x6c, 0x9c, 0xd0, 0xd8, 0x9d,
      ])
  }

  @Test func piecesGiveWhatTheWholeGives() {
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    var hasher = SHA256Hasher()
    hasher.update(Array(bytes[..<77]))
    bytes[77...].withUnsafeBytes { hasher.update($0) }
    #expect(hasher.hexadecimal == SHA256Hasher.hexadecimal(of: bytes))
  }
}
