import Acoustics
import CellCanvas
import EarmarkTestSupport
import Explorer
import ExplorerRuntime
import Foundation
import Labeling
import SoundDevices
import SoundFiles
import Testing

/// Sound through the explorer's real loop, on an output without a device.
@MainActor @Suite(.serialized) struct SoundTests {
  private func isPlaying(_ state: AppState) -> Bool { state.audition.playing != nil }
  private func isQuiet(_ state: AppState) -> Bool { state.audition.playing == nil }
  private func always(_ state: AppState) -> Bool { true }

  @Test func whatIsPlayedIsWhatTheFileHolds() throws {
    let folder = try FolderTree()
    try folder.write(Sound.wav(samples: 6000, seed: 3), "a.wav")
    let stage = try SoundStage(folder)
    stage.run([("Space", always), ("", isQuiet)])
    let amplitudes = Sound.amplitudes(samples: 6000, seed: 3)
    #expect(Array(stage.heard.prefix(6000)) == amplitudes)
    #expect(stage.heard.dropFirst(6000).allSatisfy { $0 == 0 })
    #expect(stage.state.audition.device == .named("offline"))
    #expect(stage.state.notice == nil)
  }

  @Test func thePlayheadGoesCellByCellAndIsDrawnOnlyThen() throws {
    let folder = try FolderTree()
    try folder.write(Sound.wav(samples: 16_000), "a.wav")
    let stage = try SoundStage(folder)
    var before = 0
    stage.run([
      (
        "Space",
        { _ in
          before = stage.terminal.presented.count
          return true
        }
      ), ("", isQuiet),
    ])
    let columns = stage.shown.dropFirst(before).compactMap { text -> Int? in
      guard let line = text.split(separator: "\n").first(where: { $0.contains("╏") }) else {
        return nil
      }
      return line.prefix { $0 != "╏" }.count
    }
    #expect(columns.count > 10)
    #expect(columns == columns.sorted())
    #expect(zip(columns, columns.dropFirst()).allSatisfy { $1 - $0 <= 3 }, "\(columns)")
    let cells = stage.state.layout.picture.columns
    #expect(stage.terminal.presented.count - before <= cells + 6)
  }

  /// The desk tells the sample under the ear: what was heard last is the one before it.
  @Test func thePlayheadIsExact() throws {
    let folder = try FolderTree()
    let ramp = (0..<32_000).map { Int16($0 + 1) }
    try folder.write(Sound.wav(ramp, rate: 8000), "ramp.wav")
    let output = OfflineOutput(latency: 0.1, callCount: 800)
    var setup = SoundSetup(latency: 0.1)
    setup.makeOutput = { _ in output }
    let mailbox = Mailbox()
    let service = SoundService(
      setup, location: try LibraryLocation([folder.path], environment: [:]), mailbox: mailbox)
    defer { service.finish() }
    service.submit(
      .play(SoundOrder(id: 1, path: RecordingPath("ramp.wav"), span: nil, style: SoundStyle())))
    service.submit(.follow(SoundCells(span: 0..<32_000, columns: 400)))
    var last: Float = 0
    for _ in 0..<200 where last == 0 { last = hear(40, output) }
    for _ in 0..<8 {
      last = hear(800, output)
      #expect(playhead(mailbox) == Int((last * 32_768).rounded()))
    }
    #expect(last > 0)
    service.submit(.seek(20_000))
    usleep(50_000)
    for _ in 0..<3 { last = hear(800, output) }
    #expect(playhead(mailbox) == Int((last * 32_768).rounded()))
    #expect(last > 20_000 / 32_768)
  }

  /// The last sample that is heard.
  private func hear(_ count: Int, _ output: OfflineOutput) -> Float {
    usleep(5000)
    return output.hear(count).suffix(2).first ?? 0
  }

  /// What is told once nothing new comes.
  private func playhead(_ mailbox: Mailbox) -> Int? {
    var last: Int?
    var quiet = 0
    while quiet < 10 || last == nil {
      usleep(25_000)
      let samples = mailbox.drain().compactMap { arrival -> Int? in
        if case .sound(.playhead(_, let sample)) = arrival { sample } else { nil }
      }
      last = samples.last ?? last
      quiet = samples.isEmpty ? quiet + 1 : 0
      if quiet > 200 { break }
    }
    return last
  }

  @Test func loopsJoinWithoutAClick() throws {
    let folder = try FolderTree()
    // The end does not fit to the begin: joined as it is, it would jump by 0.6.
    let sine = (0..<4130).map { Int16(10_000 * sin(2 * .pi * 40 * Double($0) / 8000)) }
    try folder.write(Sound.wav(sine, rate: 8000), "a.wav")
    let stage = try SoundStage(folder)
    stage.run([
      ("\\ Space", always), ("Space", { _ in stage.heard.count > 14_000 }), ("", always),
    ])
    let heard = stage.heard.prefix(13_000)
    let steps = zip(heard, heard.dropFirst()).map { abs($0 - $1) }
    #expect(steps.max() ?? 1 < 0.025, "\(steps.max() ?? 1)")
    #expect(stage.state.audition.isLooping)
  }

  @Test func aDeviceThatGoesAwayIsANoticeAndTheNextSoundTriesAgain() throws {
    let folder = try FolderTree()
    for name in ["a", "b"] { try folder.write(Sound.wav(samples: 40_000), name + ".wav") }
    let stage = try SoundStage(folder)
    var isLost = false
    stage.run([
      ("Space", always),
      (
        "j",
        { state in
          if stage.heard.count > 2000, !isLost {
            isLost = true
            stage.output.lose()
          }
          return state.notice?.kind == .error
        }
      ),
      ("Space", always),
      ("", { state in state.audition.playing?.playhead.map { $0 > 800 } == true }),
    ])
    #expect(stage.said("offline is gone: it was unplugged"))
    #expect(stage.output.openCount == 2)
    #expect(stage.state.audition.device == .named("offline"))
  }

  @Test func withoutADeviceEverythingElseWorks() throws {
    let folder = try FolderTree()
    for name in ["a", "b"] { try folder.write(Sound.wav(), name + ".wav") }
    let stage = try SoundStage(folder)
    stage.output.refuse(.noDevice(.output))
    stage.run([
      ("Space", always), ("e b Enter", { $0.notice != nil }),
      ("", { $0.saving.undoDepth == 1 && $0.saving.isSaved }),
    ])
    #expect(stage.said("No sound device: silent.: --audio-out sends PCM"))
    #expect(stage.state.library.labelledCount == 1)
  }

  @Test func aRecordingThatChangesWhileItPlaysIsANotice() throws {
    let folder = try FolderTree()
    let file = try folder.write(Sound.wav(samples: 60_000), "a.wav")
    let stage = try SoundStage(folder)
    var isTouched = false
    stage.run([
      ("\\ Space", always),
      (
        "Space",
        { state in
          if stage.heard.count > 800, !isTouched {
            isTouched = true
            unlink(FilePath.terminated(file))
          }
          return state.notice?.kind == .error
        }
      ),
      ("", always),
    ])
    #expect(stage.said("a.wav is gone: it was taken away while it plays"))
  }

  @Test func otherRatesAndManyChannelsAreHeard() throws {
    guard let formats = sharedFormats() else { return }
    for name in ["rates/pcm16_384000Hz.wav", "channels/wav_16ch.wav", "channels/ogg_6ch.ogg"] {
      let folder = try FolderTree()
      let data = try Data(contentsOf: URL(filePath: formats + "/" + name))
      try folder.write([UInt8](data), FilePath.text(FilePath.name(Array(name.utf8))))
      let stage = try SoundStage(folder, rates: [48_000])
      stage.run([("Space", always), ("", isQuiet)])
      #expect(stage.heard.contains { abs($0) > 0.01 }, "\(name)")
      #expect(stage.state.notice == nil, "\(name)")
    }
  }

  /// Any piece of any format is what reading from the start gives.
  @Test func piecesAreTheWhole() throws {
    guard let formats = sharedFormats() else { return }
    for name in ["channels/ogg_2ch.ogg", "channels/flac_6ch.flac", "channels/wav_8ch.wav"] {
      let path = Array((formats + "/" + name).utf8)
      let reader = try SoundReader(path)
      let (count, channels) = (reader.facts.sampleCount, reader.facts.channelCount)
      let whole = try reader.read(SampleRange(0..<count))
      #expect(whole.count == count * channels, "\(name)")
      let other = try SoundReader(path)
      for start in [count / 2, 0, count / 3, count - 10, 17] {
        let span = start..<min(count, start + 3000)
        let piece = try other.read(SampleRange(span))
        #expect(
          piece == Array(whole[span.lowerBound * channels..<span.upperBound * channels]),
          "\(name) \(start)")
      }
    }
  }

  private func sharedFormats() -> String? {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let path = root.appending(path: "shared/data/formats").path
    if FileManager.default.fileExists(atPath: path) { return path }
    print("skipped: there is no ../shared/data/formats here")
    return nil
  }
}
