import Acoustics
import Foundation
import SoundFiles
import Testing

/// Recordings: files that are whole at every moment, whatever happens.
struct RecordingTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let formats = [
    SoundFormat(.wav, .pcm16, sampleRate: 8000, channelCount: 1),
    SoundFormat(.wav, .pcm24, sampleRate: 8001, channelCount: 1),
    SoundFormat(.wav, .float32, sampleRate: 48_000, channelCount: 2),
    SoundFormat(.flac, .pcm16, sampleRate: 48_000, channelCount: 2),
    SoundFormat(.flac, .pcm24, sampleRate: 8000, channelCount: 1),
    SoundFormat(.flac, .pcm16, sampleRate: 2000, channelCount: 1),
    SoundFormat(.aiff, .pcm8, sampleRate: 8000, channelCount: 1),
    SoundFormat(.caf, .float32, sampleRate: 8000, channelCount: 1),
  ]

  @Test("after every second the file on the disk has all but half a second", arguments: formats)
  func flushed(format: SoundFormat) throws {
    let path = folder.file("take.\(format.container.fileExtension)")
    let writer = try SoundFileWriter(path, format, .flushed)
    #expect(!folder.has("take.\(format.container.fileExtension)"))
    var dice = SystemDice(seed: 5)
    var samples: [Float] = []
    for step in 0..<40 {
      // Odd lengths need a byte of padding after most steps.
      let block = (0..<(format.sampleRate / 10 + step) * format.channelCount).map { _ in
        dice.amplitude() / 2
      }
      samples += block
      try writer.append(block)
      let count = samples.count / format.channelCount
      #expect(writer.sampleCount == count)
      guard count > format.sampleRate * 6 / 10 else { continue }
      let copy = try folder.write(FileBytes.of(path), "copy.\(format.container.fileExtension)")
      let sound = try SoundFile(copy)
      #expect(sound.facts.sampleCount >= count - format.sampleRate * 6 / 10, "\(step)")
      #expect(!sound.facts.isTruncated)
      let found = try sound.read(SampleRange(0..<sound.facts.sampleCount), .channel(0))
      #expect(found.count == sound.facts.sampleCount)
      let step = format.encoding == .pcm8 ? Float(0x1p-8) : 0x1p-16
      let isSame = found.indices.allSatisfy {
        abs(found[$0] - samples[$0 * format.channelCount]) <= step
      }
      #expect(isSame)
    }
    try writer.finish()
    #expect(try SampleOracle(path).count == samples.count / format.channelCount)
    if format.container == .flac { try expectFLAC(path) }
  }

  @Test(
    "a kill at any moment costs less than a second, and leaves whole files only", arguments: 0..<6)
  func killed(round: Int) async throws {
    let rate = 16_000
    let isFLAC = round % 2 == 0
    _ = try folder.write([], "tally")
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [path = folder.path as String, round = round as Int, isFLAC = isFLAC as Bool] in
      let delay = UInt32(15_000 + round * 23_000)
      Thread.detachNewThread {
        usleep(delay)
        kill(getpid(), SIGKILL)
      }
      let format = SoundFormat(
        isFLAC ? .flac : .wav, .pcm16, sampleRate: 16_000, channelCount: 1)
      let writer = try SoundFileWriter.recording(in: Array(path.utf8), at: 0, format, prefix: "r-")
      let tally = open("\(path)/tally", O_RDWR)
      var count = 0
      while true {
        try writer.append((0..<1600).map { Float((count + $0) % 30_000) / 32_768 })
        count += 1600
        pwrite(tally, &count, 8, 0)
      }
    }
    TemporaryName.removeLeftovers(in: Array(folder.path.utf8))
    let names = try folder.names().filter { $0 != "tally" }
    let told = try FileBytes.of(folder.file("tally")).reversed().reduce(0) { $0 << 8 | Int($1) }
    guard let name = names.first else {
      #expect(told < rate)
      return
    }
    #expect(names.count == 1 && name.hasPrefix("r-1970") || name.hasPrefix("r-1969"))
    let sound = try SoundFile(folder.file(name))
    print("killed: \(told) samples written to \(name), \(sound.facts.sampleCount) in the file")
    #expect(sound.facts.sampleCount >= told - rate)
    let found = try sound.read(SampleRange(0..<sound.facts.sampleCount), .mix)
    #expect(found.indices.allSatisfy { found[$0] == Float($0 % 30_000) / 32_768 })
  }

  @Test("a kill during an export leaves no half file", arguments: 0..<4)
  func killedExport(round: Int) async throws {
    let source = folder.file("in.flac")
    let writer = try SoundFileWriter(
      source, SoundFormat(.flac, .pcm16, sampleRate: 48_000, channelCount: 2))
    var dice = SystemDice(seed: 2)
    try writer.append((0..<96_000).map { _ in dice.amplitude() })
    try writer.finish()
    _ = try folder.write([1, 2, 3], "0.flac")
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [path = folder.path as String, round = round as Int] in
      let delay = UInt32(10_000 + round * 170_000)
      Thread.detachNewThread {
        usleep(delay)
        kill(getpid(), SIGKILL)
      }
      var options = TrimOptions()
      options.existing = .replace
      while true {
        let export = try ClipExport(Array("\(path)/in.flac".utf8), options)
        _ = export.write(
          (0..<20).map {
            Cut(SampleRange($0..<6_000 + $0), to: Array("\(path)/\($0).flac".utf8))
          })
      }
    }
    let before = try folder.names()
    TemporaryName.removeLeftovers(in: Array(folder.path.utf8))
    let names = try folder.names()
    print("killed: \(before.count - names.count) leftovers removed, \(names.count - 1) files")
    for name in names where name != "in.flac" {
      let bytes = try FileBytes.of(folder.file(name))
      if name == "0.flac", bytes == [1, 2, 3] { continue }
      #expect(name.count { $0 == "." } == 1 && !name.hasPrefix("."), "\(name)")
      #expect(try SampleOracle(folder.file(name)).count == 6_000, "\(name)")
    }
  }

  @Test("recordings that begin in the same second have names of their own")
  func names() throws {
    let format = SoundFormat(.wav, .pcm16, sampleRate: 8000, channelCount: 1)
    // The second writer meets a name that the first has taken meanwhile.
    let path = Array(folder.path.utf8)
    let writers = try (0..<3).map { _ in
      try SoundFileWriter.recording(in: path, at: 1_769_890_500, format)
    }
    for writer in writers { try writer.append([0.5]) }
    let stamp = RecordingName.stamp(1_769_890_500)
    #expect(stamp.count == 15 && stamp.hasPrefix("20260") && stamp.contains("_"))
    #expect(Set(try folder.names()) == ["\(stamp).wav", "\(stamp)-2.wav", "\(stamp)-3.wav"])
    #expect(
      writers.map { String(decoding: $0.path, as: UTF8.self).hasSuffix("\(stamp).wav") } == [
        true, false, false,
      ])
    for writer in writers { try writer.finish() }
    let next = try SoundFileWriter.recording(in: path, at: 1_769_890_500, format)
    try next.append([0])
    try next.finish()
    #expect(folder.has("\(stamp)-4.wav"))
  }

  @Test("a writer that is dropped keeps a recording and leaves nothing else")
  func dropped() throws {
    let format = SoundFormat(.flac, .pcm16, sampleRate: 8000, channelCount: 1)
    for (name, mode) in [
      ("kept.flac", SoundFileWriter.Mode.flushed), ("gone.flac", .whole(.refuse)),
    ] {
      let writer = try SoundFileWriter(folder.file(name), format, mode)
      try writer.append([Float](repeating: 0.25, count: 5000))
    }
    #expect(try folder.names() == ["kept.flac"])
    #expect(try SampleOracle(folder.file("kept.flac")).count == 5000)
    for mode in [SoundFileWriter.Mode.flushed, .whole(.refuse)] {
      let empty = try SoundFileWriter(folder.file("empty.flac"), format, mode)
      try empty.append([])
      #expect(throws: SoundWritingError.noSamples(name: "empty.flac")) { try empty.finish() }
      #expect(try folder.names() == ["kept.flac"])
    }
  }

  @Test("beyond its limit WAV becomes RF64 while it is written", arguments: [true, false])
  func wide(isFlushed: Bool) throws {
    let path = folder.file("long.wav")
    let writer = try SoundFileWriter(
      path, SoundFormat(.wav, .float32, sampleRate: 8000, channelCount: 1),
      isFlushed ? .flushed : .whole(.refuse), limit: 20_000)
    for part in 0..<20 {
      try writer.append([Float](repeating: Float(part) / 32, count: 501))
      guard isFlushed else { continue }
      let facts = try SoundFile.probe(path)
      #expect(facts.sampleCount == (part + 1) * 501)
      #expect(facts.container == ((part + 1) * 501 * 4 + 100 > 20_000 ? "RF64" : "WAV"))
    }
    try writer.finish()
    let facts = try SoundFile.probe(path)
    #expect(facts.container == "RF64" && facts.sampleCount == 10_020 && facts.issues.isEmpty)
    #expect(try SampleOracle(path).count == 10_020)
    let chunks = try ChunkList(path: path)
    #expect(chunks.chunks.map(\.id) == ["ds64", "fmt ", "fact", "data"])
    let builder = ChunkBuilder()
    #expect(chunks["ds64"][0][8..<24] == builder.numbers([40_080, 10_020], 8)[...])
  }

  @Test("formats that there are not are refused in a sentence")
  func refused() throws {
    for format in [
      SoundFormat(.flac, .float32, sampleRate: 8000, channelCount: 1),
      SoundFormat(.flac, .pcm16, sampleRate: 8000, channelCount: 9),
      SoundFormat(.flac, .pcm16, sampleRate: 96_001, channelCount: 1),
      SoundFormat(.wav, .pcm16, sampleRate: 0, channelCount: 1),
      SoundFormat(.wav, .pcm16, sampleRate: 8000, channelCount: 0),
    ] {
      do throws(SoundWritingError) {
        _ = try SoundFileWriter(folder.file("no"), format)
        Issue.record("\(format)")
      } catch {
        expectSentence(error)
      }
    }
    #expect(try folder.names().isEmpty)
  }
}
