import CellCanvas
import Labeling

/// What the model hears now, and what it heard last.
struct LiveModelRow {
  let session: LiveSession
  let card: ModelCard
  let isMono: Bool

  func draw(on screen: inout Screen, in rect: CellRect) {
    screen.write(
      "model", at: CellPoint(column: rect.column, row: rect.row), Style(.dim), within: rect)
    var column = rect.column + 9
    let width = min(12, (card.labels.map { DisplayText($0).columns }.max() ?? 4))
    if let now = session.hearing.now {
      let best = now.isSilent ? nil : now.prediction.best
      let label = best.flatMap {
        card.labels.indices.contains($0.label) ? card.labels[$0.label] : nil
      }
      screen.canvas.write(
        DisplayText(label ?? "·").cutMiddle(to: width),
        at: CellPoint(column: column, row: rect.row),
        Style(label == nil ? .dim : .model, on: .ground, label == nil ? [] : .bold), within: rect)
      column += width + 1
      Bar(share: Double(best?.score ?? 0), columns: 10, isMono: isMono).draw(
        on: &screen, at: CellPoint(column: column, row: rect.row), filled: .model, ground: .ground)
      column += 11
      if card.isCalibrated {
        screen.write(
          best.map { Format.percent(Double($0.score)) } ?? "", endingAt: column + 5, row: rect.row,
          Style(.text))
        column += 5
      }
      column += 3
    } else {
      column =
        screen.canvas.write(
          DisplayText("\(card.name) listens").cutEnd(to: max(0, rect.endColumn - column)),
          at: CellPoint(column: column, row: rect.row), Style(.dim), within: rect) + 3
    }
    guard let rate = session.sampleRate else { return }
    // Times as on the ruler: from the middle of what was heard to what is called now there.
    let now =
      session.frozen.map { Double($0.now) / Double(LiveColumns.rate) }
      ?? Double(session.sampleCount) / rate
    for detection in session.hearing.detections.reversed() {
      let middle = (detection.samples.lowerBound + detection.samples.upperBound) / 2
      let ago = now - Double(middle) / rate
      guard ago >= 0 else { continue }
      let time = "\(Format.minus)\(Format.number(max(0, ago), decimals: 1)) s "
      let name = DisplayText(detection.label).cutMiddle(to: width)
      guard column + time.count + name.columns <= rect.endColumn else { break }
      let next = screen.write(
        time, at: CellPoint(column: column, row: rect.row), Style(.dim), within: rect)
      column =
        screen.canvas.write(
          name, at: CellPoint(column: next, row: rect.row), Style(.model), within: rect) + 3
    }
  }
}
