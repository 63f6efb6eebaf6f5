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
    let near = all.map { ($0.name, distance(name, $0.name)) }.min { $0.1 < $1.1 }
    guard let near, near.1 <= max(1, name.count / 4) else { return nil }
    return near.0
  }

  /// Characters to add, take away or change to make one text of the other.
  private static func distance(_ one: String, _ other: String) -> Int {
    let other = Array(other)
    var row = Array(0...other.count)
    for (place, character) in one.prefix(60).enumerated() {
      var diagonal = row[0]
      row[0] = place + 1
      for column in other.indices {
        let cost = other[column] == character ? diagonal : diagonal + 1
        diagonal = row[column + 1]
        row[column + 1] = min(cost, row[column] + 1, diagonal + 1)
      }
    }
    return row[other.count]
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
