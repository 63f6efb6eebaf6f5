import Acoustics
import Foundation
import SoundFiles
import Testing

/// Recordings that lie about themselves, or change while they are read.
struct TrimHostileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func trim(
    _ span: Range<Int>, of path: [UInt8], to name: String = "out.wav"
  ) throws(SoundWritingError) -> TrimReport {
    var options = TrimOptions()
    options.existing = .replace
    return try SoundTrim.export(SampleRange(span), of: path, to: folder.file(name), options)
  }

  private func samples(_ name: String = "out.wav") throws -> [Int] {
    try SampleOracle(folder.file(name)).samples.map { Int($0 >> 16) }
  }

  @Test(
    "sizes of samples that were never filled in, or are wrong",
    arguments: [UInt32(0), 0x7FFF_FFFF, 0xFFFF_FFFF, 0xFFFF_F000, 5000, 201])
  func sizes(size: UInt32) throws {
    let path = try folder.write(
      SoundBuilder.wav(SoundBuilder.pcm16([Int16](0..<100)), dataSize: size), "in.wav")
    let report = try trim(20..<60, of: path)
    #expect(try samples() == Array(20..<60))
    #expect(!report.notices.isEmpty && report.losses.isEmpty)
    let chunks = try ChunkList(path: folder.file("out.wav"))
    #expect(chunks.chunks.map(\.id) == ["fmt ", "data"])
  }

  @Test("lists and points that claim more than there is")
  func lists() throws {
    var file = ChunkBuilder()
    file.addFormat(rate: 8000)
    file.addSamples(100)
    let builder = file
    file.add("cue ", builder.number(-1) + builder.numbers([1, 50, 0, 0, 0, 50]))
    file.add("LIST", Array("adtl".utf8) + builder.label("labl", 1, [65, 66, 67]) + [1, 2, 3])
    file.add("LIST", Array("adtlltxt".utf8) + builder.numbers([-1, 1, 9]))
    file.add("LIST", Array("adtllabl".utf8) + builder.number(2) + [1, 0])
    file.add("smpl", builder.numbers([0, 0, 0, 0, 0, 0, 0, -1, 0]))
    file.add("bext", [1, 2, 3])
    file.add("LIST", [])
    file.add("cue ", [])
    let whole = file.file()
    for cut in stride(from: 0, to: 40, by: 3) {
      let path = try folder.write(Array(whole.dropLast(cut * 7)), "in.wav")
      let there = min(60, (whole.count - cut * 7 - 44) / 2)
      #expect(try trim(40..<60, of: path).samples == there - 40)
      #expect(try samples() == Array(40..<there))
    }
    let trailing = try folder.write(whole + [UInt8](repeating: 0, count: 5001), "in.wav")
    let report = try trim(40..<60, of: trailing)
    #expect(report.losses.contains("5001 bytes behind the last chunk are lost"))
    #expect(try samples() == Array(40..<60))
  }

  @Test("random damage: a sentence, or a file that opens", arguments: 0..<8)
  func mutations(round: Int) throws {
    var file = ChunkBuilder()
    file.addFormat(rate: 8000)
    file.addCues([(1, 9, 9), (2, 50, 50)])
    file.add("LIST", Array("adtl".utf8) + file.region(1, 60, "text"))
    file.addSamples(400)
    file.add("smpl", file.numbers([0, 0, 125_000, 60, 0, 0, 0, 1, 0, 0, 0, 9, 90, 0, 0]))
    file.add("bext", [UInt8](repeating: 0, count: 602))
    var seeds = [
      file.file(), SoundBuilder.aiff([Int16](0..<400), rate: 8000),
      SoundBuilder.wav(SoundBuilder.pcm16([Int16](0..<400)), dataSize: .max, marker: "RF64"),
    ]
    if let shared = SharedFolder.path {
      for name in [
        "encoders/flac_24bit_tags_seektable.flac", "encoders/ffmpeg_wav_bwf_rf64_auto.wav",
        "metadata/audiomoth_gps.wav", "matrix/caf_pcm_16.caf", "matrix/w64_pcm_16.w64",
      ] {
        let whole = try FileBytes.of(Array("\(shared)/data/formats/\(name)".utf8))
        seeds.append(Array(whole.prefix(30_000)))
      }
    }
    for (number, seed) in seeds.enumerated() {
      var dice = SystemDice(seed: UInt64(round * 100 + number))
      var bytes = seed
      for _ in 0...dice.roll(4) {
        let place = dice.roll(dice.roll(3) == 0 ? bytes.count : min(bytes.count, 400))
        switch dice.roll(3) {
        case 0: bytes[place] = [0, 1, 0x7F, 0x80, 0xFF][dice.roll(5)]
        case 1: for step in place..<min(bytes.count, place + 4) { bytes[step] = 0xFF }
        default: bytes[place] = UInt8(dice.roll(256))
        }
      }
      let path = try folder.write(bytes, "in")
      let report: TrimReport
      do throws(SoundWritingError) {
        report = try trim(dice.roll(300)..<350, of: path, to: "out")
      } catch {
        expectSentence(error)
        continue
      }
      let facts = try SoundFile.probe(folder.file("out"))
      #expect(facts.sampleCount == report.samples, "\(number): \(report)")
    }
    #expect(try folder.names().allSatisfy { ["in", "out"].contains($0) })
  }

  @Test(
    "a recording that shrinks or changes is not exported, one that grows is",
    arguments: ["wav", "flac"])
  func changes(ending: String) throws {
    let path = folder.file("in.\(ending)")
    let container: SoundFormat.Container = ending == "wav" ? .wav : .flac
    let writer = try SoundFileWriter(
      path, SoundFormat(container, .pcm16, sampleRate: 8000, channelCount: 1))
    var dice = SystemDice(seed: 3)
    try writer.append((0..<200_000).map { _ in dice.amplitude() })
    try writer.finish()
    let whole = try SampleOracle(path)
    let target = folder.file("out.\(ending)")
    var options = TrimOptions()
    options.existing = .replace
    let clip = Cut(SampleRange(150_000..<190_000), to: target)

    let grown = try ClipExport(path, options)
    let handle = try #require(FileHandle(forUpdatingAtPath: String(decoding: path, as: UTF8.self)))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data([1, 2, 3]))
    #expect(grown.write([clip]).allSatisfy { (try? $0.get()) != nil })
    #expect(try SampleOracle(target).samples.elementsEqual(whole.span(150_000..<190_000)))

    let before = try FileBytes.of(target)
    let changed = try ClipExport(path, options)
    usleep(20_000)
    try handle.seek(toOffset: 30_000)
    try handle.write(contentsOf: Data([1, 2, 3]))
    let error = SoundWritingError.sourceChanged(name: "out.\(ending)", source: "in.\(ending)")
    #expect(changed.write([clip]) == [.failure(error)])
    expectSentence(error)

    let shrunk = try ClipExport(path, options)
    try handle.truncate(atOffset: 200_000)
    #expect(shrunk.write([clip]) == [.failure(error)])
    #expect(try FileBytes.of(target) == before)
    #expect(try Set(folder.names()) == ["in.\(ending)", "out.\(ending)"])
  }
}
