import CellCanvas

/// The rows under the label keys: what is remembered, what was counted, what was lost.
struct LiveFacts {
  let session: LiveSession

  private static let gap = 3

  func draw(on screen: inout Screen, _ layout: LiveLayout) {
    if layout.rule.rows > 0 {
      screen.write(
        String(repeating: "─", count: layout.rule.columns),
        at: CellPoint(column: layout.rule.column, row: layout.rule.row), Style(.rule))
    }
    if layout.facts.rows > 0 { draw("sound", sound, on: &screen, layout.facts) }
    draw("counts", counts, on: &screen, layout.counts)
  }

  private func draw(
    _ name: String, _ parts: [(number: String, words: String, slot: ThemeSlot)],
    on screen: inout Screen, _ rect: CellRect
  ) {
    screen.write(name, at: CellPoint(column: rect.column, row: rect.row), Style(.dim))
    var column = rect.column + 9
    for part in parts {
      guard column + part.number.count + 1 + part.words.count <= rect.endColumn else { break }
      column = screen.write(
        part.number, at: CellPoint(column: column, row: rect.row),
        Style(part.slot, on: .ground, .bold), within: rect)
      column =
        screen.write(
          " " + part.words, at: CellPoint(column: column, row: rect.row), Style(.dim), within: rect)
        + Self.gap
    }
  }

  private var sound: [(number: String, words: String, slot: ThemeSlot)] {
    guard let format = session.format else { return [] }
    let megabytes = max(1, (format.rememberedBytes + 500_000) / 1_000_000)
    return [
      (Format.clock(session.age, decimals: 1), "heard", .text),
      (
        LiveSession.written(format.rememberedSeconds.rounded()),
        "remembered, at most \(Format.count(megabytes)) MB", .text
      ),
    ]
  }

  /// Losses come first: they are the last to leave when room is short.
  private var counts: [(number: String, words: String, slot: ThemeSlot)] {
    let losses = session.losses
    var parts: [(String, String, ThemeSlot)] = [
      (
        Format.count(losses.droppedSamples),
        losses.overruns > 0 ? "samples lost in \(plural(losses.overruns, "gap"))" : "samples lost",
        losses.droppedSamples > 0 ? .bad : .good
      )
    ]
    if losses.deviceGaps > 0 {
      parts.append((Format.count(losses.deviceGaps), "gaps of the device", .bad))
    }
    if let lost = session.history?.lostCount, lost > 0 {
      parts.append((Format.count(lost), "columns not drawn", .warn))
    }
    parts.append((Format.count(session.keptCount), "kept", .text))
    parts.append((Format.count(session.recordedCount), "recorded", .text))
    if !session.marks.isEmpty {
      parts.append(
        (Format.count(session.marks.count), session.marks.count == 1 ? "mark" : "marks", .text))
    }
    if session.meter.clippedCount > 0 {
      parts.append((Format.count(session.meter.clippedCount), "columns at full scale", .bad))
    }
    return parts
  }

  private func plural(_ count: Int, _ noun: String) -> String {
    "\(Format.count(count)) \(noun)\(count == 1 ? "" : "s")"
  }
}
