import Labeling

/// What a model is, but for its weights.
public struct ModelConfiguration: Sendable, Equatable {
  /// The classes in the order of its scores.
  public var labels: [String]
  /// From samples to what it sees.
  public var frontEnd: FrontEnd
  /// What brings what it sees to mean 0 and deviation 1.
  public var normalization: Normalization
  /// The name of its architecture.
  public var architecture: String
  /// What the architecture was made with, by name.
  public var options: [Option]
  /// What logits are divided by before they become probabilities.
  public var temperature: Double
  /// How its clips were divided.
  public var split: SplitRecord?
  /// Figures by name, such as `testAccuracy`.
  public var metrics: [String: Double]
  /// Where it comes from, by name: `program`, `created`, `data`, `recipe`, `licence` and the like.
  public var provenance: [String: String]

  /// An option of an architecture.
  public struct Option: Sendable, Equatable {
    /// Its name.
    public let name: String
    /// Its value.
    public let value: JSONValue

    /// Makes an option.
    public init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// The version that is written, and the newest that is read.
  public static let version = 1
  /// Classes that a model may have.
  public static let labelLimit = 10_000
  /// Bytes of a class's name.
  static let labelLengthLimit = 1_000
  /// Parts of a list by name.
  static let memberLimit = 1_000

  /// Makes a configuration.
  public init(
    labels: [String], frontEnd: FrontEnd, normalization: Normalization, architecture: String,
    options: [Option] = [], temperature: Double = 1, split: SplitRecord? = nil,
    metrics: [String: Double] = [:], provenance: [String: String] = [:]
  ) {
    self.labels = labels
    self.frontEnd = frontEnd
    self.normalization = normalization
    self.architecture = architecture
    self.options = options
    self.temperature = temperature
    self.split = split
    self.metrics = metrics
    self.provenance = provenance
  }

  /// The configuration as it stands in the file.
  public var json: JSONValue {
    .object([
      ("version", .integer(ModelConfiguration.version)),
      ("labels", .array(labels.map(JSONValue.string))), ("frontEnd", frontEnd.json),
      ("normalization", normalization.json), ("architecture", .string(architecture)),
      ("options", .object(options.map { ($0.name, $0.value) })),
      ("temperature", .number(temperature)), ("split", split?.json ?? .null),
      (
        "metrics",
        .object(metrics.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.number($0.value)) })
      ),
      (
        "provenance",
        .object(provenance.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.string($0.value)) })
      ),
    ])
  }

  /// Reads what ``json`` writes; nothing is guessed.
  public init(json: JSONValue) throws(ModelFileError) {
    let fields = try JSONFields(json, name: "configuration")
    let version = try fields.whole("version", in: 0...1_000_000)
    guard version == ModelConfiguration.version else {
      throw .version(version, newest: ModelConfiguration.version)
    }
    try fields.only([
      "version", "labels", "frontEnd", "normalization", "architecture", "options", "temperature",
      "split", "metrics", "provenance",
    ])
    labels = try fields.texts("labels")
    guard (1...ModelConfiguration.labelLimit).contains(labels.count),
      Set(labels).count == labels.count,
      labels.allSatisfy({ (1...ModelConfiguration.labelLengthLimit).contains($0.utf8.count) })
    else { throw fields.bad("labels", "a list of different names") }
    frontEnd = try FrontEnd(json: fields["frontEnd"])
    normalization = try Normalization(
      json: fields["normalization"], bins: frontEnd.inputShape.bins)
    architecture = try fields.text("architecture")
    let options = try fields.fields("options")
    self.options = options.names.compactMap { name in
      options[name].map { Option(name, $0) }
    }
    temperature = try fields.number("temperature", in: Temperature.limits)
    split = fields["split"] == .null ? nil : try SplitRecord(json: fields["split"])
    (metrics, provenance) = ([:], [:])
    let figures = try fields.fields("metrics")
    for name in figures.names.prefix(ModelConfiguration.memberLimit) {
      metrics[name] = try figures.number(name, in: -1e300...1e300)
    }
    let sources = try fields.fields("provenance")
    for name in sources.names.prefix(ModelConfiguration.memberLimit) {
      provenance[name] = try sources.text(name)
    }
  }

  /// What its network says: one label of a clip, or labels in order.
  public var answers: NetworkAnswer {
    ArchitectureRegistry.architecture(named: architecture)?.answers ?? .label
  }

  /// Makes sure that every class of some data is one of the model's.
  ///
  /// `_unknown_` of the model takes any word.
  public func check(labels data: [String]) throws(ModelFileError) {
    guard !labels.contains(ClassRule.unknown) else { return }
    let data = answers == .sequence ? data.flatMap(TrainingSet.words) : data
    let unknown = Set(data).subtracting(labels).sorted()
    guard unknown.isEmpty else { throw .labels(unknown: unknown, known: labels) }
  }
}
