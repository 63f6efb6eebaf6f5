import ArgumentParser
import Recognition

/// The original's flags that say where things lie and what is told; none changes what is learnt.
///
/// - Source: TensorFlow, `examples/speech_commands/train.py`.
struct OriginalFlags: ParsableArguments {
  /// How much is told.
  enum Verbosity: String, ExpressibleByArgument, CaseIterable {
    case debug = "DEBUG"
    case info = "INFO"
    case warn = "WARN"
    case error = "ERROR"
    case fatal = "FATAL"

    init?(argument: String) { self.init(rawValue: argument.uppercased()) }
  }

  /// A yes or no that is written as a value.
  enum Answer: String, ExpressibleByArgument, CaseIterable {
    case yes = "true"
    case no = "false"

    init?(argument: String) {
      switch argument.lowercased() {
      case "true", "yes", "1": self = .yes
      case "false", "no", "0": self = .no
      default: return nil
      }
    }
  }

  @Option(
    help: ArgumentHelp("Nothing is downloaded: clips are read from the folder.", valueName: "url"))
  var dataUrl: String?

  @Option(
    help: ArgumentHelp(
      "The folder of the model, which is named by its architecture; instead of -o.",
      valueName: "folder"), completion: .directory)
  var trainDir: String?

  @Option(
    help: ArgumentHelp(
      "The folder of the log, log.jsonl; instead of --log.", valueName: "folder"),
    completion: .directory)
  var summariesDir: String?

  @Option(
    help: ArgumentHelp(
      "A model to begin with: as --resume if it was stopped, else as --trunk.", valueName: "file"),
    completion: .file(extensions: ["earmark"]))
  var startCheckpoint: String?

  @Option(
    help: ArgumentHelp(
      "What is told: from WARN on no progress, from ERROR on no notices.", valueName: "level"))
  var verbosity: Verbosity?

  @Option(
    help: ArgumentHelp("Every step is checked, whatever is said here.", valueName: "answer"))
  var checkNans: Answer?

  @Option(
    help: ArgumentHelp("Weights stay 32-bit numbers, whatever is said here.", valueName: "answer"))
  var quantize: Answer?

  /// What comes of flags that have no work to do here, a sentence each.
  var notes: [String] {
    var notes: [String] = []
    if let dataUrl, !dataUrl.isEmpty {
      notes.append(
        "--data-url: nothing is downloaded from \(RawArguments.shown(dataUrl)), clips are read from"
          + " the folder")
    }
    if checkNans == .no {
      notes.append("--check-nans: steps are checked all the same, it costs nothing")
    } else if checkNans == .yes {
      notes.append(
        "--check-nans: every step is checked; where the loss is no number, training ends and the"
          + " last good network is kept")
    }
    if quantize == .yes {
      notes.append(
        "--quantize: the model is trained and kept in 32-bit numbers; only features --quantize"
          + " writes bytes")
    }
    return notes
  }

  /// What is told with these flags.
  func reports(_ own: ReportOptions) -> ReportOptions {
    var reports = own
    switch verbosity {
    case nil, .debug, .info: break
    case .warn: reports.progress = .none
    case .error, .fatal: reports.quiet = true
    }
    return reports
  }
}
