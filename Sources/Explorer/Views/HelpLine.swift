/// A line of help: the keys of all commands that share a phrase.
struct HelpLine {
  let group: Command.Group
  /// The keys as bound now, in the order of the commands.
  let keys: [String]
  let meaning: String
  /// One or two words for the last row, and the keys shown with them there.
  let hint: (keys: String, meaning: String)?
  /// The command that the hint is of, to ask whether it can run now.
  let first: Command

  /// The lines of a mode in the order of the registry; commands without a key there are left out.
  static func lines(_ keymap: Keymap, _ mode: Mode) -> [HelpLine] {
    var order: [String] = []
    var members: [String: [Command]] = [:]
    for command in CommandRegistry.all where command.modes.contains(mode) {
      let id = command.group.rawValue + "/" + command.help
      if members[id] == nil { order.append(id) }
      members[id, default: []].append(command)
    }
    return order.compactMap { id in
      guard let commands = members[id], let first = commands.first else { return nil }
      let keys =
        writtenTogether(commands, keymap, mode).map { [$0] }
        ?? keys(of: commands.map { keymap.keys(of: $0, in: mode) })
      guard !keys.isEmpty else { return nil }
      return HelpLine(
        group: first.group, keys: keys, meaning: first.help,
        hint: hint(commands, keymap, mode), first: first)
    }
  }

  /// How many keys are written together, as long as they are the default ones.
  private static func writtenTogether(
    _ commands: [Command], _ keymap: Keymap, _ mode: Mode
  ) -> String? {
    guard let written = commands.compactMap(\.helpKeys).first,
      commands.allSatisfy({ keymap.hasDefaults($0, in: mode) })
    else { return nil }
    return written
  }

  /// Two commands show a key each, more show that of the first alone.
  private static func hint(
    _ commands: [Command], _ keymap: Keymap, _ mode: Mode
  ) -> (keys: String, meaning: String)? {
    guard let meaning = commands.compactMap(\.hint).first else { return nil }
    if let keys = writtenTogether(commands, keymap, mode) { return (keys, meaning) }
    let keys = commands.compactMap { keymap.keys(of: $0, in: mode).first }
    // Many that begin with the same key are told by that key.
    if keys.count > 2, let first = keys[0].first,
      keys.allSatisfy({ $0.count > 1 && $0.first == first && first.isLetter })
    {
      return (String(first), meaning)
    }
    return (keys.prefix(commands.count == 2 ? 2 : 1).joined(separator: " "), meaning)
  }

  /// The first key of each command, then the second ones where one command has few; each once.
  private static func keys(of bound: [[String]]) -> [String] {
    let first = bound.compactMap(\.first)
    let keys = bound.count > 2 ? first : first + bound.flatMap { $0.dropFirst() }
    return keys.enumerated().filter { !keys[..<$0.offset].contains($0.element) }.map(\.element)
  }
}
