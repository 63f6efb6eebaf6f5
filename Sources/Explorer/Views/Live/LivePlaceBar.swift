import CellCanvas

/// The first row: where the sound comes from, what is recorded, what one key keeps.
struct LivePlaceBar {
  let session: LiveSession

  func draw(on screen: inout Screen, in rect: CellRect) {
    let ground = Style(.text, on: .raised, .reverseInMono)
    let bright = Style(.bright, on: .raised, [.bold, .reverseInMono])
    let dim = Style(.dim, on: .raised, .reverseInMono)
    screen.canvas.fill(rect, ground)
    var right = rect.endColumn - 1
    for (text, style) in parts {
      let width = DisplayText(text).columns
      guard right - width > rect.columns / 3 else { break }
      screen.write(text, endingAt: right, row: rect.row, style)
      right -= width + 3
    }
    let start = screen.write(
      "live", at: CellPoint(column: rect.column + 1, row: rect.row), bright, within: rect)
    let facts =
      session.format.map {
        "  \(Format.sampleRate($0.sampleRate)) \(Format.channels($0.channelCount))"
      } ?? ""
    let title = DisplayText(session.title).cutMiddle(to: max(0, right - start - 3 - facts.count))
    let column = screen.canvas.write(
      title,
      at: CellPoint(
        column: screen.write(
          " / ", at: CellPoint(column: start, row: rect.row), dim, within: rect), row: rect.row),
      ground, within: rect)
    screen.write(
      facts, at: CellPoint(column: column, row: rect.row), dim,
      within: CellRect(column: column, row: rect.row, columns: max(0, right - column), rows: 1))
  }

  /// From the right edge inwards.
  private var parts: [(String, Style)] {
    let dim = Style(.dim, on: .raised, .reverseInMono)
    var parts: [(String, Style)] = []
    if let rate = session.sampleRate, let recording = session.recording {
      let time = Format.clock(Double(recording.sampleCount) / rate, decimals: 1)
      parts.append(("● rec \(time)", Style(.bad, on: .raised, [.bold, .reverseInMono])))
    }
    if let trigger = session.trigger {
      parts.append(("records from \(Format.decibels(trigger, decimals: 0)) dBFS", dim))
    }
    parts.append(("keeps \(LiveSession.written(session.keepSeconds))", dim))
    return parts
  }
}
