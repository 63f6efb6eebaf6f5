import CellCanvas
import Explorer
import ExplorerRuntime
import Foundation

/// A view of the explorer that is more than the picture of one recording, made without a terminal.
@MainActor
struct ExploredView {
  /// The views by the names of the command line.
  enum Kind {
    /// What a model sees of a recording.
    case input
    /// Small pictures of the recordings of a folder.
    case sheet
    /// Which labels a model takes for which classes.
    case confusion
    /// Two recordings side by side.
    case pair
    /// A recording with panes under its picture.
    case panes
  }

  let kind: Kind
  /// What is looked at.
  let paths: [[UInt8]]
  let view: ClipView
  let panes: [PaneKind]
  /// What is drawn over the picture.
  var tracks: Set<PictureTrack> = []
  /// Whether the frequency ruler has the names of notes.
  var showsNotes = false
  let model: String?
  let size: CellSize
  let palette: Palette
  let blocks: String

  /// Seconds after which it is given up.
  private static let patience: TimeInterval = 600

  /// Makes the view.
  ///
  /// - Throws: Why there is nothing to be seen, or why a format makes no sense of it.
  func export(as format: ViewExport.Kind) throws -> ViewExport {
    let location = try LibraryLocation(paths, library: library)
    let mailbox = Mailbox()
    let runner = EffectRunner(
      location: location, labelling: .folders, annotator: "", isKept: false, mailbox: mailbox)
    var state = AppState(
      place: location.placeName, annotator: "", size: size, now: Date(), seed: 0, blocks: blocks,
      colorMode: palette.mode)
    state.model.asked = model
    state.model.looksForOne = needsModel
    state.panes = PaneStack(panes)
    state.viewport.tracks = tracks
    state.viewport.showsNotes = showsNotes
    let look = Look(
      theme: palette.theme, colorMaps: [], mode: palette.mode, glyphs: palette.glyphs)
    let loop = EventLoop(
      state: state, terminal: NoTerminal(size: size), look: look, runner: runner,
      mailbox: mailbox)
    let end = Date().addingTimeInterval(Self.patience)
    var commands = commands[...]
    loop.run(through: { commands.popFirst() }, settled: { $0.isViewComplete || Date() > end })
    if needsModel, loop.state.model.card == nil { throw noModel(loop.state) }
    return try loop.state.export(as: format, name: "")
  }

  /// Only views of a whole folder need what its library holds; others begin as if never opened.
  private var library: [UInt8]? {
    switch kind {
    case .sheet, .confusion: nil
    case .input, .pair, .panes:
      Array((NSTemporaryDirectory() + "earmark-\(UUID().uuidString).sqlite").utf8)
    }
  }

  private var needsModel: Bool { kind == .input || kind == .confusion }

  private var commands: [String] {
    switch kind {
    case .input: ["go-spectrogram", "show-input"]
    case .sheet: ["go-sheet"]
    case .confusion: ["go-confusion"]
    case .pair: ["go-spectrogram", "show-\(view.rawValue)", "compare"]
    case .panes: ["go-spectrogram", "show-\(view.rawValue)"]
    }
  }

  private func noModel(_ state: AppState) -> Failure {
    guard model != nil, let notice = state.notice else {
      return Failure(
        what: "Cannot draw what a model sees", why: "no model is named, and none suits the labels",
        remedy: "name one with --model")
    }
    return Failure(what: notice.what, why: notice.rest)
  }
}
