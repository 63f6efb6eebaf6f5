import Acoustics
import ArgumentParser
import Explorer
import ExplorerRuntime
import Labeling
import NetworkExchange
import Recognition

/// What an imported network is told to hear and to call what it hears.
struct ImportOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("The classes in the order of its outputs.", valueName: "a,b,c"))
  var labels: String?

  @Option(
    name: .long,
    help: ArgumentHelp("A text file with the classes, one a line.", valueName: "file"),
    completion: .file())
  var labelsFile: String?

  @Flag(name: .long, help: "It hears the samples themselves, no feature.")
  var samples = false

  @Option(
    name: .long, help: "How a clip fills the window: start, centered, repeated; else start.")
  var placement: ClipPlacement?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Subtracted from what it hears.", valueName: "number"))
  var mean: Double?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("What it hears is divided by that.", valueName: "number"))
  var deviation: Double?

  mutating func validate() throws {
    if labels != nil, labelsFile != nil {
      throw ValidationError("Only one of --labels and --labels-file can be used.")
    }
    if let mean, !mean.isFinite || abs(mean) > 1e6 {
      throw ValidationError("--mean is \(mean), not a number up to 1e6.")
    }
    if let deviation, !(1e-6...1e6).contains(deviation) {
      throw ValidationError("--deviation is \(deviation), not a number from 1e-6 to 1e6.")
    }
  }

  /// Bytes of a file of labels.
  private static let byteLimit = 1 << 24
  /// What a window lasts, and how often a second is looked at, where nobody says it.
  private static let usual = (milliseconds: 1_000.0, sampleRate: 16_000.0)

  /// The classes: as the user says, else as the file does; nil where nobody says it.
  func classes(_ metadata: [String: String]) throws(Failure) -> [String]? {
    if let labels {
      return RawArguments.shown(labels).split(separator: ",", omittingEmptySubsequences: false)
        .map { String($0) }
    }
    if let labelsFile {
      let path = FilePath.absolute(RawArguments.bytes(of: labelsFile))
      let bytes = try RegularFile.bytes(
        path, what: "Cannot read the labels in \(FilePath.text(path))", limit: Self.byteLimit,
        remedy: "name a text file")
      return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        .map { line in
          String(line.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        }.filter { !$0.isEmpty }
    }
    guard case .array(let values)? = Self.json(metadata[ModelMetadata.labels]) else { return nil }
    return values.compactMap { if case .string(let name) = $0 { name } else { nil } }
  }

  /// What becomes of samples: as the user says, else as the file does, else the usual preset.
  func frontEnd(
    _ analysis: ParameterOptions, _ metadata: [String: String]
  ) throws -> FrontEnd {
    if !samples, !analysis.isGiven, placement == nil,
      let json = Self.json(metadata[ModelMetadata.frontEnd])
    {
      do {
        return try FrontEnd(json: json)
      } catch {
        throw Failure(
          what: "Cannot use the front end in the file", why: error.sentence.why,
          remedy: "declare it with --preset and other flags")
      }
    }
    let chosen = try analysis.chosen()
    let rate = Self.number(chosen.parameters["sample-rate"]) ?? Self.usual.sampleRate
    let length = Self.number(chosen.parameters["clip-ms"]) ?? Self.usual.milliseconds
    do {
      return try FrontEnd(
        sampleRate: rate,
        sampleCount: Int(min(max(1, rate * length / 1_000), 1e9).rounded()),
        placement: placement ?? .start,
        kind: samples
          ? .samples
          : .feature(try FeatureInput(chosen.feature, chosen.parameters, sampleRate: rate)))
    } catch {
      throw Failure(error)
    }
  }

  /// What brings what it hears to mean 0 and deviation 1.
  var normalization: Normalization {
    guard mean != nil || deviation != nil else { return .none }
    return .whole(mean: Float(mean ?? 0), deviation: Float(deviation ?? 1))
  }

  private static func json(_ text: String?) -> JSONValue? {
    guard let text else { return nil }
    do {
      return try JSONReader.value(Array(text.utf8))
    } catch {
      return nil
    }
  }

  private static func number(_ value: ParameterValue?) -> Double? {
    if case .number(let number)? = value { number } else { nil }
  }
}

extension ClipPlacement: ExpressibleByArgument {}

/// The names that a model has for what it says of itself in files of other programs.
enum ModelMetadata {
  /// The classes, a list of texts as JSON.
  static let labels = "earmark.labels"
  /// What becomes of samples, as in model files.
  static let frontEnd = "earmark.frontEnd"
  /// What logits are divided by before they become scores.
  static let temperature = "earmark.temperature"
  /// The kind of network.
  static let architecture = "earmark.architecture"
}
