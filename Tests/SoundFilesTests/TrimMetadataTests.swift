import Acoustics
import SoundFiles
import Testing

/// What a part of a recording keeps beside its samples.
struct TrimMetadataTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// 1000 samples with everything a recorder or an editor leaves behind.
  private func recording(isBigEndian: Bool = false) -> [UInt8] {
    var file = ChunkBuilder(isBigEndian: isBigEndian)
    file.addFormat(rate: 8000)
    let zeros = [UInt8](repeating: 0, count: 602)
    var broadcast = Array("field take".utf8) + zeros.dropFirst(10)
    broadcast.replaceSubrange(338..<346, with: file.number(0xFFFF_FF00) + file.number(1))
    broadcast.replaceSubrange(346..<348, with: file.number(2, 2))
    broadcast.replaceSubrange(412..<414, with: file.number(-2300, 2))
    file.add("bext", broadcast)
    file.add("iXML", Array("<BWFXML><TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO>1</BWFXML>!".utf8))
    file.addSamples(1000)
    file.add("guan", Array("GUANO|Version:1.0\nTimestamp:2026-01-31T20:15:00".utf8))
    let labels = [
      file.label("labl", 1, Array("before\0".utf8)), file.label("labl", 2, Array("odd one\0".utf8)),
      file.region(2, 400, "long"), file.label("note", 3, Array("inside\0".utf8)),
      file.region(4, 30, "cut"), file.label("labl", 5, Array("after\0".utf8)),
      file.label("labl", 77, Array("orphan\0".utf8)),
    ]
    file.add("LIST", Array("adtl".utf8) + labels.joined())
    // 1 before, 2 a region that begins before, 3 inside, 4 a region that ends after, 5 at the end.
    file.addCues([(1, 99, 99), (2, 50, 50), (3, 0, 150), (4, 290, 0), (5, 300, 300)])
    let loops = file.numbers([9, 0, 100, 299, 0, 0, 9, 0, 100, 300, 0, 0])
    file.add("smpl", file.numbers([1, 2, 125_000, 60, 0, 0, 0, 2, 3]) + loops + [7, 8, 9])
    file.add("LIST", Array("INFOINAM".utf8) + file.number(5) + Array("Wren\0".utf8) + [0])
    file.add("abcd", [1, 2, 3])
    return file.file(isBigEndian ? "RIFX" : "RIFF")
  }

  private func trim(
    _ bytes: [UInt8], _ span: Range<Int>, from: String = "in.wav", to: String = "out.wav",
    _ options: TrimOptions = TrimOptions()
  ) throws -> (report: TrimReport, chunks: ChunkList, path: [UInt8]) {
    let source = try folder.write(bytes, from)
    let target = folder.file(to)
    let report = try SoundTrim.export(SampleRange(span), of: source, to: target, options)
    return (report, try ChunkList(path: target), target)
  }

  @Test("WAV: positions move, the rest is copied", arguments: [false, true])
  func wav(isBigEndian: Bool) throws {
    let bytes = recording(isBigEndian: isBigEndian)
    let before = ChunkList(bytes)
    let builder = ChunkBuilder(isBigEndian: isBigEndian)
    let (report, after, _) = try trim(bytes, 100..<300)
    #expect(after.chunks.map(\.id) == before.chunks.map(\.id))
    for id in ["fmt ", "iXML", "guan", "abcd"] { #expect(after[id] == before[id], "\(id)") }
    #expect(after["LIST"].last == before["LIST"].last)
    #expect(after["data"][0] == (100..<300).flatMap { builder.number($0, 2) })
    // 0x1_FFFF_FF00 + 100 keeps its upper half, the text around it stays.
    #expect(after["bext"][0][338..<346] == (builder.number(0xFFFF_FF64) + builder.number(1))[...])
    #expect(after["bext"][0][..<338] == before["bext"][0][..<338])
    #expect(after["bext"][0][346...] == before["bext"][0][346...])
    var expected = ChunkBuilder(isBigEndian: isBigEndian)
    expected.addCues([(2, 0, 0), (3, 0, 50), (4, 190, 0)])
    #expect(after["cue "] == [Array(expected.body[8...])])
    let labels = [
      builder.label("labl", 2, Array("odd one\0".utf8)), builder.region(2, 200, "long"),
      builder.label("note", 3, Array("inside\0".utf8)), builder.region(4, 10, "cut"),
      builder.label("labl", 77, Array("orphan\0".utf8)),
    ]
    #expect(after["LIST"][0] == Array("adtl".utf8) + labels.joined())
    let head = builder.numbers([1, 2, 125_000, 60, 0, 0, 0, 1, 3])
    #expect(after["smpl"] == [head + builder.numbers([9, 0, 0, 199, 0, 0]) + [7, 8, 9]])
    #expect(report.losses.isEmpty)
    #expect(
      Set(report.notices) == [
        "2 of 5 cue points lie outside", "1 loops of smpl lie outside",
        "the loudness in bext is that of the whole recording",
        "times in guan are those of the whole recording",
        "times in iXML are those of the whole recording",
      ])
  }

  @Test("WAV: chunks are kept when samples are changed, positions follow the rate")
  func processed() throws {
    var options = TrimOptions()
    options.fadeIn = 0.01
    options.sampleRate = 16_000
    let (report, after, path) = try trim(recording(), 100..<300, options)
    let builder = ChunkBuilder()
    var expected = ChunkBuilder()
    expected.addCues([(2, 0, 0), (3, 0, 100), (4, 380, 0)])
    #expect(after["cue "] == [Array(expected.body[8...])])
    #expect(after["smpl"][0][8..<12] == builder.number(62_500)[...])
    let time = 2 * (0x1_FFFF_FF00 + 100)
    #expect(
      after["bext"][0][338..<346] == (builder.number(time) + builder.number(time >> 32))[...])
    for id in ["iXML", "guan", "abcd"] { #expect(after[id] == ChunkList(recording())[id], "\(id)") }
    let part = try SampleOracle(path)
    #expect(part.sampleRate == 16_000 && part.count == 400 && report.samples == 400)
    #expect(report.format == "WAV PCM 16" && report.losses.isEmpty)
  }

  @Test("RIFX that is processed becomes RIFF, with its numbers turned around")
  func turned() throws {
    var options = TrimOptions()
    options.fadeOut = 0.001
    let big = try trim(recording(isBigEndian: true), 100..<300, from: "big.wav", options).chunks
    let little = try trim(recording(), 100..<300, to: "little.wav", options).chunks
    for id in ["cue ", "smpl", "bext", "LIST"] {
      #expect(big[id].first == little[id].first, "\(id)")
    }
  }

  @Test("RF64 and BW64 stay what they are", arguments: ["RF64", "BW64"])
  func rf64(marker: String) throws {
    var file = ChunkBuilder()
    file.add("ds64", file.numbers([0, 2000, 1000], 8) + file.number(0))
    file.addFormat(rate: 8000)
    file.addSamples(1000)
    file.add("axml", Array("<ebu/>!".utf8))
    var bytes = file.file(marker)
    bytes.replaceSubrange(4..<8, with: [0xFF, 0xFF, 0xFF, 0xFF])
    let data = try #require((0..<200).first { bytes[$0..<$0 + 4].elementsEqual("data".utf8) })
    bytes.replaceSubrange(data + 4..<data + 8, with: [0xFF, 0xFF, 0xFF, 0xFF])
    let (_, after, path) = try trim(bytes, 10..<20)
    #expect(after.chunks.map(\.id) == ["ds64", "fmt ", "data", "axml"])
    #expect(after["ds64"][0][8..<24] == file.numbers([20, 10], 8)[...])
    #expect(after["axml"] == ChunkList(bytes)["axml"])
    let samples = try SoundFile(path).read(SampleRange(0..<10), .mix)
    #expect(samples.map { $0 * 32_768 } == (10..<20).map { Float($0) })
  }

  @Test("an odd number of bytes of sound, with the byte that fills it up and without")
  func oddSound() throws {
    var file = ChunkBuilder()
    file.add(
      "fmt ", file.numbers([1, 1], 2) + file.numbers([8000, 8000]) + file.numbers([1, 8], 2))
    file.add("data", [UInt8](1..<102))
    let padding = file.body.count - 1
    file.add("note", Array("kept".utf8))
    let whole = file.file()
    var unpadded = whole
    unpadded.remove(at: 12 + padding)
    for bytes in [whole, unpadded] {
      let (report, after, path) = try trim(bytes, 1..<8, to: "out\(bytes.count).wav")
      #expect(after.chunks.map(\.id) == ["fmt ", "data", "note"] && report.losses.isEmpty)
      #expect(after["data"] == [[UInt8](2..<9)] && after["note"] == [Array("kept".utf8)])
      #expect(try FileBytes.of(path).count == 12 + 24 + 8 + 7 + 1 + 12)
    }
  }

  @Test("AIFF: markers move, texts stay")
  func aiff() throws {
    var file = ChunkBuilder(isBigEndian: true)
    file.add("NAME", Array("Wren".utf8))
    file.add(
      "COMM",
      file.number(1, 2) + file.number(1000) + file.number(16, 2)
        + [0x40, 0x0B, 0xFA, 0, 0, 0, 0, 0, 0, 0])
    func marker(_ number: Int, _ place: Int, _ name: String) -> [UInt8] {
      let text = [UInt8(name.utf8.count)] + Array(name.utf8)
      return file.number(number, 2) + file.number(place) + text + (text.count % 2 == 1 ? [0] : [])
    }
    let markers = [marker(1, 50, "early"), marker(2, 200, "mid"), marker(3, 300, "end!")]
    file.add("MARK", file.number(3, 2) + markers.joined())
    file.addSamples(1000, id: "SSND", prefix: file.number(4) + file.number(0) + [1, 2, 3, 4])
    file.add("INST", [60, 0, 0, 127, 1, 127, 0, 0] + file.numbers([1, 2, 3, 1, 1, 2], 2))
    let gone = file.number(7) + file.numbers([1, 4], 2) + Array("gone".utf8)
    let odd = file.number(7) + file.numbers([2, 3], 2) + Array("odd".utf8) + [0]
    file.add("COMT", file.number(2, 2) + gone + odd)
    for id in ["AUTH", "ANNO", "ID3 ", "APPL"] { file.add(id, [1, 2, 3]) }
    let bytes = file.file("FORM", "AIFF")
    for fade in [0, 0.001] {
      var options = TrimOptions()
      options.fadeIn = fade
      let (report, after, path) = try trim(
        bytes, 100..<300, from: "in.aiff", to: "out\(fade).aiff", options)
      let moved = file.number(2, 2) + marker(2, 100, "mid") + marker(3, 200, "end!")
      #expect(after["MARK"] == [moved])
      #expect(after["INST"][0][8...] == [0, 1, 0, 2, 0, 3, 0, 0, 0, 1, 0, 2])
      #expect(after["COMT"][0][6..<8] == [0, 0] && after["COMT"][0][18..<20] == [0, 2])
      for id in ["NAME", "AUTH", "ANNO", "ID3 ", "APPL"] {
        #expect(after[id] == ChunkList(bytes)[id], "\(id)")
      }
      #expect(report.notices == ["1 of 3 markers lie outside"] && report.losses.isEmpty)
      #expect(report.format == "AIFF PCM 16")
      let part = try SampleOracle(path)
      #expect(part.count == 200 && part.sampleRate == 8000)
      #expect(part.samples.dropFirst(20).elementsEqual((120..<300).map { Int64($0) << 16 }))
    }
  }

  @Test("FLAC: blocks stay, the seek table is made anew, what describes the whole is lost")
  func flac() throws {
    let plain = folder.file("plain.flac")
    let writer = try SoundFileWriter(
      plain, SoundFormat(.flac, .pcm16, sampleRate: 8000, channelCount: 2))
    try writer.append((0..<800_000).map { Float(($0 * 7) % 20_011 - 10_000) / 32_768 })
    try writer.finish()
    let comments = FLACBuilder.comments([
      "TITLE=Wren", "x-ring=7", "WAVEFORMATEXTENSIBLE_CHANNEL_MASK=0x3",
    ])
    let blocks: [(UInt8, [UInt8])] = [
      (6, FLACBuilder.picture), (4, comments), (2, Array("riffRIFF".utf8)),
      (2, Array("abcd1234".utf8)), (5, FLACBuilder.cueSheet),
      (3, [UInt8](repeating: 0xFF, count: 18)), (100, [1, 2, 3]),
      (1, [UInt8](repeating: 0, count: 99)),
    ]
    let tag = Array("ID3".utf8) + [4, 0, 0, 0, 0, 0, 5, 1, 2, 3, 4, 5]
    let bytes = tag + (try FLACBuilder.file(plain, blocks))
    let (report, _, path) = try trim(bytes, 40_000..<250_001, from: "in.flac", to: "out.flac")
    let whole = try FileBytes.of(path)
    #expect(whole.starts(with: tag))
    let after = ChunkList(Array(whole.dropFirst(tag.count)))
    #expect(
      after.chunks.dropFirst().map(\.id) == [
        "PICTURE", "VORBIS_COMMENT", "APPLICATION", "SEEKTABLE", "UNKNOWN", "PADDING",
      ])
    #expect(after["PICTURE"] == [blocks[0].1] && after["VORBIS_COMMENT"] == [comments])
    #expect(after["APPLICATION"] == [blocks[3].1] && after["PADDING"] == [blocks[7].1])
    // 210 001 samples at 8 kHz: a point every ten seconds, at the blocks that hold them.
    let table = try #require(after["SEEKTABLE"].first)
    let points = stride(from: 0, to: table.count, by: 18).map { start in
      table[start..<start + 8].reduce(0) { $0 << 8 | Int($1) }
    }
    #expect(points == [0, 77_824, 159_744])
    #expect(report.losses.count == 2 && report.notices == ["the seek table is made anew"])
    try expectFLAC(path)
    let source = try SampleOracle(folder.file("in.flac"))
    #expect(try SampleOracle(path).samples.elementsEqual(source.span(40_000..<250_001)))

    var options = TrimOptions()
    options.channels = .channel(1)
    let mono = try trim(bytes, 5..<50_000, from: "in.flac", to: "mono.flac", options)
    let text = String(decoding: try FileBytes.of(mono.path), as: UTF8.self)
    #expect(text.contains("x-ring=7") && !text.contains("CHANNEL_MASK"))
    try expectFLAC(mono.path)
  }

  @Test("another container keeps the usual texts and names what is lost")
  func otherContainer() throws {
    let (report, _, path) = try trim(recording(), 100..<300, to: "out.flac")
    #expect(report.format == "FLAC PCM 16")
    #expect(
      report.losses
        == ["bext", "iXML", "guan", "LIST", "cue", "smpl", "abcd"].map {
          "\($0) is lost: FLAC has no place for it"
        })
    #expect(try SampleOracle(path).texts[1] == "Wren")
    try expectFLAC(path)
    for ending in ["aiff", "caf", "wav"] {
      let target = folder.file("again.\(ending)")
      let again = try SoundTrim.export(SampleRange(0..<200), of: path, to: target)
      #expect(again.losses.isEmpty, "\(again.losses)")
      let part = try SampleOracle(target)
      #expect(part.texts[1] == "Wren", "\(ending)")
      #expect(part.samples.elementsEqual((100..<300).map { Int64($0) << 16 }), "\(ending)")
    }
  }
}
