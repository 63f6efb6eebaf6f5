import Explorer
import ExplorerRuntime
import SoundDevices
import Testing

@Suite struct CommandWordsTests {
  @Test(arguments: [
    ("ffmpeg -i x.mp3 -f wav -", ["ffmpeg", "-i", "x.mp3", "-f", "wav", "-"]),
    ("  a\t b ", ["a", "b"]),
    (#"play 'two words' "it's" a\ b"#, ["play", "two words", "it's", "a b"]),
    (#"p "a \"b\" \\ $HOME \n" '$x \'"#, ["p", #"a "b" \ $HOME \n"#, #"$x \"#]),
    ("p '' \"\"", ["p", "", ""]),
    ("p a'b'\"c\"d; rm -rf | x > y", ["p", "abcd;", "rm", "-rf", "|", "x", ">", "y"]),
    ("한국 'é'", ["한국", "é"]),
  ])
  func splits(line: String, words: [String]) throws {
    #expect(try CommandWords.split(line) == words)
  }

  @Test(arguments: ["", "  ", "''", "a 'b", "a \"b", "a\\"])
  func refuses(line: String) {
    #expect(throws: Failure.self) { try CommandWords.split(line) }
  }
}

@Suite struct PipeDecoderTests {
  private func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  private func header(
    riff: String = "RIFF", tag: Int = 1, bits: Int = 16, channels: Int = 1, rate: Int = 8000,
    size: Int = 0xFFFF_FFFF, before: [UInt8] = []
  ) -> [UInt8] {
    let block = bits / 8 * channels
    return Array(riff.utf8) + little(0xFFFF_FFFF, 4) + Array("WAVE".utf8) + before
      + Array("fmt ".utf8) + little(16, 4) + little(tag, 2) + little(channels, 2) + little(rate, 4)
      + little(rate * block, 4) + little(block, 2) + little(bits, 2) + Array("data".utf8)
      + little(size, 4)
  }

  @Test(arguments: [0, 0xFFFF_FFFF, 0x7FFF_FFFF])
  func unknownLengthsGoOnUntilTheEnd(size: Int) throws {
    var decoder = PipeDecoder(.wave)
    var samples: [Float] = []
    let bytes = header(size: size) + [0, 0x40, 0, 0xC0, 0xFF, 0x7F, 9]
    for byte in bytes { samples += try decoder.push([byte]) }
    #expect(samples == [0.5, -0.5, 32_767 / 32_768])
    #expect(decoder.format == StreamFormat(sampleRate: 8000, channelCount: 1))
    #expect(!decoder.isOver)
  }

  @Test func aKnownLengthIsKeptTo() throws {
    var decoder = PipeDecoder(.wave)
    let samples = try decoder.push((header(size: 4) + [0, 0x40, 0, 0xC0, 1, 2, 3, 4])[...])
    #expect(samples == [0.5, -0.5])
    #expect(decoder.isOver)
  }

  @Test func otherChunksArePassedOver() throws {
    let odd = Array("junk".utf8) + little(3, 4) + [1, 2, 3, 0]
    let bytes = header(riff: "RF64", tag: 3, bits: 32, channels: 2, rate: 48_000, before: odd)
    let found = try #require(try WaveStreamHeader(bytes))
    #expect(found.coding == .f32le && found.length == bytes.count && found.byteCount == nil)
    #expect(found.format == StreamFormat(sampleRate: 48_000, channelCount: 2))
    for count in [0, 11, 12, 30, bytes.count - 1] {
      #expect(try WaveStreamHeader(Array(bytes.prefix(count))) == nil)
    }
  }

  @Test func whatIsNoWaveIsRefused() {
    #expect(throws: Failure.self) { try WaveStreamHeader(Array("ID3 this is an MP3".utf8)) }
    #expect(throws: Failure.self) { try WaveStreamHeader(header(tag: 17, bits: 4)) }
    #expect(throws: Failure.self) { try WaveStreamHeader(header(channels: 0)) }
    #expect(throws: Failure.self) {
      try WaveStreamHeader(header(before: Array("junk".utf8) + little(0x7000_0000, 4)))
    }
    #expect(throws: Failure.self) {
      try WaveStreamHeader(
        Array("RIFF".utf8) + little(0, 4) + Array("WAVEdata".utf8) + little(0, 4))
    }
  }

  /// Bytes that mean nothing neither trap nor become samples that are no amplitudes.
  @Test func anyBytesAreTaken() throws {
    var dice = IDSource(seed: 3)
    for coding in SampleCoding.allCases {
      var decoder = PipeDecoder(
        .raw(coding, StreamFormat(sampleRate: 8000, channelCount: 3)))
      var count = 0
      for _ in 0..<50 {
        let bytes = (0..<Int.random(in: 1...200, using: &dice)).map { _ in
          UInt8.random(in: 0...255, using: &dice)
        }
        let samples = try decoder.push(bytes[...])
        count += samples.count
        let isFinite = samples.allSatisfy { $0.isFinite }
        #expect(isFinite && samples.count % 3 == 0)
      }
      #expect(count > 0)
    }
  }
}

@Suite struct LevelTriggerTests {
  private func run(_ samples: [Float], block: Int, preRoll: Double) -> [Range<Int>] {
    var trigger = LevelTrigger(decibels: -6.1, preRollSeconds: preRoll, sampleRate: 100)
    var takes: [Range<Int>] = []
    for start in stride(from: 0, to: samples.count, by: block) {
      let part = samples[start..<min(samples.count, start + block)]
      for step in trigger.take(part, channelCount: 1, first: start, oldest: 0) {
        switch step {
        case .begin(let span): takes.append(span)
        case .add(let span):
          #expect(takes.last?.upperBound == span.lowerBound)
          takes[takes.count - 1] = takes[takes.count - 1].lowerBound..<span.upperBound
        case .end: #expect(!takes.isEmpty)
        }
      }
    }
    return takes
  }

  /// The same takes come, to the sample, however the sound is cut.
  @Test(arguments: [1, 7, 64, 1000])
  func takesAreExact(block: Int) {
    var samples = [Float](repeating: 0.1, count: 1000)
    for loud in [300, 310, -400, 700, 851] { samples[abs(loud)] = loud < 0 ? -0.5 : 0.5 }
    let hang = Int(LevelTrigger.hangSeconds * 100)
    #expect(
      run(samples, block: block, preRoll: 0.5)
        == [250..<(401 + hang), 650..<(701 + hang), (701 + hang)..<1000])
  }

  /// A take never has samples of the one before.
  @Test func takesDoNotOverlap() {
    var samples = [Float](repeating: 0, count: 1000)
    (samples[100], samples[260]) = (1, 1)
    let hang = Int(LevelTrigger.hangSeconds * 100)
    #expect(run(samples, block: 50, preRoll: 2) == [0..<(101 + hang), (101 + hang)..<(261 + hang)])
  }
}

@Suite struct SampleHistoryTests {
  @Test func theNewestSamplesAreThere() {
    var history = SampleHistory(channelCount: 2, capacity: 100, pieceLength: 30)
    var dice = IDSource(seed: 5)
    var count = 0
    while count < 5000 {
      let more = Int.random(in: 1...70, using: &dice)
      history.append((count * 2..<(count + more) * 2).map { Float($0) }[...])
      count += more
      #expect(history.end == count)
      #expect(history.first == 0 || count - history.first >= 100)
      #expect(count - history.first < 160)
      let all = history.samples(0..<count)
      #expect(all == (history.first * 2..<count * 2).map { Float($0) })
    }
  }
}
