import ArgumentParser

/// `earmark`: the root of the command line.
struct Earmark: ParsableCommand {
  /// The version of the program.
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "earmark",
    abstract: "Explore and label recordings in the terminal.",
    discussion: """
      earmark PATH opens the explorer on files and folders. Commands print results on standard \
      output and everything else on standard error. They end with 0 if all was done, 1 if it \
      failed, 2 if they were used wrongly, 3 if some inputs failed, 130 if they were interrupted.
      """,
    version: version,
    groupedSubcommands: [
      CommandGroup(
        name: "Looking",
        subcommands: [
          Explore.self, ReviewCommand.self, Render.self, Info.self, Keys.self, Themes.self,
          Formats.self, Cache.self,
        ]),
      CommandGroup(name: "Signal", subcommands: [Features.self, Spectrogram.self, Presets.self]),
      CommandGroup(
        name: "Sound",
        subcommands: [
          Play.self, Record.self, Live.self, Devices.self, Segment.self, Trim.self,
          ExportClips.self,
        ]),
      CommandGroup(
        name: "Labels",
        subcommands: [
          Scan.self, Labels.self, AgreementCommand.self, History.self, SplitCommand.self,
        ]),
      CommandGroup(
        name: "Models",
        subcommands: [
          Train.self, Evaluate.self, Predict.self, Transcribe.self, Align.self, Models.self,
          Stream.self, MakeStream.self, Compare.self, Calibrate.self, Embed.self, Errors.self,
          Queue.self, ImportModel.self, ExportModel.self,
        ]),
    ],
    defaultSubcommand: Explore.self)
}
