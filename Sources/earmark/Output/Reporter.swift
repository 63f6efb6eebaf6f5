import CellCanvas
import Explorer

/// Tells people on standard error what goes on, and keeps a log if one is wanted.
final class Reporter {
  private let options: ReportOptions
  private var bar: ProgressBar

  /// Makes a reporter.
  init(_ options: ReportOptions) {
    self.options = options
    bar = ProgressBar(options.style)
  }

  /// Tells what went wrong with one input.
  func tell(_ failure: Failure) {
    write(ErrorLine.text(failure))
    options.log(failure)
  }

  /// Tells something worth knowing.
  func note(_ text: String) {
    if !options.quiet { write("earmark: \(DisplayText(text).text)\n") }
    options.log(notice: text)
  }

  /// Shows how far the work is.
  func progress(_ done: Int, of total: Int, _ doing: String) {
    bar.show(done, of: total, doing)
  }

  /// Takes the bar away.
  func finish() { bar.clear() }

  private func write(_ line: String) {
    bar.clear()
    StandardError.write(line)
  }
}
