import Foundation

/// A figure of a study, in percent.
struct AccuracyRow {
  /// What was measured.
  let what: String
  /// Percent.
  let measured: Double
  /// What it must reach; nil where it is only shown.
  var least: Double?

  /// The row as text.
  var line: String {
    let name = what.padding(toLength: max(60, what.count), withPad: " ", startingAt: 0)
    let gate = least.map { String(format: "%6.1f  %@", $0, measured >= $0 ? "ok" : "SHORT") }
    return name + String(format: " %6.1f  ", measured) + (gate ?? "     -")
  }
}

/// Prints a line at once, also into a file.
func say(_ line: String...) {
  print(line.joined(separator: " "))
  fflush(nil)
}
