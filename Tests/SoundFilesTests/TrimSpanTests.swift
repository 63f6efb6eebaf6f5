import Acoustics
import Foundation
import SoundFiles
import Testing

/// Spans of all kinds, and what can be done to their samples.
struct TrimSpanTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func recording(
    _ ending: String, _ format: SoundFormat, count: Int
  ) throws -> (path: [UInt8], samples: SampleOracle) {
    let path = folder.file("in.\(ending)")
    let writer = try SoundFileWriter(path, format, .whole(.replace))
    var dice = SystemDice(seed: UInt64(count))
    var left = count
    while left > 0 {
      let part = min(left, dice.roll(3000) + 1)
      try writer.append((0..<part * format.channelCount).map { _ in dice.amplitude() })
      left -= part
    }
    try writer.finish()
    return (path, try SampleOracle(path))
  }

  private func trim(
    _ span: Range<Int>, of path: [UInt8], to name: String, _ change: (inout TrimOptions) -> Void
  ) throws -> (report: TrimReport, samples: SampleOracle) {
    var options = TrimOptions()
    options.existing = .replace
    change(&options)
    let target = folder.file(name)
    let report = try SoundTrim.export(SampleRange(span), of: path, to: target, options)
    return (report, try SampleOracle(target))
  }

  @Test(
    "random spans with random padding are what the source has there",
    arguments: SoundFormat.Container.allCases)
  func randomSpans(container: SoundFormat.Container) throws {
    var dice = SystemDice(seed: 7)
    for round in 0..<12 {
      let encodings = SoundFormat.Encoding.allCases.filter {
        container != .flac || (!$0.isFloat && $0.bits <= 24)
      }
      let format = SoundFormat(
        container, encodings[round % encodings.count], sampleRate: 8000,
        channelCount: dice.roll(3) + 1)
      let count = dice.roll(20_000) + 1
      let (path, whole) = try recording(container.fileExtension, format, count: count)
      #expect(whole.count == count)
      let onset = dice.roll(count)
      let offset = onset + 1 + dice.roll(count - onset)
      let padding = dice.roll(3) == 0 ? dice.roll(count) : 0
      let (report, part) = try trim(
        onset..<offset, of: path, to: "out.\(container.fileExtension)"
      ) { $0.padding = Double(padding) / 8000 }
      let expected = whole.span(max(0, onset - padding)..<min(count, offset + padding))
      #expect(part.samples.elementsEqual(expected), "\(format) \(onset)..<\(offset) ± \(padding)")
      #expect(report.losses.isEmpty && report.notices.isEmpty)
      #expect(report.format == "\(container.rawValue) \(whole.encodingName)")
    }
  }

  @Test("one channel is taken bit by bit, the mean of all is rounded once")
  func channels() throws {
    let (path, whole) = try recording(
      "wav", SoundFormat(.wav, .pcm24, sampleRate: 8000, channelCount: 3), count: 5000)
    for ending in ["wav", "flac"] {
      let one = try trim(10..<4000, of: path, to: "one.\(ending)") { $0.channels = .channel(2) }
      #expect(one.samples.channelCount == 1 && one.report.channelCount == 1)
      #expect(one.samples.samples == (10..<4000).map { whole.samples[$0 * 3 + 2] })
      let mix = try trim(10..<4000, of: path, to: "mix.\(ending)") { $0.channels = .mix }
      for (index, sample) in mix.samples.samples.enumerated() {
        let sum = whole.span(10 + index..<11 + index).reduce(0, +)
        #expect(abs(Double(sample) - Double(sum) / 3) <= 128)
      }
    }
    var options = TrimOptions()
    options.channels = .channel(3)
    #expect(
      throws: SoundWritingError.source(.noSuchChannel(name: "in.wav", channel: 3, count: 3))
    ) { try SoundTrim.export(SampleRange(0..<1), of: path, to: folder.file("no.wav"), options) }
    #expect(!folder.has("no.wav"))
  }

  @Test("fades begin and end at nothing and leave the middle alone")
  func fades() throws {
    let (path, whole) = try recording(
      "flac", SoundFormat(.flac, .pcm16, sampleRate: 8000, channelCount: 2), count: 5000)
    let (_, part) = try trim(100..<4100, of: path, to: "out.flac") {
      ($0.fadeIn, $0.fadeOut) = (0.1, 0.05)
    }
    let source = whole.span(100..<4100)
    for index in 0..<4000 {
      let up = index < 800 ? 0.5 - 0.5 * cos(.pi * (Double(index) + 0.5) / 800) : 1
      let down = index >= 3600 ? 0.5 - 0.5 * cos(.pi * (3999.5 - Double(index)) / 400) : 1
      for channel in 0..<2 {
        let expected = Double(source[source.startIndex + index * 2 + channel]) * up * down
        #expect(abs(Double(part.samples[index * 2 + channel]) - expected) <= 32_768.5)
      }
    }
    let short = try trim(0..<10, of: path, to: "out.flac") { ($0.fadeIn, $0.fadeOut) = (9, 9) }
    #expect(short.samples.count == 10)
    for odd in [Double.nan, .infinity, -1] {
      let (_, part) = try trim(0..<10, of: path, to: "out.flac") {
        ($0.fadeIn, $0.fadeOut, $0.padding) = (odd, odd, odd)
      }
      #expect(part.count == (odd == .infinity ? 5000 : 10))
    }
  }

  @Test(
    "another rate: edges are those of the whole recording resampled", arguments: [16_000, 7001])
  func rates(rate: Int) throws {
    let (path, _) = try recording(
      "wav", SoundFormat(.wav, .float32, sampleRate: 8000, channelCount: 2), count: 30_000)
    let source = try SoundFile(path)
    let (report, part) = try trim(16_000..<24_000, of: path, to: "out.wav") { $0.sampleRate = rate }
    #expect(report.samples == rate && report.sampleRate == rate && part.sampleRate == rate)
    for channel in 0..<2 {
      let whole = try Resampler.resample(
        source.read(SampleRange(0..<30_000), .channel(channel)), from: 8000, to: Double(rate))
      for index in 0..<rate {
        let found = Double(bitPattern: UInt64(bitPattern: part.samples[index * 2 + channel]))
        #expect(abs(found - Double(whole[2 * rate + index])) < 2e-6)
      }
    }
    let first = try trim(0..<1, of: path, to: "out.wav") { $0.sampleRate = 48_000 }
    #expect(first.samples.count == 6)
  }

  @Test("what is louder than full scale is cut off and said")
  func clipping() throws {
    let loud = folder.file("loud.wav")
    let writer = try SoundFileWriter(
      loud, SoundFormat(.wav, .float32, sampleRate: 8000, channelCount: 1))
    try writer.append([0.5, 1.5, -2, .nan, 1, -1])
    try writer.finish()
    #expect(writer.clippedCount == 0)
    let (report, part) = try trim(0..<6, of: loud, to: "cut.wav") { $0.encoding = .pcm16 }
    let steps = part.samples.map { $0 >> 16 }
    #expect(steps == [16_384, 32_767, -32_768, 0, 32_767, -32_768])
    #expect(report.notices == ["2 samples beyond full scale are cut off"])
    #expect(report.losses == ["FLOAT samples are rounded to PCM 16"])
  }

  @Test("spans that are not there are refused, those that reach too far are cut")
  func badSpans() throws {
    let (path, _) = try recording(
      "wav", SoundFormat(.wav, .pcm16, sampleRate: 8000, channelCount: 1), count: 100)
    for (onset, offset) in [(100, 110), (5, 5), (Int.max - 1, Int.max)] {
      let error = SoundWritingError.noSuchSpan(
        name: "out.wav", onset: onset, offset: offset, count: 100)
      #expect(throws: error) { try trim(onset..<offset, of: path, to: "out.wav") { _ in } }
      expectSentence(error)
    }
    #expect(!folder.has("out.wav"))
    let (report, part) = try trim(90..<Int.max, of: path, to: "out.wav") { $0.padding = 1e300 }
    #expect(part.count == 100 && report.notices == ["the recording ends before the span does"])
  }

  @Test("lossy recordings become FLAC or WAV, and say so")
  func lossy() throws {
    guard let shared = SharedFolder.path else { return }
    for (name, kind, bits) in [
      ("matrix/ogg_vorbis.ogg", "FLAC PCM 24", 24), ("matrix/ogg_opus.ogg", "FLAC PCM 24", 24),
      ("encoders/mp3_vbr_v2.mp3", "FLAC PCM 24", 24),
      ("matrix/wav_ms_adpcm.wav", "FLAC PCM 16", 16),
      ("matrix/au_g721_32.au", "FLAC PCM 16", 16), ("matrix/wav_gsm610.wav", "FLAC PCM 16", 16),
    ] {
      let path = Array("\(shared)/data/formats/\(name)".utf8)
      let (report, part) = try trim(1000..<5001, of: path, to: "part.flac") { _ in }
      #expect(report.format == kind, "\(name)")
      #expect(report.notices.contains { $0.contains("is lossy") }, "\(name)")
      let samples = try SoundFile(path).read(SampleRange(1000..<5001), .channel(0))
      let step = Double(1 << (31 - bits + 1))
      for (index, sample) in samples.enumerated() {
        let found = Double(part.samples[index * part.channelCount])
        #expect(abs(found - Double(sample) * 0x1p31) <= step * 0.75, "\(name) at \(index)")
      }
      let error = SoundWritingError.lossyName(name: "part.mp3", ending: "mp3")
      #expect(throws: error) { try trim(0..<9, of: path, to: "part.mp3") { _ in } }
      expectSentence(error)
    }
  }
}
