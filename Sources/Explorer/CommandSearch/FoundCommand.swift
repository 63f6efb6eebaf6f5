import Labeling

/// A command that fits what was typed after `:`.
public struct FoundCommand: Sendable {
  /// The command.
  public let command: Command
  /// Places of the characters of its name that were typed.
  public let matched: [Int]
  /// Why it can't run now; nil if it can.
  public let refusal: String?
}

extension CommandRegistry {
  /// The commands that fit what was typed, best first: by their name, else by what they do.
  static func matching(_ typed: String) -> [(command: Command, matched: [Int])] {
    if typed.allSatisfy({ $0 == " " }) { return all.map { ($0, []) } }
    let name = typed.replacing(" ", with: "-")
    let scored = all.enumerated().compactMap { place, command -> (Int, Int, Command, [Int])? in
      if let match = FuzzyMatch(typed, in: command.name) {
        let whole = command.name == name ? 1000 : command.name.hasPrefix(name) ? 100 : 0
        // Of names that fit alike, the shorter one is meant.
        return (match.score * 4 + whole - command.name.count, place, command, match.places)
      }
      let summary = command.summary.lowercased()
      let words = typed.lowercased().split(separator: " ")
      guard words.allSatisfy({ $0.count > 2 && summary.contains($0) }) else { return nil }
      return (-1000, place, command, [])
    }
    return scored.sorted { ($1.0, $0.1) < ($0.0, $1.1) }.map { ($0.2, $0.3) }
  }

  /// The command whose name is meant most likely; nil if none is near.
  static func nearest(to name: String) -> String? {
    NearWord.nearest(to: name, of: all.map(\.name), share: 4)
  }
}

extension AppState {
  /// What `:` offers for the line: commands of this mode first, each with why it can't run.
  public var foundCommands: [FoundCommand] {
    guard let line = prompt?.line else { return [] }
    let found: [(command: Command, matched: [Int])] =
      CommandUsage.command(takingArgumentsIn: line).map { [($0, Array(0..<$0.name.count))] }
      ?? CommandRegistry.matching(line)
    let name = line.replacing(" ", with: "-")
    let here = found.filter { $0.command.modes.contains(mode) || $0.command.name == name }
    let elsewhere = found.filter { !$0.command.modes.contains(mode) && $0.command.name != name }
    return (here + elsewhere).map {
      FoundCommand(command: $0.command, matched: $0.matched, refusal: refusal(of: $0.command))
    }
  }

  /// Why a command can't run now; nil if it can.
  func refusal(of command: Command) -> String? {
    guard command.modes.contains(mode) else {
      return
        "works in \(Mode.allCases.filter(command.modes.contains).map(\.rawValue).joined(separator: ", "))"
    }
    return command.refusal(self)
  }
}
