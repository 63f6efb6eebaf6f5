import CellCanvas
import Labeling

/// What the model's input is, in the rows of the waveform: its size, the value at the cursor, how it
/// was made.
struct InputCaption {
  let state: AppState
  let card: ModelCard
  let input: ModelInput
  let fit: InputFit

  private static let nameColumns = 8

  func draw(on screen: inout Screen, _ layout: ScreenLayout) {
    let room = layout.waveform
    guard room.rows > 0 else { return }
    let left = layout.axis.column + 1
    screen.clear(
      CellRect(column: left, row: room.row, columns: room.endColumn - left, rows: room.rows),
      Style(.text))
    let columns = room.endColumn - left - InputCaption.nameColumns
    // Rows that nothing else needs take what has no room in one.
    var spare = room.rows - lines.count
    var row = room.row
    for (line, part) in lines.enumerated() where row < room.endRow {
      screen.write(part.name, at: CellPoint(column: left, row: row), Style(.dim))
      let text = part.texts.first { DisplayText($0).columns <= columns } ?? part.texts.last ?? ""
      let wrapped = WrappedText(text, columns: columns).lines
      let isWrapped = wrapped.count > 1 && wrapped.count - 1 <= spare
      if isWrapped { spare -= wrapped.count - 1 }
      for part in isWrapped ? wrapped : [DisplayText(text).cutEnd(to: columns)] {
        let rect = CellRect(
          column: left + InputCaption.nameColumns, row: row, columns: columns, rows: 1)
        screen.write(
          part, at: CellPoint(column: rect.column, row: row), Style(line == 0 ? .text : .dim), rect)
        row += 1
      }
    }
  }

  /// Names and what is said of them, the longest words first.
  private var lines: [(name: String, texts: [String])] {
    let size = "\(input.frames) frames × \(input.bins) bins"
    let short = "\(input.frames) × \(input.bins)"
    let windows = input.windowCount > 1 ? ", the first of \(input.windowCount) windows" : ""
    let network = "\(card.name), \(card.architecture)"
    return [
      (
        "sees",
        [
          size + hidden + windows, size + hidden, short + hidden, short + hiddenInShort,
        ]
      ),
      ("cursor", atCursor),
      ("of", [card.frontEnd]),
      ("model", ["\(network), \(Format.count(card.parameterCount)) weights", network]),
      (
        "check",
        [
          "made by the code that makes what it learns from: the same values, bit for bit",
          "made by the training's code: the same values, bit for bit",
          "the same values, bit for bit",
        ]
      ),
    ]
  }

  /// Which frames and bins are shown where there is no room for all, and how to see others.
  private var hidden: String {
    let scrolling = state.withKeys("{frequency-up} {frequency-down} scroll")
    return shown("frames", fit.frames, of: input.frames, ", at the cursor")
      + shown("bins", fit.bins, of: input.bins, ", " + scrolling)
  }

  /// The same without how to see others.
  private var hiddenInShort: String {
    shown("frames", fit.frames, of: input.frames) + shown("bins", fit.bins, of: input.bins)
  }

  private func shown(
    _ name: String, _ range: Range<Int>, of count: Int, _ how: String = ""
  ) -> String {
    range.count < count ? "; \(name) \(range.lowerBound)–\(range.upperBound - 1)\(how)" : ""
  }

  private var atCursor: [String] {
    let (low, high) = (input.values.min() ?? 0, input.values.max() ?? 0)
    let range = "values \(number(low)) … \(number(high))"
    guard let cursor = state.inputCursor(in: input) else { return [range] }
    let bin = cursor.isChosen ? "bin \(cursor.bin)" : "highest in bin \(cursor.bin)"
    let place = "frame \(cursor.frame), \(bin): \(number(cursor.value))"
    return ["\(place);  \(range)", place]
  }

  private func number(_ value: Float) -> String { Format.number(Double(value), decimals: 2) }
}
