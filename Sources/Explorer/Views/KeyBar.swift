import CellCanvas

/// The last row: what the keys do now.
struct KeyBar {
  let state: AppState

  private static let gap = 3

  /// The meanings most worth a place, the first longest kept; others follow as they come.
  private static let order = [
    "freeze", "keep", "keep heard", "move", "play", "label", "take", "record", "trigger", "style",
    "open",
    "type label",
    "cursor", "zoom", "search", "filter", "view", "scale", "pick", "sort", "difference",
    "undo, redo", "unlabelled",
  ]
  private static let regionOrder = [
    "take", "edges", "other edge", "cursor", "label", "add", "region", "split, merge", "delete",
    "type label", "zoom", "trim", "find sounds", "undo, redo",
  ]
  private static let searchOrder = ["more, fewer", "method", "regions", "clips", "zoom", "cursor"]

  private static let sheetOrder = [
    "move", "play", "label", "open", "range", "sort", "filter", "size", "pick", "take",
    "difference",
    "unlabelled", "undo, redo", "type label", "search",
  ]

  private static let matrixOrder = [
    "cell", "open clips", "play them", "next worst", "rates", "held out", "quit",
  ]

  /// What is done with doubted labels.
  private static let doubtOrder = ["take", "label right", "play", "label", "undo, redo", "move"]

  /// What is done in a review.
  private static let reviewOrder = [
    "label", "label right", "take", "defer", "flag", "play", "undo, redo", "next open", "figures",
    "move", "type label", "quit",
  ]

  /// What is done in a review alone, or is not worth a place elsewhere.
  private static let reviewMeanings = ["defer", "flag", "next open", "figures"]

  /// The order in the mode of a state.
  private static func order(in mode: Mode, ofDoubts: Bool) -> [String] {
    switch mode {
    case .browse where ofDoubts: doubtOrder
    case .browse, .spectrogram, .live: order
    case .label: regionOrder
    case .segments: searchOrder
    case .confusion: matrixOrder
    case .sheet: sheetOrder
    case .training: ["begin", "end with the best", "pause", "go on", "kind", "give up", "quit"]
    }
  }

  /// Columns that a message may go on in; none where the keys are those of a box over the screen.
  var messageColumns: Int {
    state.overlay == nil && state.prompt == nil
      ? max(0, state.size.columns - 1 - helpColumns - KeyBar.gap) : 0
  }

  private var helpKey: String {
    CommandRegistry.command("show-help").flatMap {
      state.keymap.keys(of: $0, in: state.mode).first
    } ?? "?"
  }

  private var helpColumns: Int { DisplayText(helpKey).columns + " help".count }

  func draw(on screen: inout Screen, in rect: CellRect) {
    if let flaw = state.prompt?.flaw {
      screen.write(
        " " + flaw, at: CellPoint(column: rect.column, row: rect.row),
        Style(.bad, on: .ground, [.bold, .reverseInMono]), within: rect)
      return
    }
    var end = rect.endColumn
    // A line that is typed takes the key of the help as a letter.
    if state.prompt == nil {
      end -= helpColumns
      drawHint((helpKey, "help"), on: &screen, CellPoint(column: end, row: rect.row), rect)
    }
    if let message = screen.goesOn {
      NoticeRows.write(
        message, on: &screen, rect.inset(left: 1, right: helpColumns),
        what: Style(state.notice?.kind.slot ?? .bright, on: .ground, .bold), rest: Style(.dim))
      return
    }
    var column = rect.column + 1
    for hint in hints {
      let width = DisplayText(hint.keys).columns + 1 + DisplayText(hint.meaning).columns
      guard column + width + KeyBar.gap <= end else { break }
      drawHint(hint, on: &screen, CellPoint(column: column, row: rect.row), rect)
      column += width + KeyBar.gap
    }
  }

  private func drawHint(
    _ hint: (keys: String, meaning: String), on screen: inout Screen, _ point: CellPoint,
    _ rect: CellRect
  ) {
    let column = screen.write(
      hint.keys, at: point, Style(.accent, on: .ground, .bold), within: rect)
    screen.write(
      " " + hint.meaning, at: CellPoint(column: column, row: point.row), Style(.dim), within: rect)
  }

  private static func hints(of kind: Prompt.Kind) -> [(keys: String, meaning: String)] {
    switch kind {
    case .search: [("Enter", "stay here"), ("Esc", "go back")]
    case .label: [("Tab", "complete"), ("Enter", "give the label"), ("Esc", "stop")]
    case .segments: [("Tab", "complete"), ("Enter", "make the regions"), ("Esc", "stop")]
    case .rename, .split: [("Tab", "complete"), ("Enter", "rename"), ("Esc", "stop")]
    case .attributes:
      [("Tab", "complete"), ("Enter", "say this"), ("sex=f; note=faint", ""), ("Esc", "stop")]
    case .note, .confidence: [("Enter", "say this"), ("empty", "takes it back"), ("Esc", "stop")]
    case .point: [("Tab", "complete"), ("Enter", "set the point"), ("Esc", "stop")]
    case .tier:
      [("Tab", "complete"), ("Enter", "use it"), ("empty", "no tier"), ("Esc", "stop")]
    case .partCount: [("Enter", "cut"), ("Esc", "stop")]
    case .time: [("Enter", "go there"), ("Esc", "stop")]
    case .command:
      [("Tab", "complete"), ("Enter", "run"), ("Up", "earlier commands"), ("Esc", "close")]
    case .filter:
      [("Tab", "complete"), ("Enter", "show these"), ("empty", "shows all"), ("Esc", "stop")]
    case .model: [("Tab", "complete"), ("Enter", "load"), ("Esc", "stop")]
    case .words: [("Enter", "find them"), ("Esc", "stop")]
    case .review:
      [("Tab", "complete"), ("Enter", "begin"), ("blind target=9 twice=0.1", "after the queue")]
    case .export: [("Enter", "write"), (".png .svg .ansi .txt .csv", "kinds"), ("Esc", "stop")]
    case .replace: [("r", "replace it"), ("n", "another name"), ("Esc", "stop")]
    case .quit: [("s", "save and quit"), ("d", "quit and lose them"), ("Esc", "stay")]
    }
  }

  private var hints: [(keys: String, meaning: String)] {
    if case .help? = state.overlay {
      return [("j k", "scroll"), ("Tab", "other modes"), ("Esc", "close")]
    }
    if case .themes? = state.overlay {
      return [
        ("j k", "look at"), ("Tab", "themes, colour maps"), ("Enter", "keep"), ("Esc", "as before"),
      ]
    }
    if state.overlay == .history {
      return state.history.isTyping
        ? [("Enter", "keep"), ("Esc", "show all")]
        : [
          ("j k", "edit"), ("u", "undo, redo it"), ("/", "find: clip, label, person"),
          ("Enter", "go to its clips"), ("Esc", "close"),
        ]
    }
    if state.overlay == .review {
      return [
        ("Esc", "go on"),
        ("q", state.review.isWholeProgram ? "end the program" : "leave the review"),
      ]
    }
    if state.overlay != nil { return [("Esc", "close")] }
    if let prompt = state.prompt { return KeyBar.hints(of: prompt.kind) }
    if !state.pendingKeys.isEmpty {
      return state.keymap.continuations(of: state.pendingKeys, in: state.mode).map {
        ($0.0.notation, $0.1.summary.prefix(1).lowercased() + $0.1.summary.dropFirst())
      }
    }
    let isOfDoubts = state.browser.scope?.isOfDoubts == true
    let hints = state.keyHints.current(state.keymap, state.mode).lines
      .filter { $0.hint != nil && $0.first.refusal(state) == nil }.compactMap(\.hint)
      .filter { isOfDoubts || state.isReviewing || $0.meaning != "label right" }
      .filter { state.isReviewing || !KeyBar.reviewMeanings.contains($0.meaning) }
      .filter { !state.showsTour || !$0.keys.contains("Enter") }
      .filter { state.mode == .sheet || $0.meaning != "range" }
      .map { hint -> (keys: String, meaning: String) in
        if hint.meaning == "freeze", state.live?.frozen != nil { return (hint.keys, "go on") }
        guard let run = state.model.training, run.isRunning else { return hint }
        return switch hint.meaning {
        case "begin": (keys: hint.keys, meaning: "end with the best")
        case "pause" where run.paused != nil: (keys: hint.keys, meaning: "go on")
        default: hint
        }
      }
    let order =
      state.isReviewing && !isOfDoubts && state.mode != .sheet
      ? KeyBar.reviewOrder : KeyBar.order(in: state.mode, ofDoubts: isOfDoubts)
    let ranks = Dictionary(
      uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    return hints.enumerated().sorted {
      (ranks[$0.element.meaning] ?? .max, $0.offset) < (
        ranks[$1.element.meaning] ?? .max, $1.offset
      )
    }.map(\.element)
  }
}
