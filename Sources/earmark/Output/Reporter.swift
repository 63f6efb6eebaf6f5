import CellCanvas
import Explorer
import Foundation
import Labeling

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
    log("error", failure.sentence)
  }

  /// Tells something worth knowing.
  func note(_ text: String) {
    if !options.quiet { write("earmark: \(DisplayText(text).text)\n") }
    if options.logLevel != .error { log("notice", text) }
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

  private func log(_ level: String, _ text: String) {
    guard let path = options.logFile.map(RawArguments.bytes(of:)) else { return }
    let line = "\(Timestamp.text(Date())) \(level) \(DisplayText(text).text)\n"
    let name = path.map(CChar.init(bitPattern:)) + [0]
    let descriptor = open(name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { return }
    _ = FileOutput.write(Array(line.utf8), to: descriptor)
    close(descriptor)
  }
}
