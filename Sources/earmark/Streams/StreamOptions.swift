import ArgumentParser
import Explorer
import ExplorerRuntime
import Recognition

/// How sounds are found in a stream.
struct StreamOptions: ParsableArguments {
  /// What makes sounds of what a model says.
  enum Smoother: String, ExpressibleByArgument, CaseIterable {
    case recognizeCommands = "recognize-commands"
    case hysteresis
  }

  @Option(name: .long, help: "What makes sounds of the scores: hysteresis, or as the original.")
  var smoother: Smoother?

  @Option(
    name: .long,
    help: """
      Hear every window, or the sounds that stand out by their level: with hysteresis those, else \
      windows.
      """)
  var listen: StreamHearing.Attention?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "The score that is enough: above 0.7, with hysteresis from 0.5.", valueName: "0-1"))
  var threshold: Double?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Scores are averaged over so long, 500; with hysteresis their median, 90.", valueName: "ms"))
  var windowMs: Double?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("How long a command keeps others away, 1500.", valueName: "ms"))
  var suppressionMs: Double?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Windows that must be averaged, 3.", valueName: "n"))
  var minimumCount: Int?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("From window to window.", valueName: "ms"))
  var hopMs: Double = 30

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "How far a true onset may be: 750, with hysteresis 250.", valueName: "ms"))
  var toleranceMs: Double?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "From -6 to 6: how easily a sound stands out of the noise, -3.", valueName: "number"))
  var sensitivity: Double = StreamHearing.usualSensitivity

  mutating func validate() throws {
    let times = [
      ("--window-ms", windowMs, 1.0), ("--suppression-ms", suppressionMs, 0),
      ("--tolerance-ms", toleranceMs, 0), ("--hop-ms", hopMs, 1),
    ]
    for (name, value, least) in times {
      if let value, !(least...3_600_000).contains(value) {
        throw ValidationError("\(name) is \(value), not a number from \(Int(least)) to 3600000.")
      }
    }
    if let threshold, !(0...1).contains(threshold) {
      throw ValidationError("--threshold is \(threshold), not a number from 0 to 1.")
    }
    if let minimumCount, !(1...100_000).contains(minimumCount) {
      throw ValidationError("--minimum-count is \(minimumCount), not a number from 1.")
    }
    if !(-6...6).contains(sensitivity) {
      throw ValidationError("--sensitivity is \(sensitivity), not a number from -6 to 6.")
    }
    if smoother == .recognizeCommands, listen == .sounds {
      throw ValidationError("--listen sounds needs --smoother hysteresis.")
    }
    if smoother == .hysteresis, suppressionMs != nil || minimumCount != nil {
      throw ValidationError(
        "--suppression-ms and --minimum-count are for --smoother recognize-commands.")
    }
  }

  /// How a model with some labels listens.
  func hearing(of labels: [String], _ reporter: Reporter) throws -> StreamHearing {
    let knowsSilence = labels.contains(ClassRule.silence)
    let isOriginal = suppressionMs != nil || minimumCount != nil
    switch smoother ?? (isOriginal ? .recognizeCommands : .hysteresis) {
    case .recognizeCommands:
      if !knowsSilence {
        reporter.note(
          "the model does not know what silence is, so it hears something everywhere;"
            + " --smoother hysteresis finds sounds by their level first")
      }
      var settings = RecognizeCommands.Settings.streamingAccuracy
      if let windowMs { settings.windowMilliseconds = Int(windowMs) }
      if let threshold { settings.threshold = Float(threshold) }
      if let suppressionMs { settings.suppressionMilliseconds = Int(suppressionMs) }
      if let minimumCount { settings.minimumCount = minimumCount }
      return StreamHearing(
        attention: .windows, smoother: .recognizeCommands(settings), hopSeconds: hopMs / 1_000)
    case .hysteresis:
      let upper = Float(threshold ?? 0.5)
      var settings = HysteresisSmoother(upper: upper, lower: upper / 2)
      if let windowMs { settings.medianWidth = 2 * Int((windowMs / hopMs / 2).rounded(.down)) + 1 }
      return StreamHearing(
        attention: listen ?? .sounds, smoother: .hysteresis(settings),
        hopSeconds: hopMs / 1_000, sensitivity: sensitivity)
    }
  }

  /// Milliseconds that a true onset may be away.
  func tolerance(of hearing: StreamHearing) -> Int {
    if let toleranceMs { return Int(toleranceMs) }
    if case .hysteresis = hearing.smoother { return 250 }
    return 750
  }
}

extension StreamHearing.Attention: ExpressibleByArgument {}
