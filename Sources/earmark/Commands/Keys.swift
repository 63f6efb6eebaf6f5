import ArgumentParser
import Explorer
import ExplorerRuntime
import Labeling

/// `earmark keys`: the keys of the explorer.
struct Keys: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys",
    abstract: "List the keys of the explorer and what they do.")

  @Flag(name: .long, help: "Print one JSON array, an object for each command.")
  var json = false

  @Flag(name: .long, help: "Print the table of the README, which has the default keys.")
  var markdown = false

  @Flag(name: .long, help: "Print a keymap file with every key, to be changed.")
  var toml = false

  @OptionGroup var chosen: KeymapOptions

  @OptionGroup var reports: ReportOptions

  mutating func validate() throws {
    guard [json, markdown, toml].count(where: \.self) <= 1 else {
      throw ValidationError("Only one of --json, --markdown and --toml can be used.")
    }
  }

  func run() throws {
    if markdown { return try StandardOutput.write(KeyTable(.standard).markdown) }
    let loaded = try chosen.load()
    let table = KeyTable(loaded.keymap)
    if json {
      var list = JSONList(isLines: false)
      for command in CommandRegistry.all { try list.add(Self.json(command, table)) }
      try list.finish()
    } else {
      try StandardOutput.write(toml ? loaded.keymap.tomlText : table.text)
    }
    let reporter = Reporter(reports)
    loaded.problems.forEach { reporter.note($0.sentence) }
    if !loaded.problems.isEmpty { throw ExitCode(ExitStatus.partial) }
  }

  private static func json(_ command: Command, _ table: KeyTable) -> JSONValue {
    let modes = Mode.allCases.filter(command.modes.contains)
    return .object([
      ("command", .string(command.name)),
      ("keys", .array(table.keys(of: command).map(JSONValue.string))),
      ("summary", .string(command.summary)),
      ("group", .string(command.group.rawValue)),
      ("modes", .array(modes.map { .string($0.rawValue) })),
    ])
  }
}
