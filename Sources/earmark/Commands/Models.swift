import ArgumentParser
import Explorer
import ExplorerRuntime
import Labeling
import NeuralNetworks
import Recognition

/// `earmark models`: the models that have names, and the architectures.
struct Models: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "models",
    abstract: "List the models that have names, and the architectures.",
    discussion: """
      A model can be named wherever a model file is asked for. Parameters of an architecture are \
      those for 98 frames of 40 bins, or a second at 16 kHz, and 12 classes.
      """)

  @OptionGroup var output: JSONListOptions
  @OptionGroup var reports: ReportOptions

  /// What architectures are counted for.
  private static let input = Shape(time: 98, frequency: 40)
  private static let samples = Shape(time: 16_000, frequency: 1)
  private static let classes = 12

  private struct Row {
    let name: String
    let kind: String
    let family: ArchitectureFamily?
    let parameters: Int
    let labels: [String]
    let summary: String
    let source: String
  }

  func run() throws {
    let reporter = Reporter(reports)
    var rows: [Row] = []
    var failed = 0
    for entry in ModelCatalog().entries() {
      do throws(Failure) {
        rows.append(try Self.row(entry))
      } catch {
        failed += 1
        reporter.tell(error)
      }
    }
    rows += ArchitectureRegistry.all.compactMap(Self.row)
    try write(rows)
    try Outcome.check(failed: failed, of: .max, isComplete: true)
  }

  private static func row(_ entry: ModelCatalog.Entry) throws(Failure) -> Row {
    let file = try ModelCatalog.read(Array(entry.path.utf8))
    let network: Network
    do {
      network = try file.network()
    } catch {
      throw Failure(error, model: entry.path)
    }
    let configuration = file.configuration
    let accuracy = configuration.metrics["testAccuracy"].map {
      ", \(Percent.text($0)) on its test clips"
    }
    return Row(
      name: entry.name, kind: "model",
      family: ArchitectureRegistry.architecture(named: configuration.architecture)?.family,
      parameters: network.parameterCount,
      labels: configuration.labels,
      summary: "\(configuration.architecture), \(configuration.labels.count) classes"
        + (accuracy ?? ""),
      source: configuration.provenance["data"] ?? "")
  }

  private static func row(_ kind: any Architecture.Type) -> Row? {
    do {
      let network = try kind.network(
        input: kind.listensTo == .samples ? samples : input, classes: classes, seed: 0)
      return Row(
        name: kind.id, kind: "architecture", family: kind.family,
        parameters: network.parameterCount, labels: [], summary: kind.summary, source: kind.source)
    } catch {
      return nil
    }
  }

  private func write(_ rows: [Row]) throws(Failure) {
    guard !output.isJSON else {
      var list = JSONList(isLines: output.jsonl)
      for row in rows {
        try list.add(
          .object([
            ("name", .string(row.name)), ("kind", .string(row.kind)),
            ("parameters", .integer(row.parameters)),
            ("labels", .array(row.labels.map(JSONValue.string))),
            ("summary", .string(row.summary)), ("source", .string(row.source)),
            ("family", row.family.map { .string($0.rawValue) } ?? .null),
          ]))
      }
      try list.finish()
      return
    }
    var table = TextTable(rightAligned: [3])
    table.add(["name", "kind", "family", "parameters", "what it is"])
    for row in rows {
      table.add([
        row.name, row.kind, row.family?.rawValue ?? "", Format.count(row.parameters), row.summary,
      ])
    }
    try StandardOutput.write(table.text)
  }
}
