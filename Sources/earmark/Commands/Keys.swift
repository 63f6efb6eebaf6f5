import ArgumentParser
import Explorer
import Labeling

/// `earmark keys`: the keys of the explorer.
struct Keys: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys",
    abstract: "List the keys of the explorer and what they do.")

  @Flag(name: .long, help: "Print one JSON array, an object for each command.")
  var json = false

  @Flag(name: .long, help: "Print the table of the README.")
  var markdown = false

  @OptionGroup var reports: ReportOptions

  mutating func validate() throws {
    if json, markdown { throw ValidationError("Only one of --json and --markdown can be used.") }
  }

  func run() throws {
    if json {
      var list = JSONList(isLines: false)
      for command in CommandRegistry.all { try list.add(Self.json(command)) }
      try list.finish()
    } else {
      try StandardOutput.write(markdown ? KeyTable.markdown : KeyTable.text)
    }
  }

  private static func json(_ command: Command) -> JSONValue {
    let modes = Mode.allCases.filter(command.modes.contains)
    return .object([
      ("command", .string(command.name)),
      ("keys", .array(KeyTable.keys(of: command).map(JSONValue.string))),
      ("summary", .string(command.summary)),
      ("group", .string(command.group.rawValue)),
      ("modes", .array(modes.map { .string($0.rawValue) })),
    ])
  }
}
