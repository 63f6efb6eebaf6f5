import Acoustics
import CellCanvas
import Labeling

/// The row above the keys: mode, position, cursor, messages, save state.
struct StatusBar {
  let state: AppState

  private static let gap = 3

  func draw(on screen: inout Screen, in rect: CellRect) {
    screen.canvas.fill(rect, StatusBar.raised(.text))
    if let prompt = state.prompt, prompt.kind != .command {
      PromptLine(
        prompt: prompt, unsavedCount: state.saving.unsaved.count, isMono: state.colorMode == .mono
      ).draw(on: &screen, in: rect)
      return
    }
    var column = drawMode(on: &screen, rect)
    column = drawPosition(on: &screen, rect, column)
    let right = drawRight(on: &screen, rect, least: column + readoutColumns + StatusBar.gap)
    let room = CellRect(
      column: column, row: rect.row, columns: right - StatusBar.gap - column, rows: 1)
    if let notice = state.notice {
      draw(notice, on: &screen, room)
    } else if !state.pendingKeys.isEmpty {
      screen.write(
        Keymap.written(state.pendingKeys) + " …", at: CellPoint(column: column, row: rect.row),
        StatusBar.raised(.accent, .bold), within: room)
    } else {
      drawReadout(on: &screen, room)
    }
  }

  /// Columns of the readout that nothing at the right takes: the cursor's time, frequency and level
  /// where the picture is alone, else the first part.
  private var readoutColumns: Int {
    let parts = readout.prefix(state.mode == .spectrogram ? 3 : 1)
    return max(0, parts.reduce(-StatusBar.gap) { $0 + DisplayText($1).columns + StatusBar.gap })
  }

  static func raised(_ slot: ThemeSlot, _ attributes: TextAttributes = []) -> Style {
    Style(slot, on: .raised, attributes.union(.reverseInMono))
  }

  private func drawMode(on screen: inout Screen, _ rect: CellRect) -> Int {
    return screen.write(
      " \(chip) ", at: CellPoint(column: rect.column, row: rect.row),
      Style(.slot(.ink), on: .slot(.accent), .bold), within: rect) + 1
  }

  /// The list of doubted labels is a place of its own, though its keys are those of the list.
  private var chip: String {
    if state.isReviewing, [.browse, .spectrogram].contains(state.mode) { return "REVIEW" }
    return state.mode == .browse && state.browser.scope?.isOfDoubts == true
      ? "ERRORS" : state.mode.chip
  }

  private func drawPosition(on screen: inout Screen, _ rect: CellRect, _ column: Int) -> Int {
    var count = state.browser.order.count
    guard count > 0 else { return column }
    var number = "\(Format.count(state.browser.cursor + 1))"
    var column = column
    if state.mode == .label {
      let regions = state.regionsShown
      count = regions.count
      let place = regions.firstIndex { $0.id == state.marking.region }
      number = place.map { Format.count($0 + 1) } ?? Format.dash
      column = screen.write(
        "region ", at: CellPoint(column: column, row: rect.row), StatusBar.raised(.dim),
        within: rect)
    }
    let total = Format.count(count)
    let place = DisplayText(number).paddedLeft(to: total.count)
    let end = screen.canvas.write(
      place, at: CellPoint(column: column, row: rect.row), StatusBar.raised(.bright, .bold),
      within: rect)
    return screen.write(
      "/" + total, at: CellPoint(column: end, row: rect.row), StatusBar.raised(.dim), within: rect)
      + StatusBar.gap
  }

  /// Draws a message: what happened, and dimmer what can be done; what has no room goes on in the row
  /// of the keys.
  func draw(_ notice: Notice, on screen: inout Screen, _ room: CellRect) {
    let rows = NoticeRows(
      notice, room: room.columns, below: KeyBar(state: state).messageColumns)
    let slot = notice.kind.slot
    NoticeRows.write(
      rows.upper, on: &screen, room, what: StatusBar.raised(slot, .bold),
      rest: StatusBar.raised(.dim))
    screen.goesOn = rows.lower.isEmpty ? nil : rows.lower
  }

  private func drawReadout(on screen: inout Screen, _ room: CellRect) {
    var column = room.column
    for text in readout {
      guard column + text.count <= room.endColumn else { return }
      column =
        screen.write(
          text, at: CellPoint(column: column, row: room.row), StatusBar.raised(.text), within: room)
        + StatusBar.gap
    }
  }

  /// What is marked, or what a search does, or what lies under the cursor.
  private var readout: [String] {
    if state.mode == .sheet { return SheetWords(state: state).readout }
    if state.selection == nil, state.mode != .label, let words = ReviewWords(state)?.readout,
      !words.isEmpty
    {
      return words
    }
    if let preview = state.preview { return SearchText(preview).parts }
    guard let marked = state.marked, let rate = state.sampleRate, rate > 0 else {
      return CursorReadout(state).parts
    }
    let span = SelectionText.span(marked.span, rate: rate)
    return [
      state.selection == nil || state.mode == .label ? span : "sel " + span,
      marked.span.isEmpty ? "point" : SelectionText.length(Double(marked.span.count) / rate),
      marked.hertz.map(SelectionText.band),
      marked.hertz.map {
        "width " + Format.hertz(Double($0.upperBound - $0.lowerBound))
      },
    ].compactMap(\.self)
  }

  /// Draws from the edge inwards: save state, undo depth, other windows, picks, scan; beside a
  /// message the save state alone.
  ///
  /// - Parameter least: Columns at the left that stay free.
  /// - Returns: The first column taken.
  func drawRight(on screen: inout Screen, _ rect: CellRect, least: Int = 0) -> Int {
    var column = rect.endColumn - 1
    let least = max(rect.column + 24, least)
    for (place, part) in rightParts.enumerated() {
      let text = DisplayText(part.text)
      guard place == 0 || column - StatusBar.gap - text.columns >= least else { break }
      if place > 0 { column -= StatusBar.gap }
      column -= text.columns
      screen.canvas.write(
        text, at: CellPoint(column: column, row: rect.row), part.style, within: rect)
    }
    return column
  }

  private var rightParts: [(text: String, style: Style)] {
    var parts = [saveState] + macroParts
    guard state.notice == nil else { return parts }
    if !(state.isReviewing && state.mode == .browse && opinionIsShown), let part = modelPart {
      parts.append(part)
    }
    parts += AuditionReadout(state).words.map { ($0.text, StatusBar.raised($0.slot)) }
    if state.access == .userData {
      parts.append(("labels go to your data folder", StatusBar.raised(.dim)))
    }
    if state.saving.undoDepth > 0 {
      parts.append(("↶ \(state.saving.undoDepth)", StatusBar.raised(.dim)))
    }
    if state.saving.fromElsewhere > 0 {
      parts.append(("↻ \(state.saving.fromElsewhere)", StatusBar.raised(.dim)))
    }
    if let kind = state.snapping.kind, Mode.ordinary.contains(state.mode) {
      parts.append(("snap \(kind.rawValue)", StatusBar.raised(.dim)))
    }
    if [.spectrogram, .label].contains(state.mode) {
      parts += state.tiers.words.map {
        (DisplayText($0).cutMiddle(to: 20).text, StatusBar.raised(.dim))
      }
    }
    if state.browser.rangeStart != nil, Mode.withList.contains(state.mode) {
      parts.append(("range", StatusBar.raised(.cursor)))
    }
    if !state.browser.picks.isEmpty {
      parts.append(("\(Format.count(state.browser.picks.count)) picked", StatusBar.raised(.cursor)))
    }
    parts += backgroundParts
    if state.hiddenPanes > 0 {
      let count = state.hiddenPanes
      let words = count == 1 ? "1 pane has no room" : "\(count) panes have no room"
      parts.append((words, StatusBar.raised(.dim)))
    }
    if let progress = state.overviewProgress {
      let percent = DisplayText(Format.number(100 * progress, decimals: 0)).paddedLeft(to: 2).text
      parts.append(("overview \(percent) %", StatusBar.raised(.dim)))
    }
    if !state.scan.isOver, state.scan.total > 0 {
      let done = DisplayText(Format.count(state.scan.done))
        .paddedLeft(to: Format.count(state.scan.total).count).text
      parts.append(("reading \(done)/\(Format.count(state.scan.total))", StatusBar.raised(.dim)))
    } else if !state.measuring.isOver, state.measuring.total > 0 {
      let share = Format.percent(Double(state.measuring.done) / Double(state.measuring.total))
      parts.append(("measuring \(share)", StatusBar.raised(.dim)))
    }
    return parts
  }

  /// Keys that are recorded or replayed, also beside a message.
  private var macroParts: [(text: String, style: Style)] {
    if let register = state.macros.recording?.register {
      return [("● macro \(register)", StatusBar.raised(.warn, .bold))]
    }
    return state.macros.replay?.calls.first.map {
      [("▸ macro \($0.register)", StatusBar.raised(.accent))]
    } ?? []
  }

  /// Whether a pane shows what the model says of the clip.
  private var opinionIsShown: Bool {
    state.layout.opinion.rows > 0 || state.layout.list.columns >= ClipListPane.leastForClasses
  }

  /// The model in use; where no pane shows it, with what it says of the clip.
  private var modelPart: (text: String, style: Style)? {
    if let card = state.model.card {
      if state.takesModelRegions, let region = state.modelRegion {
        let score = card.isCalibrated ? " " + Format.percent(Double(region.score)) : ""
        let label = DisplayText(region.label).cutMiddle(to: 16).text
        return ("› \(label)\(score)", StatusBar.raised(.model))
      }
      let name = DisplayText(card.name).cutMiddle(to: 16).text
      guard !opinionIsShown, Mode.ordinary.contains(state.mode), let clip = state.current,
        let best = state.model.best(of: clip),
        let verdict = state.model.verdict(on: clip)
      else { return ("model " + name, StatusBar.raised(.model)) }
      let score = card.isCalibrated ? " " + Format.percent(Double(best.score)) : ""
      let label = DisplayText(best.label).cutMiddle(to: 12).text
      return ("\(verdict.sign) \(label)\(score)", StatusBar.raised(.model))
    }
    return state.model.loading.map {
      ("loading " + DisplayText($0).cutMiddle(to: 16).text, StatusBar.raised(.dim))
    }
  }

  /// Work in the background: a training, a search for wrong labels, clips that wait for the model.
  private var backgroundParts: [(text: String, style: Style)] {
    var parts: [(text: String, style: Style)] = []
    if let run = state.model.training, run.isRunning {
      let left = run.left(at: state.now).map { ", left " + Format.clock($0, decimals: 0) } ?? ""
      let percent = DisplayText("\(min(99, Int(run.share * 100)))").paddedLeft(to: 2).text
      let words =
        run.paused == nil ? "training \(percent) %\(left)" : "training paused, \(percent) %"
      parts.append((words, StatusBar.raised(.model)))
    }
    if case .running(let share) = state.model.doubts.stage {
      let percent = DisplayText("\(min(99, Int(share * 100)))").paddedLeft(to: 2).text
      parts.append(("errors \(percent) %", StatusBar.raised(.model)))
    }
    if state.model.sweptCount > 0 {
      parts.append(("judging \(Format.count(state.model.sweptCount))", StatusBar.raised(.dim)))
    }
    return parts
  }

  private var saveState: (text: String, style: Style) {
    if case .readOnly = state.access { return ("read-only", StatusBar.raised(.warn)) }
    if !state.saving.unsaved.isEmpty {
      return ("● \(state.saving.unsaved.count) unsaved", StatusBar.raised(.bad, .bold))
    }
    if !state.isOpen { return ("", StatusBar.raised(.dim)) }
    if state.saving.isSaved, state.marking.isMoving {
      return ("◌ moving", StatusBar.raised(.warn))
    }
    return state.saving.isSaved
      ? ("✓ saved", StatusBar.raised(.good)) : ("◌ saving", StatusBar.raised(.warn))
  }
}
