import Acoustics
import ArgumentParser
import Explorer
import ExplorerRuntime
import Labeling

/// `earmark presets`: tables that set every parameter of an analysis.
struct Presets: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "presets",
    abstract: "List, show and save presets: tables that set every parameter of an analysis.",
    subcommands: [PresetsList.self, PresetsShow.self, PresetsSave.self],
    defaultSubcommand: PresetsList.self)
}

/// `earmark presets list`: the presets, or what can be set.
struct PresetsList: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the presets.")

  @Flag(name: .long, help: "List the parameters instead, and what each may be.")
  var parameters = false

  @OptionGroup var output: JSONListOptions
  @OptionGroup var reports: ReportOptions

  func run() throws {
    if parameters { return try listParameters() }
    let (presets, failures) = PresetCatalog().presets()
    if output.isJSON {
      var list = JSONList(isLines: output.jsonl)
      for preset in presets { try list.add(Self.json(preset)) }
      try list.finish()
    } else {
      var table = TextTable()
      for preset in presets { table.add([preset.name, preset.feature.rawValue, preset.summary]) }
      try StandardOutput.write(table.text)
    }
    let reporter = Reporter(reports)
    failures.forEach(reporter.tell)
    if !failures.isEmpty { throw ExitCode(ExitStatus.partial) }
  }

  private func listParameters() throws {
    if output.isJSON {
      var list = JSONList(isLines: output.jsonl)
      for parameter in ParameterRegistry.all {
        try list.add(
          .object([
            ("name", .string(parameter.name)), ("summary", .string(parameter.summary)),
            ("values", .string(parameter.values)),
          ]))
      }
      return try list.finish()
    }
    var table = TextTable()
    for parameter in ParameterRegistry.all {
      table.add([parameter.name, parameter.values, parameter.summary])
    }
    try StandardOutput.write(table.text)
  }

  private static func json(_ preset: Preset) -> JSONValue {
    let rows = preset.parameters.rows.map { ($0.name, $0.value.json) }
    return .object([
      ("name", .string(preset.name)), ("summary", .string(preset.summary)),
      ("source", .string(preset.source)), ("feature", .string(preset.feature.rawValue)),
      ("parameters", .object(rows)),
    ])
  }
}

/// `earmark presets show`: a preset as a file.
struct PresetsShow: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print a preset as a file that can be changed and kept.")

  @Argument(help: "The preset.")
  var name: String

  @OptionGroup var reports: ReportOptions

  func run() throws {
    let (catalog, name) = (PresetCatalog(), RawArguments.shown(name))
    do throws(Failure) {
      try StandardOutput.write(PresetCatalog.text(of: try catalog.preset(named: name)))
    } catch {
      guard catalog.hasPreset(named: name) else { throw UsageFailure(failure: error) }
      throw error
    }
  }
}

/// `earmark presets save`: a preset of one's own.
struct PresetsSave: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "save",
    abstract: "Save a preset with changed parameters under a name of your own.",
    discussion: """
      earmark presets save narrow --preset praat --window-ms 30 makes a narrow-band spectrogram \
      of Praat's; --preset narrow uses it.
      """)

  @Argument(help: "Its name.")
  var name: String

  @Option(name: .long, help: ArgumentHelp("What it is for.", valueName: "text"))
  var summary: String?

  @OptionGroup var parameters: ParameterOptions
  @OptionGroup var reports: ReportOptions

  func run() throws {
    let chosen = try parameters.chosen()
    let preset = Preset(
      RawArguments.shown(name),
      summary.map(RawArguments.shown) ?? "\(chosen.preset.name), changed", source: "yours",
      feature: chosen.feature, chosen.parameters)
    let path = try PresetCatalog().save(preset)
    Reporter(reports).note("saved as \(path)")
  }
}

extension ParameterValue {
  /// The value in JSON.
  var json: JSONValue {
    switch self {
    case .number(let number): .number(number)
    case .word(let word): .string(word)
    case .flag(let flag): .bool(flag)
    }
  }
}
