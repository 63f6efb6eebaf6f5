import Acoustics
import CellCanvas
import EarmarkTestSupport
import Explorer
import ExplorerRuntime
import Foundation
import Labeling
import Testing

@Suite struct ThumbnailTests {
  private let style = ThumbnailStyle(size: TileSize.small.picture, feature: .spectrogram)

  private func subject(_ row: Int64, _ name: String, span: Range<Int>? = nil) -> ThumbnailSubject {
    let recording = Recording(id: ID(row: row), path: RecordingPath(name))
    return ThumbnailSubject(Clip(id: ID(row: row), recording: recording, span: span))
  }

  @Test func aClipHasAPictureOfItsOwnSpan() throws {
    let folder = try FolderTree()
    let path = try folder.write(Sound.wav(samples: 8000), "a.wav")
    let whole = ThumbnailMaker.thumbnail(of: subject(1, "a.wav"), at: path, style)
    let part = ThumbnailMaker.thumbnail(of: subject(2, "a.wav", span: 0..<400), at: path, style)
    guard case .picture(let cells, false, false)? = whole else {
      Issue.record("there is no picture")
      return
    }
    #expect(cells.count == 16 * 5)
    #expect(part != whole)
  }

  @Test func aTileSaysWhyItHasNoPicture() throws {
    let folder = try FolderTree()
    let short = try folder.write(Array(Sound.wav().prefix(30)), "short.wav")
    let made = ThumbnailMaker.thumbnail(of: subject(1, "short.wav"), at: short, style)
    guard case .failed(let failure)? = made else {
      Issue.record("a broken file has a picture")
      return
    }
    #expect(failure.sentence.contains("short.wav"))
    let gone = ThumbnailMaker.thumbnail(of: subject(2, "gone.wav"), at: folder("gone.wav"), style)
    guard case .failed? = gone else {
      Issue.record("a file that is not there has a picture")
      return
    }
    let silent = try folder.write(
      Array(Sound.wav().prefix(44)) + [UInt8](repeating: 0, count: 1600), "silent.wav")
    #expect(ThumbnailMaker.thumbnail(of: subject(3, "silent.wav"), at: silent, style) == .silence)
  }

  @Test func aNewerListReplacesTheOlderOne() {
    let wishes = ThumbnailWishes()
    let all = (1...4).map { subject($0, "\($0).wav") }
    wishes.replace(with: ThumbnailRequest(style: style, subjects: all, visibleCount: 2))
    let first = wishes.next()
    #expect(first?.subject == all[0] && first?.isVisible == true && first?.isLast == false)
    #expect(wishes.next()?.isLast == true)
    #expect(wishes.next()?.isVisible == false)
    wishes.replace(with: ThumbnailRequest(style: style, subjects: [all[3]], visibleCount: 1))
    #expect(!wishes.isCurrentWanted)
    #expect(wishes.next()?.subject == all[3])
    wishes.replace(with: ThumbnailRequest(style: style, subjects: all, visibleCount: 4))
    #expect(wishes.isCurrentWanted)
    wishes.close()
    #expect(wishes.next() == nil)
  }
}

/// The sheet in the real loop.
@MainActor @Suite(.serialized) struct SheetLoopTests {
  @Test func tilesAreMadeInTheBackgroundAndLabelled() throws {
    let folder = try FolderTree()
    for place in 0..<30 { try folder.write(Sound.wav(seed: place + 1), "clip\(place).wav") }
    try folder.write(Array(Sound.wav().prefix(30)), "broken.wav")
    let terminal = ScriptedTerminal(size: CellSize(columns: 80, rows: 24))
    let location = try LibraryLocation([folder.path], environment: [:])
    let mailbox = Mailbox()
    let loop = EventLoop(
      state: AppState(
        place: location.placeName, annotator: "ada", size: terminal.size, now: Date(), seed: 1),
      terminal: terminal,
      look: Look(theme: .midnight, colorMaps: [], mode: .truecolor, glyphs: .full),
      runner: EffectRunner(
        location: location, labelling: .folders, annotator: "ada", isKept: true, mailbox: mailbox),
      mailbox: mailbox)
    var isTyped = false
    let failure = loop.run { state in
      if !isTyped, state.scan.isOver {
        isTyped = true
        terminal.feed(keys: "g g g a l e x Enter v j 1")
      }
      // The broken one is known from its header.
      return state.saving.undoDepth == 2 && state.saving.isSaved && state.thumbnails.count >= 23
    }
    #expect(failure == nil)
    #expect(loop.state.library.labelledCount == 5)
    #expect(!loop.state.awaitsThumbnails)
  }
}
