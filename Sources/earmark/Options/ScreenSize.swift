import ArgumentParser
import CellCanvas
import CursesTerminal
import Foundation

/// Sizes of pictures in cells, written as `120x40`.
enum ScreenSize {
  /// The size where nothing says another.
  static let standard = CellSize(columns: 120, rows: 40)
  /// The smallest size that a picture fits in, and the largest, beyond which it takes gigabytes.
  private static let limits = (columns: 20...2000, rows: 6...2000)

  /// Reads a size.
  ///
  /// - Throws: How sizes are written.
  @Sendable
  static func parsed(_ text: String) throws -> CellSize {
    let parts = text.split(separator: "x", omittingEmptySubsequences: false)
    guard parts.count == 2, let columns = Int(parts[0]), let rows = Int(parts[1]),
      limits.columns.contains(columns), limits.rows.contains(rows)
    else { throw ValidationError("write it as 120x40, from 20x6 to 2000x2000") }
    return CellSize(columns: columns, rows: rows)
  }

  /// The size of the terminal on standard output, a row left for the prompt; nil without one.
  static func ofTerminal() -> CellSize? {
    var window = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col >= 20,
      window.ws_row >= 7
    else { return nil }
    return CellSize(columns: Int(window.ws_col), rows: Int(window.ws_row) - 1)
  }
}

extension ColorModeChoice {
  /// The colours for text on standard output: those of the terminal there, none without one.
  func modeForOutput(environment: [String: String]) -> ColorMode {
    if self == .auto, !StandardOutput.isTerminal { return .mono }
    let term = environment["TERM"] ?? ""
    let count = term.isEmpty || term == "dumb" ? 0 : term.contains("256color") ? 256 : 8
    return mode(term: term, environment: environment, terminfo: TerminfoColors(count: count))
  }
}
