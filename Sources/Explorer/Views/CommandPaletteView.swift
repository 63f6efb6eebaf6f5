import CellCanvas

/// The commands that fit what is typed after `:`, over the dimmed screen.
struct CommandPaletteView {
  let state: AppState
  let prompt: Prompt

  private static let columns = 76
  private static let mostRows = 12

  private var isTall: Bool { state.size.rows >= 22 }

  /// Rows besides those of commands: the line, the rules, and what is told of the row chosen.
  private var fixedRows: Int { 3 + (isTall ? 2 : 1) }

  private func box(_ count: Int) -> FloatingBox {
    FloatingBox(
      title: "command", note: "\(count) of \(CommandRegistry.all.count)", columns: Self.columns,
      rows: Self.mostRows + fixedRows)
  }

  private func choice(of count: Int) -> Int { min(prompt.choice ?? 0, max(0, count - 1)) }

  private func top(of count: Int, rows: Int) -> Int {
    max(0, min(choice(of: count) - rows / 2, count - rows))
  }

  /// Whether a cell belongs to the box.
  func contains(_ point: CellPoint) -> Bool {
    box(0).frame(in: state.size).contains(column: point.column, row: point.row)
  }

  /// The place among the commands found of the one under a cell.
  func entry(at point: CellPoint) -> Int? {
    let room = box(0).inside(state.size)
    let rows = room.rows - fixedRows
    let line = point.row - room.row - 2
    guard (0..<rows).contains(line), contains(point) else { return nil }
    let count = state.foundCommands.count
    let place = top(of: count, rows: rows) + line
    return place < count ? place : nil
  }

  func draw(on screen: inout Screen) {
    let found = state.foundCommands
    let room = box(found.count).draw(on: &screen)
    PromptLine(prompt: prompt, unsavedCount: 0, ground: .ground).draw(
      on: &screen,
      in: CellRect(column: room.column - 1, row: room.row, columns: room.columns + 1, rows: 1)
    )
    let visible = max(1, room.rows - fixedRows)
    drawRule(on: &screen, room, row: room.row + 1)
    drawRule(on: &screen, room, row: room.row + 2 + visible)
    let choice = choice(of: found.count)
    let top = top(of: found.count, rows: visible)
    let shown = found.dropFirst(top).prefix(visible)
    guard !shown.isEmpty else {
      screen.write(
        "No command fits. What is typed is a name, or words of what it does.",
        at: CellPoint(column: room.column, row: room.row + 2), Style(.dim), within: room)
      return
    }
    let isChosenShown = prompt.choice != nil || !prompt.text.isEmpty
    let nameColumns = shown.map { $0.command.name.count }.max() ?? 0
    for (line, entry) in shown.enumerated() {
      let rect = CellRect(
        column: room.column - 2, row: room.row + 2 + line, columns: room.columns + 4, rows: 1)
      draw(entry, isChosen: isChosenShown && top + line == choice, nameColumns, on: &screen, rect)
    }
    let detail = CellRect(
      column: room.column, row: room.row + 3 + visible, columns: room.columns,
      rows: isTall ? 2 : 1)
    drawDetail(found[choice], on: &screen, detail)
  }

  private func drawRule(on screen: inout Screen, _ room: CellRect, row: Int) {
    screen.write(
      String(repeating: "─", count: room.columns + 4),
      at: CellPoint(column: room.column - 2, row: row), Style(.dim))
  }

  private func draw(
    _ found: FoundCommand, isChosen: Bool, _ nameColumns: Int, on screen: inout Screen,
    _ rect: CellRect
  ) {
    let ground: ThemeSlot = isChosen ? .select : .ground
    let attributes: TextAttributes = isChosen ? .reverseInMono : []
    screen.canvas.fill(rect, Style(.text, on: ground, attributes))
    if isChosen {
      screen.write(
        "▌", at: CellPoint(column: rect.column, row: rect.row),
        Style(.accent, on: ground, attributes))
    }
    let canRun = found.refusal == nil
    let plain: ThemeSlot = canRun ? (isChosen ? .bright : .text) : .dim
    let matched = Set(found.matched)
    var column = rect.column + 2
    for (place, character) in found.command.name.enumerated() {
      let isMatched = matched.contains(place)
      column = screen.write(
        String(character), at: CellPoint(column: column, row: rect.row),
        Style(
          isMatched ? .accent : plain, on: ground,
          attributes.union(isMatched ? [.bold, .underline] : [])), within: rect)
    }
    let key = DisplayText(state.keymap.keys(of: found.command, in: state.mode).first ?? "")
    let noteColumn = rect.column + nameColumns + 5
    let end = rect.endColumn - 2 - key.columns
    screen.write(
      DisplayText(found.refusal ?? found.command.summary).cutEnd(to: max(0, end - 2 - noteColumn)),
      at: CellPoint(column: noteColumn, row: rect.row),
      Style(.dim, on: ground, attributes), rect)
    screen.write(
      key, at: CellPoint(column: end, row: rect.row),
      Style(canRun ? .accent : .dim, on: ground, attributes.union(.bold)), rect)
  }

  /// What the chosen command takes, does, and is called outside.
  private func drawDetail(_ found: FoundCommand, on screen: inout Screen, _ rect: CellRect) {
    let command = found.command
    let end = screen.write(
      command.name, at: CellPoint(column: rect.column, row: rect.row),
      Style(.bright, on: .ground, .bold), within: rect)
    let argument = CommandUsage.argument(of: command).map { " " + $0 } ?? ""
    let refusal = found.refusal.map { argument + "  " + $0 } ?? argument
    screen.write(
      DisplayText(refusal).cutEnd(to: rect.endColumn - end),
      at: CellPoint(column: end, row: rect.row),
      Style(found.refusal == nil ? .dim : .warn), rect)
    guard rect.rows > 1 else { return }
    let also = CommandUsage.commandLine(of: command).map { ". Also: \($0)" } ?? ""
    screen.write(
      DisplayText(command.summary + also).cutEnd(to: rect.columns),
      at: CellPoint(column: rect.column, row: rect.row + 1), Style(.dim), rect)
  }
}
