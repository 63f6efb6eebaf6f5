import CellCanvas

/// The line being typed, in the place of the status row.
struct PromptLine {
  let prompt: Prompt
  /// Labels that are not on disk, for the question whether to leave.
  let unsavedCount: Int
  /// What it lies on.
  var ground = ThemeSlot.raised
  /// Whether there are no colours, where a raised row is reversed and the cell in it is not.
  var isMono = false

  func draw(on screen: inout Screen, in rect: CellRect) {
    if let question {
      draw(question.text, question.answers, on: &screen, rect)
      return
    }
    let start = screen.write(
      " " + sign, at: CellPoint(column: rect.column, row: rect.row),
      Style(.accent, on: ground, inMono.union(.bold)), within: rect)
    drawText(
      on: &screen,
      CellRect(column: start, row: rect.row, columns: rect.endColumn - 1 - start, rows: 1))
  }

  /// A raised row is reversed where there are no colours.
  private var inMono: TextAttributes { ground == .raised ? .reverseInMono : [] }

  private var sign: String {
    switch prompt.kind {
    case .search: "/"
    case .label: "label "
    case .segments: "label of the regions "
    case .rename(let old): "rename \(DisplayText(old).cutMiddle(to: 24).text) everywhere to "
    case .split(let old): "\(DisplayText(old).cutMiddle(to: 24).text) in this list becomes "
    case .attributes: "attributes "
    case .note: "note "
    case .confidence: "confidence, 0 to 1: "
    case .point: "label of the point "
    case .tier: "tier of new regions "
    case .partCount: "cut into how many parts? "
    case .filter: "show "
    case .model: "model "
    case .words: "words that are said, in order: "
    case .review: "review "
    case .time: "go to "
    case .command: ":"
    case .export: "write to "
    case .quit, .replace: ""
    }
  }

  /// Draws the text so that the insertion point is in view, with a cell reversed there.
  private func drawText(on screen: inout Screen, _ room: CellRect) {
    guard room.columns > 1 else { return }
    let before = DisplayText(String(prompt.text[..<prompt.cursor]))
    var hidden = 0
    var shown = before.columns
    while shown > room.columns - 2, hidden < before.parts.count {
      shown -= before.parts[hidden].columns
      hidden += 1
    }
    let visible = before.parts[hidden...].reduce(into: "") { $0 += $1.text }
    let style = Style(.bright, on: ground, inMono)
    let column = screen.write(
      visible, at: CellPoint(column: room.column, row: room.row), style, within: room)
    let after = prompt.text[prompt.cursor...]
    let under = after.first.map(String.init) ?? " "
    let next = screen.write(
      under, at: CellPoint(column: column, row: room.row), cellStyle, within: room)
    screen.write(
      String(after.dropFirst()), at: CellPoint(column: next, row: room.row), style, within: room)
  }

  /// How the cell at the insertion point looks.
  private var cellStyle: Style {
    isMono && ground == .raised
      ? Style(.bright, on: .ground, .bold) : Style(.ink, on: .cursor, .bold)
  }

  /// A question and the keys that answer it; nil where a line is typed.
  private var question: (text: String, answers: [(key: String, meaning: String)])? {
    switch prompt.kind {
    case .quit:
      (
        unsavedCount == 1
          ? "1 label is not saved." : "\(Format.count(unsavedCount)) labels are not saved.",
        [("s", "save and quit"), ("d", "quit and lose them"), ("Esc", "stay")]
      )
    case .replace(let name):
      ("\(name) is there.", [("r", "replace it"), ("n", "another name"), ("Esc", "stop")])
    default: nil
    }
  }

  private func draw(
    _ text: String, _ answers: [(key: String, meaning: String)], on screen: inout Screen,
    _ rect: CellRect
  ) {
    let room = rect.columns - 2 - answers.reduce(0) { $0 + $1.key.count + $1.meaning.count + 4 }
    // The row of the keys has the answers too: the question is what must be whole.
    let isWhole = DisplayText(text).columns <= room
    let shown = DisplayText(text).cutMiddle(to: isWhole ? room : rect.columns - 2)
    var column = screen.canvas.write(
      shown, at: CellPoint(column: rect.column + 1, row: rect.row),
      Style(.bad, on: .raised, [.bold, .reverseInMono]), within: rect)
    for (key, meaning) in isWhole ? answers : [] {
      column = screen.write(
        key, at: CellPoint(column: column + 3, row: rect.row),
        Style(.accent, on: .raised, [.bold, .reverseInMono]), within: rect)
      column = screen.write(
        " " + meaning, at: CellPoint(column: column, row: rect.row),
        Style(.text, on: .raised, .reverseInMono), within: rect)
    }
  }
}
