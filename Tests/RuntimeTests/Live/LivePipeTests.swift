import CellCanvas
import EarmarkTestSupport
import Explorer
import ExplorerRuntime
import Foundation
import SoundDevices
import Testing

/// Live sound from programs through the real loop.
@MainActor @Suite(.serialized) struct LivePipeTests {
  private func bytes(_ sound: [Float]) -> [UInt8] {
    sound.flatMap { amplitude -> [UInt8] in
      let value = UInt16(bitPattern: Int16(amplitude * 32_768))
      return [UInt8(value & 0xFF), UInt8(value >> 8)]
    }
  }

  private func raw(_ setup: inout LiveSetup) {
    setup.pipeFormat = .raw(.s16le, LiveStage.format)
  }

  /// A pipe that is faster than real time is shown as fast as it comes, and nothing is lost.
  @Test func fasterThanRealTime() throws {
    let sound = LiveStage.sound(8000 * 60)
    let source = try FolderTree()
    let file = try source.write(bytes(sound), "sound.raw")
    let stage = try LiveStage(
      .program(["cat", FilePath.text(file)]), session: { $0.keepSeconds = 60 }, setup: raw)
    stage.then { $0.live?.end != nil }
    stage.press("Enter") { $0.live?.keptCount == 1 && $0.keeping.isEmpty }
    let start = Date()
    stage.expectRun(seconds: 60)
    #expect(Date().timeIntervalSince(start) < 45)
    let session = try #require(stage.live)
    #expect(session.sampleCount == sound.count)
    #expect(session.losses == LiveLosses())
    #expect(session.history?.lostCount == 0)
    #expect((session.history?.end ?? 0) >= 60 * 60 - 1)
    #expect(session.end?.what == "cat has ended")
    try stage.expect(stage.files.first, sound)
  }

  /// A pipe that stalls keeps the screen alive and says so.
  @Test func stalls() throws {
    let source = try FolderTree()
    let file = try source.write(bytes(LiveStage.sound(8000)), "sound.raw")
    let stage = try LiveStage(
      .program(["sh", "-c", "cat '\(FilePath.text(file))'; sleep 60"]), setup: raw)
    stage.then { ($0.live?.stalledSeconds ?? 0) >= 1 }
    stage.press("v") { $0.live?.style == .waterfall }
    stage.awaitText("no sound for")
    stage.expectRun()
  }

  @Test func endsAndFailuresAreSentences() throws {
    for (words, why) in [
      (["sh", "-c", "exit 3"], "it ended with status 3"),
      (["/nonexistent/program"], "there is no such program"),
      (["sh", "-c", "kill -9 $$"], "signal 9 stopped it"),
    ] {
      let stage = try LiveStage(.program(words), setup: raw)
      stage.then { $0.live?.end != nil }
      stage.expectRun()
      #expect(stage.live?.end?.why == why)
    }
    let stage = try LiveStage(.program(["echo", "no WAV file at all"]))
    stage.then { $0.live?.end != nil }
    stage.expectRun()
    #expect(stage.live?.end?.what == "Cannot tell how the sound is coded")
  }
}
