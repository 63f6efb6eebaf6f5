import ArgumentParser

/// `earmark explore`: the explorer, or its first screen as text where there is no terminal.
struct Explore: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore",
    // A command of its own would look for the flag that asks for completions: two milliseconds.
    _superCommandName: "earmark",
    abstract: "Browse and label recordings by keyboard.",
    discussion: "earmark PATH is the same. Without a terminal the first screen is printed as text.")

  @OptionGroup var options: ExploreOptions

  func run() throws {
    try MainActor.assumeIsolated { try ExplorerRun(options: options).explore() }
  }
}
