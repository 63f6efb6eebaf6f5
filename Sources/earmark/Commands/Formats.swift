import ArgumentParser
import Labeling

/// `earmark formats`: the formats that labels are written in.
struct Formats: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats",
    abstract: "List the formats of labels.")

  @OptionGroup var output: JSONListOptions
  @OptionGroup var reports: ReportOptions

  func run() throws {
    if output.isJSON {
      var list = JSONList(isLines: output.jsonl)
      for format in FormatRegistry.all {
        try list.add(
          .object([
            ("name", .string(format.id)), ("extension", .string(format.fileExtension)),
            ("summary", .string(format.summary)),
          ]))
      }
      try list.finish()
    } else {
      var table = TextTable()
      for format in FormatRegistry.all { table.add([format.id, format.summary]) }
      try StandardOutput.write(table.text)
    }
  }
}
