import CellCanvas

/// Breaks a caption into lines.
enum ChartCaption {
  /// Lines of at most `columns`, broken between words; the last one is cut where there is more.
  static func lines(_ text: String, columns: Int, limit: Int) -> [DisplayText] {
    guard columns > 0, limit > 0 else { return [] }
    var lines: [[Substring]] = []
    for word in text.split(separator: " ") {
      let line = lines.last.map { $0 + [word] } ?? [word]
      let fits = DisplayText(line.joined(separator: " ")).columns <= columns
      if lines.isEmpty || !fits && lines.count < limit {
        lines.append([word])
      } else {
        lines[lines.count - 1].append(word)
      }
    }
    return lines.map { DisplayText($0.joined(separator: " ")).cutEnd(to: columns) }
  }
}
