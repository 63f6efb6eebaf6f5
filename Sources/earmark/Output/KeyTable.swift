import Explorer

/// The keys of the explorer as tables, generated from the commands.
enum KeyTable {
  /// A line of the tables: commands of one group that share a phrase.
  private struct Line {
    let group: Command.Group
    let meaning: String
    var commands: [Command]

    var keys: [String] {
      if let written = commands.compactMap(\.helpKeys).first { return [written] }
      let own = commands.map { KeyTable.keys(of: $0) }
      let first = own.compactMap(\.first)
      return own.count > 2 ? first : first + own.flatMap { $0.dropFirst() }
    }
  }

  /// The table for the terminal.
  static var text: String {
    var table = TextTable()
    for group in Command.Group.allCases {
      let own = lines.filter { $0.group == group }
      guard !own.isEmpty else { continue }
      table.add([group.rawValue])
      for line in own { table.add(["  " + line.keys.joined(separator: " "), line.meaning]) }
    }
    return table.text
  }

  /// The table for the README.
  static var markdown: String {
    let rows = Command.Group.allCases.flatMap { group in
      lines.filter { $0.group == group }.map { line in
        let keys = line.keys.map { $0.contains("`") ? "`` \($0) ``" : "`\($0)`" }
          .joined(separator: " ").replacing("|", with: "\\|")
        return "| \(group.rawValue) | \(keys) | \(line.meaning.replacing("|", with: "\\|")) |\n"
      }
    }
    return "| | Keys | What they do |\n| --- | --- | --- |\n" + rows.joined()
  }

  /// The default keys of a command, as written in help.
  static func keys(of command: Command) -> [String] {
    command.keys.compactMap { Keymap.sequence($0).map(Keymap.written) }
  }

  private static var lines: [Line] {
    var lines: [Line] = []
    for command in CommandRegistry.all {
      let place = lines.firstIndex { $0.group == command.group && $0.meaning == command.help }
      if let place {
        lines[place].commands.append(command)
      } else {
        lines.append(Line(group: command.group, meaning: command.help, commands: [command]))
      }
    }
    return lines.filter { !$0.keys.isEmpty }
  }
}
