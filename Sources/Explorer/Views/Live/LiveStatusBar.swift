import Acoustics
import CellCanvas

/// The row above the keys while listening: whether the picture follows, the level, the cursor.
struct LiveStatusBar {
  let state: AppState
  let session: LiveSession

  private static let gap = 3
  /// Seconds of zeros that are worth a word.
  private static let zeroSeconds: Float = 3

  func draw(on screen: inout Screen, in rect: CellRect) {
    let bar = StatusBar(state: state)
    screen.canvas.fill(rect, StatusBar.raised(.text))
    if let prompt = state.prompt, prompt.kind != .command {
      PromptLine(
        prompt: prompt, unsavedCount: state.saving.unsaved.count, isMono: state.colorMode == .mono
      ).draw(on: &screen, in: rect)
      return
    }
    let right = bar.drawRight(on: &screen, rect)
    let isFrozen = session.frozen != nil
    let column =
      screen.write(
        isFrozen ? " FROZEN " : " LIVE ", at: CellPoint(column: rect.column, row: rect.row),
        Style(.slot(.ink), on: .slot(isFrozen ? .cursor : .accent), .bold), within: rect) + 1
    let room = CellRect(
      column: column, row: rect.row, columns: max(0, right - Self.gap - column), rows: 1)
    if let notice = state.notice {
      bar.draw(notice, on: &screen, room)
    } else if !state.pendingKeys.isEmpty {
      screen.write(
        Keymap.written(state.pendingKeys) + " …", at: CellPoint(column: column, row: rect.row),
        StatusBar.raised(.accent, .bold), within: room)
    } else {
      drawReadout(on: &screen, room)
    }
  }

  private func drawReadout(on screen: inout Screen, _ room: CellRect) {
    var column = room.column
    for (text, style) in parts {
      let width = DisplayText(text).columns
      guard column + width <= room.endColumn else { continue }
      column =
        screen.write(text, at: CellPoint(column: column, row: room.row), style, within: room)
        + Self.gap
    }
  }

  private var parts: [(String, Style)] {
    var parts: [(String, Style)] = []
    let warn = StatusBar.raised(.warn, .bold)
    if session.end != nil {
      parts.append(("no sound comes any more", warn))
    } else if session.stalledSeconds > 0 {
      parts.append(("no sound for \(session.stalledSeconds) s", warn))
    } else if session.meter.zeroSeconds >= Self.zeroSeconds {
      parts.append(("only zeros for \(Int(session.meter.zeroSeconds)) s: muted?", warn))
    }
    if session.frozen != nil {
      parts += cursor.map { ($0, StatusBar.raised(.text)) }
      parts.append(("listening goes on", StatusBar.raised(.dim)))
      return parts
    }
    let meter = session.meter
    let level = meter.level > LiveMeter.floor ? Format.decibels(meter.level) : "<\(Format.minus)60"
    let peak = meter.highest.isFinite ? Format.decibels(meter.highest) : Format.dash
    parts.append((DisplayText("\(level) dBFS").paddedLeft(to: 10).text, StatusBar.raised(.text)))
    parts.append((DisplayText("peak \(peak)").padded(to: 10).text, StatusBar.raised(.dim)))
    return parts
  }

  /// The time under the cursor, and what is loudest there.
  private var cursor: [String] {
    guard let frozen = session.frozen, let history = session.history else { return [] }
    let cell = frozen.cursor ?? session.lastCell
    let column = min(frozen.now - 1, (cell + 1) * session.columnsPerCell - 1)
    let ago = Double(frozen.now - 1 - column) / Double(LiveColumns.rate)
    var parts = [DisplayText(Format.time(-ago, decimals: 1)).paddedLeft(to: 8).text]
    guard history.picture.unit == .decibels, session.feature != .view(.waveform),
      let values = history.column(column), let level = values.max(), level.isFinite
    else { return parts }
    if case .pitchClasses = history.picture.binAxis {
      return parts + CursorReadout.loudestNote(values)
    }
    guard
      let bin = values.firstIndex(of: level),
      let hertz = history.picture.binAxis.hertz(ofBin: Float(bin))
    else { return parts }
    parts.append(DisplayText(Format.hertz(Double(hertz))).paddedLeft(to: 8).text)
    parts.append(DisplayText(Format.decibels(level) + " dB").paddedLeft(to: 9).text)
    return parts
  }
}
