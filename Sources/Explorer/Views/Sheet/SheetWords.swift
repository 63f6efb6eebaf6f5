import CellCanvas
import Labeling

/// What the first and the status row say of the contact sheet.
struct SheetWords {
  let state: AppState

  /// Where this is: the sheet, what it shows alone, in which order.
  var place: String {
    ["sheet", state.browser.scope?.title ?? "", order].filter { !$0.isEmpty }
      .joined(separator: "  ")
  }

  private var order: String {
    switch state.browser.sort {
    case .name: "by name"
    case .duration: "shortest first"
    case .label: "by label"
    case .random: "shuffled"
    case .agreement: "model ≠ label first"
    case .score: "surest first"
    case .unsure: "least sure first"
    case .predicted: "by what the model says"
    case .given: ""
    }
  }

  /// The clip under the cursor: its name, its label beside what the model says, how long it is.
  var readout: [String] {
    guard let clip = state.current else { return [] }
    let name = DisplayText(state.shownName(of: clip)).cutMiddle(to: 24).text
    let label = DisplayText(
      clip.isLabelled ? clip.labels.joined(separator: ", ") : "not labelled"
    ).cutMiddle(to: 24).text
    return [name, label + opinion(of: clip)]
      + [clip.duration.map { Format.time($0) }].compactMap(\.self)
  }

  private func opinion(of clip: Clip) -> String {
    guard let best = state.model.best(of: clip), let verdict = state.model.verdict(on: clip) else {
      return ""
    }
    let score =
      state.model.card?.isCalibrated == true ? " " + Format.percent(Double(best.score)) : ""
    return " \(verdict.sign) \(DisplayText(best.label).cutMiddle(to: 16).text)\(score)"
  }

  /// Says what the edges of tiles are, before a column.
  /// - Returns: Its first column.
  func drawEdgeLegend(on screen: inout Screen, endingAt end: Int, row: Int) -> Int {
    var column = end
    let parts: [(word: String, edge: String, slot: ThemeSlot)] =
      (state.model.card == nil ? [] : [("model differs", "▐", .model)]) + [("label", "▌", .accent)]
    for part in parts {
      screen.write(part.edge, endingAt: column, row: row, StatusBar.raised(part.slot))
      screen.write(part.word + " ", endingAt: column - 1, row: row, StatusBar.raised(.dim))
      column -= part.word.count + 4
    }
    return column + 1
  }
}
