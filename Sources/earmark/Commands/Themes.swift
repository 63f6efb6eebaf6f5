import ArgumentParser
import CellCanvas
import Explorer
import ExplorerRuntime
import Labeling

/// `earmark themes`: themes and colour maps.
struct Themes: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "themes",
    abstract: "List the themes and colour maps.")

  @OptionGroup var output: JSONListOptions
  @OptionGroup var reports: ReportOptions

  func run() throws {
    let catalog = ThemeCatalog()
    let themes = catalog.themes()
    let maps = catalog.colorMaps()
    if output.isJSON {
      var list = JSONList(isLines: output.jsonl)
      for theme in themes {
        try list.add(
          .object([
            ("name", .string(theme.name)), ("kind", .string("theme")),
            ("dark", .bool(theme.isDark)),
          ]))
      }
      for map in maps {
        try list.add(.object([("name", .string(map.name)), ("kind", .string("colormap"))]))
      }
      try list.finish()
    } else {
      var table = TextTable()
      for theme in themes { table.add([theme.name, theme.isDark ? "dark theme" : "light theme"]) }
      for map in maps { table.add([map.name, "colour map"]) }
      try StandardOutput.write(table.text)
    }
    let problems = catalog.problems()
    let reporter = Reporter(reports)
    problems.forEach { reporter.note($0.sentence) }
    if !problems.isEmpty { throw ExitCode(ExitStatus.partial) }
  }
}
