import SoundFiles
import Testing

/// What is wrong with files at the first look.
@Suite struct SoundCheckTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func check(_ samples: [Int16]) throws -> SoundCheck {
    try SoundCheck(folder.write(SoundBuilder.wav(SoundBuilder.pcm16(samples))))
  }

  /// A second of a tone in faint noise, between two shares of it.
  private func tone(_ from: Double, _ to: Double, amplitude: Double = 8000) -> [Int16] {
    (0..<16_000).map { place in
      let share = Double(place) / 16_000
      let isTone = (from..<to).contains(share)
      return Int16(isTone ? (place / 8) % 2 == 0 ? amplitude : -amplitude : Double(place % 5 - 2))
    }
  }

  @Test("A sound in the middle has no flaw")
  func fine() throws {
    let found = try check(tone(0.3, 0.7))
    #expect(!found.isSilent && !found.isClipped && !found.isTruncated)
    #expect(!found.hasOffset && !found.isOffCenter && found.fingerprint != nil)
    #expect(found.loudest == 4800..<11_200)
  }

  @Test("A sound at one end is off center", arguments: [(0.0, 0.2), (0.7, 1.0)])
  func offCenter(from: Double, to: Double) throws {
    let found = try check(tone(from, to))
    #expect(found.isOffCenter)
    let loudest = try #require(found.loudest)
    #expect(abs(loudest.lowerBound - Int(from * 16_000)) <= 160)
    #expect(abs(loudest.upperBound - Int(to * 16_000)) <= 160)
    // One that fills most of the recording has no place to go.
    #expect(!(try check(tone(0.35, 1))).isOffCenter)
  }

  @Test("It judges as the survey does")
  func likeTheSurvey() throws {
    let clipped = tone(0.3, 0.7, amplitude: 32_767)
    #expect(try check(clipped).isClipped)
    let silent = [Int16](repeating: 20, count: 8000)
    let quiet = try check(silent)
    #expect(quiet.isSilent && quiet.fingerprint == nil && quiet.loudest == nil)
    #expect(try check(tone(0.3, 0.7).map { $0 + 2000 }).hasOffset)
    var file = SoundBuilder.wav(SoundBuilder.pcm16(tone(0.3, 0.7)))
    file.removeLast(9000)
    #expect(try SoundCheck(folder.write(file)).isTruncated)
    #expect(throws: SoundFileError.self) { try SoundCheck(folder.write([1, 2, 3])) }
  }

  @Test("It is given up between two blocks")
  func cancelled() throws {
    let path = try folder.write(
      SoundBuilder.wav(SoundBuilder.pcm16([Int16](repeating: 900, count: 300_000))))
    var asked = 0
    let found = try SoundCheck(path) {
      asked += 1
      return asked == 3
    }
    #expect(found == nil && asked == 3)
    let whole = try SoundCheck(path, isCancelled: { false })
    #expect(whole != nil)
    #expect(try whole == SoundCheck(path))
  }
}
