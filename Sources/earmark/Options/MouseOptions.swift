import ArgumentParser

/// Whether the mouse is used.
struct MouseOptions: ParsableArguments {
  /// On or off.
  enum Choice: String, CaseIterable, ExpressibleByArgument {
    case on, off
  }

  @Option(
    name: .long,
    help: "Whether the mouse places, marks and zooms; off leaves it to the terminal.")
  var mouse = Choice.on

  /// Whether it is used.
  var isOn: Bool { mouse == .on }
}
