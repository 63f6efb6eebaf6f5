import CellCanvas
import CursesTerminal
import EarmarkTestSupport
import Explorer
import ExplorerRuntime
import Foundation
import LabelStore
import Labeling

/// The way from a key to bytes in this process, part by part: state, screen, terminal.
@MainActor
struct Drawing {
  private let folder: SoundFolder
  private var state: AppState
  private static let clips = 16
  private static let rounds = 10
  private static let limit = 16.0

  /// Opens the library of a folder and makes the pictures of its first clips.
  init(folder: SoundFolder) throws {
    self.folder = folder
    state = AppState(
      place: "sounds", annotator: "bench", size: CellSize(columns: 120, rows: 40), now: Date(),
      seed: 1)
    let store = try LabelStore(path: folder.library, author: "", session: "", access: .read)
    let library = try store.library()
    try store.close()
    let opened = OpenedLibrary(library: library, undoDepth: 0, session: nil, access: .folder)
    _ = update(&state, .arrived(.opened(opened)))
    for clip in library.clips.prefix(Self.clips) {
      guard let key = state.pictureKey(of: clip, span: nil) else { continue }
      let picture = try PictureMaker.picture(
        of: Array(folder.sounds.utf8) + [UInt8(ascii: "/")] + key.path.bytes, span: nil,
        columns: key.columns, feature: key.feature, channel: nil)
      _ = update(&state, .arrived(.picture(key, .ready(picture))))
    }
  }

  /// Moves up and down through the clips.
  func rows() throws -> [Row] {
    let line = try PseudoTerminal(size: state.size, readsAlways: true)
    let terminal = try CursesTerminal(
      input: line.slave, output: line.slave, term: "xterm-256color",
      environment: ["COLORTERM": "truecolor"],
      options: CursesTerminal.Options(
        glyphs: .full, standardError: .unchanged, handlesSignals: false))
    defer { terminal.close() }
    let look = Look(
      theme: .midnight, colorMaps: [], mode: terminal.colorMode, glyphs: terminal.glyphs)
    var state = state
    var (updating, drawing, showing): ([Double], [Double], [Double]) = ([], [], [])
    for round in 0..<Self.rounds {
      let key = KeyChord(.character(round % 2 == 0 ? "j" : "k"))
      for _ in 1..<Self.clips {
        let start = ProcessorClock.ofThread
        _ = update(&state, .key(key))
        let updated = ProcessorClock.ofThread
        let picture = screen(for: state)
        let drawn = ProcessorClock.ofThread
        terminal.present(
          picture.canvas, images: picture.images, palette: look.palette(for: state))
        updating.append((updated - start) * 1000)
        drawing.append((drawn - updated) * 1000)
        showing.append((ProcessorClock.ofThread - drawn) * 1000)
        line.readAvailable()
      }
    }
    return [
      ("state", updating), ("screen", drawing), ("terminal", showing),
    ].map { name, times in
      Row(
        what: "next clip in process: \(name)", measured: Spread(times).median, unit: "ms",
        limit: Self.limit)
    }
  }
}
