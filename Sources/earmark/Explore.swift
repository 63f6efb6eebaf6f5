import ArgumentParser

/// `earmark explore`: the explorer, or its first screen as text where there is no terminal.
struct Explore: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore",
    abstract: "Browse and label recordings by keyboard.",
    discussion: "earmark PATH is the same. Without a terminal the first screen is printed as text.")

  @OptionGroup var options: ExploreOptions

  func run() throws {
    try MainActor.assumeIsolated { try ExplorerRun(options: options).explore() }
  }
}
