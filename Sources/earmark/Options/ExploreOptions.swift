import ArgumentParser
import CellCanvas

/// What the explorer works on, and how it looks and sounds.
struct ExploreOptions: ParsableArguments {
  @Argument(help: "Sound files and folders, searched recursively; the current folder without any.")
  var paths: [String] = []

  @OptionGroup var library: LibraryOptions
  @OptionGroup var look: LookOptions
  @Option(
    help: ArgumentHelp(
      """
      Draw pictures in pixels: auto (by the protocol that the terminal says it knows), kitty, sixel, \
      or off. Else what was chosen last, at first off.
      """, valueName: "protocol"))
  var pixels: PixelChoice?

  @OptionGroup var keys: KeymapOptions
  @OptionGroup var mouse: MouseOptions
  @OptionGroup var origin: LabelOriginOptions
  @OptionGroup var audio: AudioOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The model that judges clips: a file, or the name of one.", valueName: "model"))
  var model: String?

  @Option(name: .long, help: "The name that labels are given under.")
  var annotator: String?

  @Option(name: .long, help: "Where messages go while the screen is up.")
  var logFile: String?
}

extension PixelChoice: ExpressibleByArgument {}
