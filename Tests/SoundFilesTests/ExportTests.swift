import Acoustics
import Foundation
import SoundFiles
import Testing

/// Many clips of one recording, and what may stand in their way.
struct ExportTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func recording(
    _ container: SoundFormat.Container, seconds: Int, name: String = "in"
  ) throws -> [UInt8] {
    let path = folder.file("\(name).\(container.fileExtension)")
    let writer = try SoundFileWriter(
      path, SoundFormat(container, .pcm16, sampleRate: 16_000, channelCount: 1))
    for second in 0..<seconds {
      try writer.append(
        (0..<16_000).map { Float(sin(Double($0 * (second % 37 + 1)) * 0.01)) * 0.7 })
    }
    try writer.finish()
    return path
  }

  @Test(
    "hundreds of clips in any order, overlapping: all exact, results in order",
    arguments: ["flac", "wav"])
  func many(ending: String) throws {
    let path = try recording(ending == "flac" ? .flac : .wav, seconds: 120)
    let whole = try SampleOracle(path)
    var dice = SystemDice(seed: 11)
    let spans = (0..<400).map { _ in
      let onset = dice.roll(whole.count - 1)
      return onset..<min(whole.count, onset + 1 + dice.roll(12_000))
    }
    let clips = spans.enumerated().map { number, span in
      Cut(SampleRange(span), to: folder.file("\(number).\(ending)"))
    }
    let export = try ClipExport(path, TrimOptions())
    #expect(export.fileExtension == ending)
    var told: [Int] = []
    let start = ContinuousClock.now
    let results = export.write(clips) {
      told.append($0)
      return true
    }
    let took = ContinuousClock.now - start
    print("400 clips of one \(ending) file in \(took)")
    #expect(told == Array(1...400))
    for (number, span) in spans.enumerated() {
      #expect(try results[number].get().samples == span.count)
      let part = try SampleOracle(clips[number].path)
      #expect(part.samples.elementsEqual(whole.span(span)), "clip \(number), \(span)")
    }
    #expect(try folder.names().count == 401)
  }

  @Test("existing files, names taken twice and missing folders concern their clips only")
  func obstacles() throws {
    let path = try recording(.wav, seconds: 1)
    _ = try folder.write([1], "there.wav")
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/folder.wav", withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/link.wav", withDestinationPath: "nowhere.wav")
    let names = [
      "a.wav", "there.wav", "twice.wav", "twice.wav", "no/b.wav", "folder.wav", "link.wav", "b.wav",
    ]
    let clips = names.map { Cut(SampleRange(0..<10), to: folder.file($0)) }
    var expected: [SoundWritingError?] = [
      nil, .exists(name: "there.wav"), .nameTakenTwice(name: "twice.wav"),
      .nameTakenTwice(name: "twice.wav"), .noFolder(name: "b.wav"),
      .notReplaceable(name: "folder.wav", found: .folder), .exists(name: "link.wav"), nil,
    ]
    for result in zip(try ClipExport(path, TrimOptions()).write(clips), expected) {
      if let error = result.1 {
        #expect(result.0 == .failure(error))
        expectSentence(error)
      } else {
        #expect(try result.0.get().samples == 10)
      }
    }
    #expect(try FileBytes.of(folder.file("there.wav")) == [1])
    expected = expected.map { if case .exists = $0 { nil } else { $0 } }
    var options = TrimOptions()
    options.existing = .replace
    let again = try ClipExport(path, options).write(clips)
    for (index, error) in expected.enumerated() {
      if let error {
        #expect(again[index] == .failure(error))
      } else {
        #expect(try again[index].get().samples == 10)
      }
    }
    #expect(try SampleOracle(folder.file("there.wav")).count == 10)
  }

  @Test("a file keeps its permissions and its links when it is replaced; the recording never is")
  func replaced() throws {
    let path = try recording(.wav, seconds: 1)
    let manager = FileManager.default
    _ = try folder.write([1], "real.wav")
    try manager.setAttributes([.posixPermissions: 0o640], ofItemAtPath: "\(folder.path)/real.wav")
    try manager.createSymbolicLink(
      atPath: "\(folder.path)/link.wav", withDestinationPath: "real.wav")
    try manager.createSymbolicLink(
      atPath: "\(folder.path)/self.wav", withDestinationPath: "in.wav")
    var options = TrimOptions()
    options.existing = .replace
    try SoundTrim.export(SampleRange(5..<9), of: path, to: folder.file("link.wav"), options)
    #expect(try manager.destinationOfSymbolicLink(atPath: "\(folder.path)/link.wav") == "real.wav")
    let attributes = try manager.attributesOfItem(atPath: "\(folder.path)/real.wav")
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    #expect(try SampleOracle(folder.file("real.wav")).count == 4)
    let whole = try FileBytes.of(path)
    for name in ["in.wav", "self.wav"] {
      let error = SoundWritingError.isSource(name: "in.wav")
      #expect(throws: error) {
        try SoundTrim.export(SampleRange(5..<9), of: path, to: folder.file(name), options)
      }
      expectSentence(error)
    }
    #expect(try FileBytes.of(path) == whole)
    #expect(try folder.names().count == 4)
  }

  @Test("stopping keeps what was written")
  func canceled() throws {
    let path = try recording(.flac, seconds: 2)
    let clips = (0..<10).map {
      Cut(SampleRange((9 - $0) * 100..<(9 - $0) * 100 + 50), to: folder.file("\($0).flac"))
    }
    let results = try ClipExport(path, TrimOptions()).write(clips) { $0 < 4 }
    // Clips are written by their places in the recording, the last of the list first.
    for (number, result) in results.enumerated() {
      if number >= 6 {
        #expect(try result.get().samples == 50)
      } else {
        #expect(result == .failure(.canceled(name: "\(number).flac")))
      }
    }
    #expect(try folder.names().count == 5)
  }

  @Test("two exports at once, of which only one may have each name")
  func twoAtOnce() async throws {
    let path = try recording(.wav, seconds: 2)
    let clips = (0..<200).map {
      Cut(SampleRange($0 * 100..<$0 * 100 + 100), to: folder.file("\($0).wav"))
    }
    let results = try await withThrowingTaskGroup(of: [Result<TrimReport, SoundWritingError>].self)
    { group in
      for _ in 0..<2 { group.addTask { try ClipExport(path, TrimOptions()).write(clips) } }
      var results: [[Result<TrimReport, SoundWritingError>]] = []
      for try await result in group { results.append(result) }
      return results
    }
    for number in 0..<200 {
      let both = results.map { $0[number] }
      #expect(both.count { $0 == .failure(.exists(name: "\(number).wav")) } == 1)
      #expect(both.count { (try? $0.get())?.samples == 100 } == 1)
      #expect(try SampleOracle(folder.file("\(number).wav")).count == 100)
    }
    #expect(try folder.names().count == 201)
  }

  @Test("leftovers of others are removed, files that are being written are not")
  func leftovers() throws {
    let leftover = ".earmark-0123456789abcdef.part"
    let others = [".earmark-0123456789abcdeg.part", "song.part"]
    for name in [leftover, ".earmark-0123456789abcdef-12.part"] + others {
      _ = try folder.write([1], name)
    }
    let writer = try SoundFileWriter(
      folder.file("new.wav"), SoundFormat(.wav, .pcm16, sampleRate: 8000, channelCount: 1))
    try writer.append([0, 0.5])
    // Four of ours, and two of the writer.
    #expect(try folder.names().count == 6)
    #expect(TemporaryName.removeLeftovers(in: folder.file("")) == 2)
    #expect(!folder.has(leftover) && folder.has("song.part"))
    try writer.finish()
    #expect(try SampleOracle(folder.file("new.wav")).count == 2)
    #expect(TemporaryName.removeLeftovers(in: folder.file("nowhere")) == 0)
    #expect(try folder.names().count == 3)
  }
}
