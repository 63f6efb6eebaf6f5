import CellCanvas
import EarmarkTestSupport
import Explorer
import ExplorerRuntime
import Foundation
import Labeling
import Testing

/// The real loop, lanes and library under a terminal that plays keys.
@MainActor @Suite(.serialized) struct EventLoopTests {
  private func makeLoop(
    _ folder: FolderTree, _ terminal: ScriptedTerminal
  ) throws -> EventLoop {
    let location = try LibraryLocation([folder.path], environment: [:])
    let mailbox = Mailbox()
    let runner = EffectRunner(
      location: location, labelling: .folders, annotator: "ada", isKept: true, mailbox: mailbox)
    let state = AppState(
      place: location.placeName, annotator: "ada", size: terminal.size, now: Date(), seed: 1)
    return EventLoop(
      state: state, terminal: terminal,
      look: Look(theme: .midnight, colorMaps: [], mode: .truecolor, glyphs: .full),
      runner: runner, mailbox: mailbox)
  }

  @Test func keysBecomeLabelsOnDisk() throws {
    let folder = try FolderTree()
    for name in ["a", "b", "c"] { try folder.write(Sound.wav(), name + ".wav") }
    let size = CellSize(columns: 80, rows: 24)
    let first = ScriptedTerminal(size: size)
    let loop = try makeLoop(folder, first)
    let failure = loop.run { state in
      let isReady = state.scan.isOver && state.isCurrentShown
      if isReady, first.inputs.isEmpty, state.saving.undoDepth == 0, state.saving.isSaved {
        first.feed(keys: "e b e l l Enter 1")
      }
      return state.saving.undoDepth == 2 && state.saving.isSaved
    }
    #expect(failure == nil)
    #expect(loop.state.library.labelledCount == 2)

    let second = ScriptedTerminal(size: size)
    let again = try makeLoop(folder, second)
    _ = again.run { $0.scan.isOver && $0.isCurrentShown }
    #expect(again.state.library.clips.map(\.label) == ["bell", "bell", nil])
    #expect(again.state.saving.undoDepth == 2)
  }

  @Test func whatIsShownAsSavedWasAnswered() throws {
    let folder = try FolderTree()
    for place in 0..<30 { try folder.write(Sound.wav(seed: place), "clip\(place).wav") }
    let terminal = ScriptedTerminal(size: CellSize(columns: 80, rows: 40))
    let loop = try makeLoop(folder, terminal)
    var isTyped = false
    _ = loop.run { state in
      if !isTyped, state.scan.isOver {
        isTyped = true
        terminal.feed(keys: "e x Enter" + String(repeating: " 1", count: 29))
      }
      return state.saving.undoDepth == 30
    }
    for shown in terminal.presented {
      let text = PlainText.render(shown.canvas, images: [], palette: shown.palette)
      guard text.contains("✓ saved") else { continue }
      #expect(!text.contains("◌"))
    }
    #expect(loop.state.library.labelledCount == 30)
  }

  @Test func withoutEventsNothingIsDrawn() throws {
    let folder = try FolderTree()
    try folder.write(Sound.wav(), "a.wav")
    let terminal = ScriptedTerminal(size: CellSize(columns: 80, rows: 24))
    let loop = try makeLoop(folder, terminal)
    var settled: Int?
    _ = loop.run { state in
      if state.scan.isOver, state.isCurrentShown, settled == nil {
        settled = terminal.presented.count
        terminal.feed(keys: "q")
      }
      return false
    }
    #expect(terminal.presented.count <= (settled ?? 0) + 2)
  }
}
