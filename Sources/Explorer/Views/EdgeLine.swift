import Acoustics
import CellCanvas
import Labeling

/// The active edge with its step, or the search for sounds with its knob.
struct EdgeLine {
  private let parts: [(caption: String, value: String)]

  /// Nil if neither is there.
  init?(_ state: AppState) {
    if let preview = state.preview {
      parts = [
        ("method", preview.request.method), ("knob", preview.request.knobText),
        ("band", preview.request.bandText ?? "all"),
      ]
      return
    }
    guard state.mode == .label, let marked = state.marked, let rate = state.sampleRate, rate > 0
    else { return nil }
    let edge = state.marking.edge
    let value =
      switch edge {
      case .onset: Format.time(Double(marked.span.lowerBound) / rate)
      case .offset: Format.time(Double(marked.span.upperBound) / rate)
      case .low: Format.hertz(Double(marked.hertz?.lowerBound ?? 0))
      case .high: Format.hertz(Double(marked.hertz?.upperBound ?? 0))
      }
    let steps = [false, true].map { isCoarse in
      let step = Double(state.edgeStep(isCoarse: isCoarse))
      return edge.isTime ? SelectionText.length(step / rate) : Format.hertz(step)
    }
    parts =
      [(edge.rawValue, value), ("h l", steps[0]), ("H L", steps[1])]
      + (state.snapping.kind.map { [("snap", $0.rawValue)] } ?? [])
      + (state.focusedRegion?.note.map { [("note", DisplayText($0).cutEnd(to: 40).text)] } ?? [])
  }

  func draw(on screen: inout Screen, _ rect: CellRect) {
    var column = rect.column
    for (place, part) in parts.enumerated() {
      guard column + part.caption.count + part.value.count + 1 <= rect.endColumn else { return }
      column = screen.write(
        part.caption + " ", at: CellPoint(column: column, row: rect.row), Style(.dim),
        within: rect)
      column =
        screen.write(
          part.value, at: CellPoint(column: column, row: rect.row),
          Style(place == 0 ? .accent : .text, on: .ground, place == 0 ? .bold : []), within: rect)
        + 3
    }
  }
}

/// A search for sounds in the status line: how many, how, how far.
struct SearchText {
  /// Groups of figures.
  let parts: [String]

  init(_ preview: SegmentPreview) {
    let count = Format.count(preview.found.count)
    parts = [
      "\(count) \(preview.found.count == 1 ? "sound" : "sounds")",
      preview.isOver ? nil : "reading \(Int(preview.share * 100)) %",
      preview.request.method, preview.request.knobText, preview.request.bandText,
    ].compactMap(\.self)
  }
}
