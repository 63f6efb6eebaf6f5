import ArgumentParser
import CellCanvas
import Explorer
import ExplorerRuntime
import Foundation
import Labeling

/// What a command tells beside its results.
struct ReportOptions: ParsableArguments {
  /// How progress is shown.
  enum Progress: String, ExpressibleByArgument, CaseIterable {
    case auto, bar, json, none
  }

  /// What goes into the log.
  enum LogLevel: String, ExpressibleByArgument, CaseIterable {
    case error, notice
  }

  @Flag(name: .long, help: "Show neither progress nor notices.")
  var quiet = false

  @Option(name: .long, help: "Show progress as a bar, as JSON lines, or not; auto: on a terminal.")
  var progress = Progress.auto

  @Option(
    name: .long,
    help: ArgumentHelp("Keep errors, notices and what libraries print.", valueName: "file"),
    completion: .file())
  var logFile: String?

  @Option(name: .long, help: "What the log keeps.")
  var logLevel = LogLevel.notice

  /// The path of the log.
  var logPath: [UInt8]? { logFile.map { RawArguments.bytes(of: $0) } }

  /// How progress is shown here.
  var style: ProgressBar.Style {
    switch progress {
    case .json: .json
    case .bar: quiet ? .none : .bar
    case .auto: !quiet && StandardError.isTerminal ? .bar : .none
    case .none: .none
    }
  }

  /// Keeps an error in the log, if there is one.
  func log(_ failure: Failure) { log("error", failure.sentence) }

  /// Keeps a notice in the log, if there is one and it keeps notices.
  func log(notice text: String) {
    if logLevel != .error { log("notice", text) }
  }

  private func log(_ level: String, _ text: String) {
    guard let path = logPath else { return }
    let line = "\(Timestamp.text(Date())) \(level) \(DisplayText(text).text)\n"
    let descriptor = open(
      FilePath.terminated(path), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { return }
    _ = FileOutput.write(Array(line.utf8), to: descriptor)
    close(descriptor)
  }
}

/// A command with what it tells beside its results.
protocol ReportingCommand: ParsableCommand {
  /// What it tells.
  var reports: ReportOptions { get }
}
