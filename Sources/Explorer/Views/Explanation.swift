import CellCanvas

/// Why a place shows nothing: what happened, why, what to do, in the middle of the place.
struct Explanation {
  let sign: String
  let paint: ThemeSlot
  let what: String
  let rest: [String]

  init(sign: String, _ paint: ThemeSlot = .bad, what: String, rest: [String]) {
    self.sign = sign
    self.paint = paint
    self.what = what
    self.rest = rest.filter { !$0.isEmpty }
  }

  /// Explains a failure.
  ///
  /// - Parameter ways: Keys to go on with, as a sentence.
  init(_ failure: Failure, ways: String = "") {
    self.init(
      sign: "✗", what: failure.what,
      rest: [failure.why, failure.remedy].map(Explanation.asSentence) + [ways])
  }

  func draw(on screen: inout Screen, in rect: CellRect) {
    let columns = min(60, rect.columns - 6)
    guard columns > 8 else { return }
    let head = WrappedText(what, columns: columns).lines
    let tail = tail(columns: columns, rows: rect.rows - head.count)
    // A blank row leaves first, then what stands before the last sentence, how one goes on.
    let gap = tail.isEmpty || head.count + tail.count >= rect.rows ? 0 : 1
    let rows = head.count + gap + tail.count
    let widest = (head + tail).map(\.columns).max() ?? 0
    let column = rect.column + max(1, (rect.columns - widest - 2) / 2)
    var row = rect.row + max(0, (rect.rows - rows) / 2)
    screen.write(
      sign, at: CellPoint(column: column, row: row), Style(paint, on: .ground, .bold), within: rect)
    for line in head {
      screen.write(
        line, at: CellPoint(column: column + 2, row: row), Style(.bright, on: .ground, .bold), rect)
      row += 1
    }
    row += gap
    for line in tail {
      screen.write(line, at: CellPoint(column: column + 2, row: row), Style(.dim), rect)
      row += 1
    }
  }

  /// The sentences after the first, in lines; the last one, how one goes on, has room first.
  private func tail(columns: Int, rows: Int) -> [DisplayText] {
    let sentences = rest.map { WrappedText($0, columns: columns).lines }
    let last = Self.fitting(sentences.last ?? [], rows, columns: columns)
    let before = sentences.dropLast().flatMap(\.self)
    return Self.fitting(before, rows - last.count, columns: columns) + last
  }

  /// As many lines as there are rows; "…" stands for those that are missing.
  private static func fitting(
    _ lines: [DisplayText], _ rows: Int, columns: Int
  ) -> [DisplayText] {
    let shown = lines.prefix(max(0, rows))
    guard shown.count < lines.count, let end = shown.last else { return Array(shown) }
    return shown.dropLast() + [DisplayText(end.text + " …").cutEnd(to: columns)]
  }

  private static func asSentence(_ text: String) -> String {
    guard let first = text.first else { return "" }
    return first.uppercased() + text.dropFirst() + "."
  }
}
