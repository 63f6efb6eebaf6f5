import Foundation

/// A line of the table.
struct Row {
  /// What was measured.
  let what: String
  /// Processor time of it, or what `unit` says.
  let measured: Double
  /// The unit of `measured` and `limit`.
  let unit: String
  /// What must not be exceeded; nil where a figure is only shown.
  let limit: Double?
  /// Wall times in seconds; nil where there are none.
  var wall: Spread?

  /// The names of the columns.
  static let heading = line(
    ["", "measured", "limit", "ratio", "wall p50", "wall p99", ""])

  /// The row as text.
  var line: String {
    Row.line([
      what, Row.text(measured, unit), limit.map { Row.text($0, unit) } ?? "-", ratio,
      wall.map { Row.wallText($0.median, unit) } ?? "-",
      wall.map { Row.wallText($0.high, unit) } ?? "-",
      limit.map { measured <= $0 ? "ok" : "OVER" } ?? "-",
    ])
  }

  private var ratio: String {
    guard let limit else { return "-" }
    if limit > 0 { return String(format: "%.2f", measured / limit) }
    return measured > 0 ? "inf" : "0.00"
  }

  private static func text(_ value: Double, _ unit: String) -> String {
    String(format: value >= 1000 ? "%.0f %@" : value >= 100 ? "%.1f %@" : "%.2f %@", value, unit)
  }

  private static func wallText(_ seconds: Double, _ unit: String) -> String {
    unit == "s" ? text(seconds, "s") : text(seconds * 1000, "ms")
  }

  private static func line(_ cells: [String]) -> String {
    let widths = [44, 13, 13, 7, 11, 11, 5]
    return zip(cells, widths).enumerated().map { place, column in
      let space = String(repeating: " ", count: max(0, column.1 - column.0.count))
      return place == 0 ? column.0 + space : space + column.0
    }.joined(separator: " ")
  }
}
