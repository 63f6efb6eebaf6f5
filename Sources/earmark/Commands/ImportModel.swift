import ArgumentParser
import Explorer
import ExplorerRuntime
import Labeling
import NetworkExchange
import Recognition

/// `earmark import-model`: makes a model of a network from another program.
struct ImportModel: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "import-model",
    abstract: "Make a model of a network from PyTorch, Keras or TensorFlow (ONNX, TFLite).",
    discussion: """
      The file says what the network computes, not what it hears: declare the front end that it \
      was trained with by --preset and the flags of earmark features, or --samples, and its \
      classes by --labels. --check tries it on clips whose labels are known. A file that earmark \
      export-model wrote says all of it. Weights of int8 become numbers; a softmax at the end is \
      left out, since scores are made of logits anyway. The model predicts, it can't be trained.

      Operators of ONNX: Conv, Gemm, MatMul, pools, normalizations, recurrent layers without \
      peepholes, functions of values, reductions, and all that only moves values. Of TFLite: \
      those of Keras models for keywords, in floats or int8. Shapes must be fixed but for the \
      number of clips, and weights lie in the file.
      """)

  @Argument(help: ArgumentHelp("The file, .onnx or .tflite.", valueName: "file"))
  var file: String

  @Option(
    name: [.customShort("o"), .customLong("out")],
    help: ArgumentHelp("The model.", valueName: "file"),
    completion: .file(extensions: ["earmark"]))
  var out: String

  @OptionGroup var options: ImportOptions

  @Option(
    name: .long,
    help: ArgumentHelp("The output that is taken; else the first.", valueName: "name"))
  var output: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Try the model on labelled clips: folders named by label, or what evaluate takes.",
      valueName: "folder"), completion: .directory)
  var check: String?

  @OptionGroup var analysis: ParameterOptions
  @OptionGroup var threads: ThreadOptions
  @OptionGroup var results: JSONOptions
  @OptionGroup var reports: ReportOptions

  mutating func validate() throws {
    if out.isEmpty { throw ValidationError("--out is empty.") }
    if options.samples, analysis.feature != nil || analysis.preset != nil {
      throw ValidationError("--samples leaves nothing for --feature and --preset to do.")
    }
  }

  func run() throws {
    let reporter = Reporter(reports)
    let target = FilePath.absolute(RawArguments.bytes(of: out))
    try OutputGuard.check(target, as: .model)
    let shown = RawArguments.shown(file)
    let what = "Cannot import \(shown)"
    let bytes = try RegularFile.bytes(
      FilePath.absolute(RawArguments.bytes(of: file)), what: what,
      limit: ImportedNetwork.byteLimit, remedy: "import a smaller network")
    let network: ImportedNetwork
    do {
      network = try ImportedNetwork.read(bytes, output: output.map(RawArguments.shown))
    } catch {
      throw Failure(what: what, why: error.sentence.why, remedy: error.sentence.remedy)
    }
    let frontEnd = try options.frontEnd(analysis, network.metadata)
    let model = try model(network, frontEnd, what, reporter)
    let trial = try check.map {
      try ImportCheck(model, named: shown, on: $0, threads: threads.jobs, reporter)
    }
    try ModelCatalog.write(model, to: target)
    if let warning = trial?.warning { reporter.note(warning) }
    try write(model, network, trial)
    try Outcome.check(failed: 0, of: .max, isComplete: !Interruption.isSet)
  }

  private func model(
    _ network: ImportedNetwork, _ frontEnd: FrontEnd, _ what: String, _ reporter: Reporter
  ) throws -> ModelFile {
    let shape = frontEnd.inputShape
    let fitted: (network: ImportedNetwork, layout: ImportedNetwork.Layout)?
    do {
      fitted = try network.fitted(frames: shape.frames, bins: shape.bins)
    } catch {
      throw Failure(what: what, why: error.sentence.why, remedy: error.sentence.remedy)
    }
    guard let (network, layout) = fitted else {
      throw Failure(
        what: what,
        why: "it takes \(network.input), the front end gives \(shape.frames) frames of"
          + " \(shape.bins)",
        remedy: "declare what it was trained with: --preset, --clip-ms, --hop-ms, --framing,"
          + " --mel-bands or --coefficients, or --samples")
    }
    if layout == .bins {
      reporter.note("its input has bins before frames: they are turned")
    }
    let known = try options.classes(network.metadata)
    guard let labels = known, labels.count == network.classCount else {
      throw Failure(
        what: what,
        why: "it gives \(network.classCount) values, "
          + (known.map { "there are \($0.count) labels" } ?? "and no labels are known"),
        remedy: "name its classes in their order, with --labels or --labels-file")
    }
    var configuration = ModelConfiguration(
      labels: labels, frontEnd: frontEnd, normalization: options.normalization,
      architecture: ModelFile.importedArchitecture)
    if let text = network.metadata[ModelMetadata.temperature], let value = Double(text),
      Temperature.limits.contains(value)
    {
      configuration.temperature = value
    }
    configuration.provenance = [
      "program": "earmark \(Earmark.version)", "importedFrom": network.format,
      "importedFile": FilePath.text(FilePath.name(RawArguments.bytes(of: file))),
    ]
    let made = ModelFile(
      configuration: configuration, program: network.program, tensors: network.tensors)
    // What is written must be what can be read.
    do {
      let file = try ModelFile(made.bytes)
      _ = try Recognizer(file)
      return file
    } catch {
      throw Failure(what: what, why: error.sentence.why, remedy: "import a smaller network")
    }
  }

  private func write(
    _ model: ModelFile, _ network: ImportedNetwork, _ trial: ImportCheck?
  ) throws {
    let shape = model.configuration.frontEnd.inputShape
    let parameters = model.tensors.reduce(0) { $0 + $1.scalars.count }
    if results.json {
      var fields: [(String, JSONValue)] = [
        ("path", .string(RawArguments.shown(out))), ("format", .string(network.format)),
        ("input", .array(network.input.map(JSONValue.integer))),
        ("frames", .integer(shape.frames)), ("bins", .integer(shape.bins)),
        ("labels", .array(model.configuration.labels.map(JSONValue.string))),
        ("operations", .integer(network.operationCount)),
        ("parameters", .integer(parameters)),
      ]
      if let trial {
        fields.append(
          (
            "check",
            .object([
              ("count", .integer(trial.count)), ("accuracy", .number(trial.accuracy)),
            ])
          ))
      }
      try StandardOutput.write(JSONValue.object(fields).compact + "\n")
      return
    }
    var table = TextTable()
    table.add(["model", RawArguments.shown(out)])
    table.add([
      "network",
      "\(network.format), \(Format.count(network.operationCount)) operations,"
        + " \(Format.count(parameters)) parameters",
    ])
    table.add(["hears", "\(Format.count(shape.frames)) frames of \(Format.count(shape.bins))"])
    table.add(["classes", model.configuration.labels.joined(separator: ", ")])
    if let trial {
      table.add([
        "known clips", "\(Percent.text(trial.correct, of: trial.count)) right",
      ])
    }
    try StandardOutput.write(table.text)
  }
}
