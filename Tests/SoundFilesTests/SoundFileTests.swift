import Acoustics
import SoundFiles
import Testing

struct SoundFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(
    "every rate and channel count, WAV", arguments: [1, 20, 8000, 44_100, 1_000_000, 10_000_000],
    [1, 2, 3, 16, 300])
  func wav(rate: UInt32, channels: UInt16) throws {
    // Channel c of sample n is n · 7 + c, in steps of 16 bits.
    let samples = (0..<50).flatMap { n in (0..<Int(channels)).map { Int16(n * 7 + $0) } }
    let path = try folder.write(
      SoundBuilder.wav(SoundBuilder.pcm16(samples), rate: rate, channels: channels))
    let sound = try SoundFile(path)
    #expect(sound.facts.sampleRate == Double(rate))
    #expect(sound.facts.channelCount == Int(channels))
    #expect(sound.facts.sampleCount == 50)
    #expect(sound.facts.duration == 50 / Double(rate))
    #expect(sound.facts == (try SoundFile.probe(path)))
    for channel in [0, Int(channels) - 1] {
      let found = try sound.read(SampleRange(3..<20), .channel(channel))
      #expect(found == (3..<20).map { Float($0 * 7 + channel) / 32_768 })
    }
    let mix = try sound.read(SampleRange(49..<50), .mix)
    #expect(abs(mix[0] - (343 + Float(channels - 1) / 2) / 32_768) < 1e-6)
    let error = SoundFileError.noSuchChannel(
      name: "sound", channel: Int(channels), count: Int(channels))
    #expect(throws: error) { try sound.read(SampleRange(0..<1), .channel(Int(channels))) }
    expectSentence(error)
  }

  @Test("AIFF, mono and stereo", arguments: [UInt16(1), 2])
  func aiff(channels: UInt16) throws {
    let samples = (0..<200).map { Int16($0 * 100) }
    let path = try folder.write(SoundBuilder.aiff(samples, rate: 22_050, channels: channels))
    let sound = try SoundFile(path)
    #expect(sound.facts.container == "AIFF" && sound.facts.encoding == "PCM 16")
    #expect(sound.facts.sampleRate == 22_050)
    #expect(sound.facts.sampleCount == 200 / Int(channels))
    let found = try sound.read(SampleRange(0..<200), .channel(0))
    #expect(found == stride(from: 0, to: 200, by: Int(channels)).map { Float($0 * 100) / 32_768 })
  }

  @Test("spans reach past the end, lie behind it, or are empty")
  func spans() throws {
    let path = try folder.write(SoundBuilder.wav(SoundBuilder.pcm16([Int16](0..<100))))
    let sound = try SoundFile(path)
    #expect(try sound.read(SampleRange(90..<200), .mix).count == 10)
    #expect(try sound.read(SampleRange(0..<Int.max), .mix).count == 100)
    #expect(try sound.read(SampleRange(100..<200), .mix) == [])
    #expect(try sound.read(SampleRange(5..<5), .mix) == [])
    #expect(try sound.read(SampleRange(40..<42), .mix) == [40 / 32_768, 41 / 32_768])
    #expect(try sound.read(SampleRange(7..<8), .mix) == [7 / 32_768])
  }

  @Test("a file cut anywhere opens with what is there or is refused in a sentence")
  func truncation() throws {
    let whole = SoundBuilder.wav(SoundBuilder.pcm16([Int16](0..<400)))
    for length in Array(0..<60) + [100, 101, 500, 843] {
      let path = try folder.write(Array(whole.prefix(length)), "cut.wav")
      let there = (length - 44) / 2
      if length >= 46 {
        let facts = try SoundFile.probe(path)
        #expect(facts.sampleCount == there && facts.isTruncated)
        #expect(facts.issues == ["it ends after \(length) bytes; its header promises 844"])
      } else {
        let error = try #require(refusal(path))
        expectSentence(error)
        if length == 0 { #expect(error == .empty(name: "cut.wav")) }
        if length >= 44 {
          #expect(error == .endsEarly(name: "cut.wav", bytes: length, promised: 844))
        }
      }
    }
  }

  @Test(
    "sizes that recorders leave open are read to the end",
    arguments: [UInt32(0), 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 0xFFFF_F000])
  func openSize(size: UInt32) throws {
    let path = try folder.write(
      SoundBuilder.wav(SoundBuilder.pcm16([Int16](0..<100)), dataSize: size))
    let facts = try SoundFile.probe(path)
    #expect(facts.sampleCount == 100 && !facts.isTruncated)
    #expect(facts.issues.count == 1)
    #expect(try SoundFile(path).read(SampleRange(98..<100), .mix) == [98 / 32_768, 99 / 32_768])
  }

  @Test("huge promises cost no memory and no time")
  func hugePromise() throws {
    let path = try folder.write(
      SoundBuilder.wav(SoundBuilder.pcm16([Int16](0..<100)), dataSize: 0x3FFF_FFFE))
    let sound = try SoundFile(path)
    #expect(sound.facts.isTruncated && sound.facts.sampleCount == 100)
    #expect(try sound.read(SampleRange(0..<1 << 40), .mix).count == 100)
  }

  @Test("threads may share a file")
  func shared() async throws {
    let samples = (0..<20_000).map { Int16($0) }
    let path = try folder.write(SoundBuilder.wav(SoundBuilder.pcm16(samples)))
    let sound = try SoundFile(path)
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for part in 0..<20 {
        group.addTask {
          let span = part * 1000..<(part + 1) * 1000
          return try sound.read(SampleRange(span), .mix) == span.map { Float($0) / 32_768 }
        }
      }
      for try await isEqual in group { #expect(isEqual) }
    }
  }
}
