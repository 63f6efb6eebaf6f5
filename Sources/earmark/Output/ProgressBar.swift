import Explorer
import Foundation
import Labeling

/// How far a long work is, on standard error.
struct ProgressBar {
  /// How it is shown.
  enum Style: Sendable {
    /// A bar that is drawn over itself.
    case bar
    /// A JSON object a line.
    case json
    /// Not at all.
    case none
  }

  private let style: Style
  private let start = Date()
  private var last = Date.distantPast
  private var isShown = false

  private static let width = 24
  private static let pause: TimeInterval = 0.1

  /// Makes a bar that is not shown yet.
  init(_ style: Style) { self.style = style }

  /// Shows the progress, but not more often than ten times a second; the end is always shown.
  mutating func show(_ done: Int, of total: Int, _ doing: String) {
    let now = Date()
    guard style != .none, total > 0, now.timeIntervalSince(last) >= Self.pause || done == total
    else { return }
    last = now
    let elapsed = now.timeIntervalSince(start)
    let rate = elapsed > 0 ? Double(done) / elapsed : 0
    let left = rate > 0 ? Double(total - done) / rate : nil
    switch style {
    case .none: return
    case .json:
      let value = JSONValue.object([
        ("progress", .string(doing)), ("done", .integer(done)), ("total", .integer(total)),
        ("rate", .number((rate * 10).rounded() / 10)),
        ("secondsLeft", left.map { .number(($0 * 10).rounded() / 10) } ?? .null),
      ])
      StandardError.write(value.compact + "\n")
    case .bar:
      let rest = left.map { "  \(Format.clock($0, decimals: 0)) left" } ?? ""
      let counts = "\(Format.count(done)) of \(Format.count(total))"
      let speed = rate < 10 ? Format.number(rate, decimals: 1) : Format.count(Int(rate))
      let tail = "  \(counts)  \(speed)/s\(rest)"
      // A line that wraps could not be drawn over.
      let columns = StandardError.columns - 1
      let width = max(0, min(Self.width, columns - doing.count - 2 - tail.count))
      let filled = width * done / total
      let meter =
        String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
      let text = String("\(doing)  \(meter)\(tail)".prefix(columns))
      StandardError.write("\r" + text + "\u{1b}[K")
      isShown = true
    }
  }

  /// Takes the bar away.
  mutating func clear() {
    guard isShown else { return }
    StandardError.write("\r\u{1b}[K")
    isShown = false
  }
}
