import CellCanvas

/// The status row of screens without a clip: mode, a few words, messages, save state.
struct PlainStatus {
  let state: AppState
  let words: [DisplayText]

  func draw(on screen: inout Screen, in rect: CellRect) {
    screen.canvas.fill(rect, StatusBar.raised(.text))
    if let prompt = state.prompt, prompt.kind != .command {
      PromptLine(
        prompt: prompt, unsavedCount: state.saving.unsaved.count, isMono: state.colorMode == .mono
      ).draw(on: &screen, in: rect)
      return
    }
    let bar = StatusBar(state: state)
    let right = bar.drawRight(on: &screen, rect)
    var column =
      screen.write(
        " \(state.mode.chip) ", at: CellPoint(column: rect.column, row: rect.row),
        Style(.slot(.ink), on: .slot(.accent), .bold), within: rect) + 1
    let room = CellRect(
      column: column, row: rect.row, columns: max(0, right - 3 - column), rows: 1)
    if let notice = state.notice {
      bar.draw(notice, on: &screen, room)
      return
    }
    if !state.pendingKeys.isEmpty {
      screen.write(
        Keymap.written(state.pendingKeys) + " …", at: CellPoint(column: column, row: rect.row),
        StatusBar.raised(.accent, .bold), within: room)
      return
    }
    for (place, text) in words.enumerated() where column + text.columns <= room.endColumn {
      column =
        screen.canvas.write(
          text, at: CellPoint(column: column, row: rect.row),
          place == 0 ? StatusBar.raised(.bright, .bold) : StatusBar.raised(.text), within: room) + 3
    }
  }
}
