import CellCanvas
import EarmarkTestSupport
import Explorer
import ExplorerRuntime
import Foundation
import Labeling
import Testing

/// Files that are looked after while they are open.
@MainActor @Suite(.serialized) struct RecordingWatchTests {
  @Test func aFileIsToldWhenItRests() throws {
    let folder = try FolderTree()
    let path = RecordingPath("a.wav")
    let file = try folder.write(Sound.wav(), "a.wav")
    var looks = FileLooks()
    let start = Date()
    func look(_ seconds: Double) -> Bool {
      looks.isAnother(path, FileStamp(file), at: start.addingTimeInterval(seconds))
    }
    #expect(!look(0) && !look(1))
    try folder.write(Sound.wav(samples: 900), "a.wav")
    #expect(!look(2) && look(3) && !look(4))
    // One that goes on changing is told now and then.
    var told: [Int] = []
    for second in 5..<15 {
      try folder.write(Sound.wav(samples: 1000 + second), "a.wav")
      if look(Double(second)) { told.append(second) }
    }
    #expect(told == [9, 14])
    try FileManager.default.removeItem(atPath: FilePath.text(file))
    #expect(!look(20) && look(21) && !look(22))
  }

  @Test func whatIsOpenFollowsItsFile() throws {
    let folder = try FolderTree()
    try folder.write(Sound.wav(samples: 16_000), "a.wav")
    let terminal = ScriptedTerminal(size: CellSize(columns: 80, rows: 24))
    let location = try LibraryLocation([folder.path], environment: [:])
    let mailbox = Mailbox()
    let runner = EffectRunner(
      location: location, labelling: .folders, annotator: "ada", isKept: true, mailbox: mailbox)
    let loop = EventLoop(
      state: AppState(
        place: "x", annotator: "ada", size: terminal.size, now: Date(), seed: 1),
      terminal: terminal,
      look: Look(theme: .midnight, colorMaps: [], mode: .truecolor, glyphs: .full),
      runner: runner, mailbox: mailbox)
    var step = 0
    var said: [String] = []
    let (shrunk, grown) = ("a.wav has shrunk to 0.500 s.", "a.wav has grown to 3.000 s.")
    let end = Date().addingTimeInterval(60)
    _ = loop.run { state in
      if let what = state.notice?.what, said.last != what { said.append(what) }
      let samples = state.clipSamples?.count
      switch step {
      case 0
      where state.current != nil && state.isCurrentShown && !terminal.presented.isEmpty:
        // The first look at the file comes a moment after it is drawn.
        terminal.feed(keys: "Enter")
        step = 1
      case 1 where state.mode == .spectrogram && state.isCurrentShown:
        usleep(1_500_000)
        do { try folder.write(Sound.wav(samples: 4000), "a.wav") } catch { return true }
        step = 2
      case 2 where samples == 4000 && state.isCurrentShown && said.contains(shrunk):
        // The library takes in what it was told of before the next change.
        usleep(1_500_000)
        do { try folder.write(Sound.wav(samples: 24_000), "a.wav") } catch { return true }
        step = 3
      case 3 where samples == 24_000 && state.isCurrentShown && said.contains(grown):
        do {
          try FileManager.default.removeItem(atPath: FilePath.text(folder("a.wav")))
        } catch { return true }
        step = 4
      case 4 where state.current?.recording.state == .missing: step = 5
      default: break
      }
      if step < 5, Date() < end { mailbox.post(.scanned(ScanProgress(isOver: true))) }
      return step == 5 || Date() > end
    }
    #expect(step == 5)
    #expect(said.contains(shrunk))
    #expect(said.contains(grown))
    #expect(said.contains("a.wav is gone."))
  }
}
