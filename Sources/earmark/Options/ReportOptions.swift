import ArgumentParser

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
    name: .long, help: ArgumentHelp("Keep errors and notices in a file.", valueName: "file"),
    completion: .file())
  var logFile: String?

  @Option(name: .long, help: "What the log keeps.")
  var logLevel = LogLevel.notice

  /// How progress is shown here.
  var style: ProgressBar.Style {
    switch progress {
    case .json: .json
    case .bar: quiet ? .none : .bar
    case .auto: !quiet && StandardError.isTerminal ? .bar : .none
    case .none: .none
    }
  }
}
