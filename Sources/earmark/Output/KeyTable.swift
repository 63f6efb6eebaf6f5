import Explorer

/// The keys of the explorer as tables, generated from the commands.
struct KeyTable {
  private let keymap: Keymap
  /// Whether all keys are the default ones.
  private let isStandard: Bool

  /// Makes the tables of a keymap.
  init(_ keymap: Keymap) {
    self.keymap = keymap
    isStandard = keymap == .standard
  }

  /// A line of the tables: commands of one group that share a phrase.
  private struct Line {
    let group: Command.Group
    let meaning: String
    var commands: [Command]
    var keys: [String] = []
  }

  /// The table for the terminal.
  var text: String {
    var table = TextTable()
    let lines = lines
    for group in Command.Group.allCases {
      let own = lines.filter { $0.group == group }
      guard !own.isEmpty else { continue }
      table.add([group.rawValue])
      for line in own { table.add(["  " + line.keys.joined(separator: " "), line.meaning]) }
    }
    return table.text
  }

  /// The table for the README.
  var markdown: String {
    let lines = lines
    let rows = Command.Group.allCases.flatMap { group in
      lines.filter { $0.group == group }.map { line in
        let keys = line.keys.map { $0.contains("`") ? "`` \($0) ``" : "`\($0)`" }
          .joined(separator: " ").replacing("|", with: "\\|")
        return "| \(group.rawValue) | \(keys) | \(line.meaning.replacing("|", with: "\\|")) |\n"
      }
    }
    return "| | Keys | What they do |\n| --- | --- | --- |\n" + rows.joined()
  }

  /// The keys of a command, as written in help: those of every mode, the first ones where it has
  /// them in its first mode.
  func keys(of command: Command) -> [String] {
    if isDefault(command) {
      return command.keys.compactMap { Keymap.sequence($0).map(Keymap.written) }
    }
    var keys: [String] = []
    for mode in Mode.allCases where command.modes.contains(mode) {
      keys += keymap.keys(of: command, in: mode).filter { !keys.contains($0) }
    }
    return keys
  }

  private func isDefault(_ command: Command) -> Bool {
    isStandard
      || command.modes.allSatisfy {
        keymap.keys(of: command, in: $0) == Keymap.standard.keys(of: command, in: $0)
      }
  }

  private func keys(of line: Line) -> [String] {
    if line.commands.allSatisfy(isDefault),
      let written = line.commands.compactMap(\.helpKeys).first
    {
      return [written]
    }
    let own = line.commands.map(keys)
    let first = own.compactMap(\.first)
    return own.count > 2 ? first : first + own.flatMap { $0.dropFirst() }
  }

  private var lines: [Line] {
    var lines: [Line] = []
    for command in CommandRegistry.all {
      let place = lines.firstIndex { $0.group == command.group && $0.meaning == command.help }
      if let place {
        lines[place].commands.append(command)
      } else {
        lines.append(Line(group: command.group, meaning: command.help, commands: [command]))
      }
    }
    for place in lines.indices { lines[place].keys = keys(of: lines[place]) }
    return lines.filter { !$0.keys.isEmpty }
  }
}
