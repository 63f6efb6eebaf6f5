import ArgumentParser
import Explorer
import ExplorerRuntime
import FeatureFiles
import Labeling
import Recognition
import Workers

/// `earmark embed`: writes what the last layer of a model reads of clips.
struct Embed: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "embed",
    abstract: "Write what a model makes of clips before it names them.",
    discussion: """
      One vector for each clip, in the order of the clips: npy is an array [clips, values], npz \
      holds embeddings and paths, csv has the path before the values. A clip that can't be read is \
      a row of NaN. After Ctrl-C the file holds the clips that were done.
      """)

  @OptionGroup var model: ModelArgument
  @OptionGroup var input: InputOptions

  @Option(
    name: [.customShort("o"), .customLong("out")],
    help: ArgumentHelp("The file.", valueName: "file"), completion: .file())
  var out: String?

  @Option(name: .long, help: "Format of the file; else the extension of --out, or npy.")
  var format: VectorFileFormat?

  @OptionGroup var output: JSONListOptions
  @OptionGroup var reports: ReportOptions

  mutating func validate() throws {
    try input.requirePaths()
    if out == nil, !output.isJSON {
      throw ValidationError("--out is missing: where the vectors are written, or --json.")
    }
    if let out, out.isEmpty { throw ValidationError("--out is empty.") }
  }

  func run() throws {
    let reporter = Reporter(reports)
    let file = try model.read(reporter)
    let width = try ClipValues.width(of: file)
    let target = out.map { RawArguments.bytes(of: $0) }
    if let target { try OutputGuard.check(target, as: .other) }
    let writer = try target.map { path throws(Failure) in
      try FeatureFailures.told {
        () throws(FeatureFileError) in
        try VectorFileWriter(path, format ?? VectorFileFormat(path: path) ?? .npy, width: width)
      }
    }
    let inputs = input.inputs()
    if inputs.isEmpty { reporter.note("there are no sound files") }
    var list = output.isJSON ? JSONList(isLines: output.jsonl) : nil
    var (failed, resampled) = (0, 0)
    var trouble: Failure?
    let isComplete = try ClipValues.describe(
      inputs.map(\.clip), by: .model(file), threads: input.jobs,
      isCancelled: { Interruption.isSet }
    ) { place, result in
      guard trouble == nil else { return }
      let path = inputs[place].shown
      do throws(Failure) {
        switch result {
        case .success(let clip):
          if clip.isResampled { resampled += 1 }
          try writer.map { writer throws(Failure) in try add(clip.values, path, to: writer) }
          try list?.add(
            .object(
              path.jsonMembers + [("embedding", .array(clip.values.map { JSONValue.number($0) }))]))
        case .failure(let failure):
          failed += 1
          if list == nil || writer != nil { reporter.tell(failure.about(path)) }
          let row = [Float](repeating: .nan, count: width)
          try writer.map { writer throws(Failure) in try add(row, path, to: writer) }
          try list?.add(failure.json(path: path))
        }
      } catch {
        trouble = error
      }
      reporter.progress(place + 1, of: inputs.count, "embedding")
    }
    reporter.finish()
    if let trouble { throw trouble }
    if resampled > 0 {
      reporter.note(
        "\(Format.count(resampled)) recordings were converted to "
          + Format.sampleRate(file.configuration.frontEnd.sampleRate))
    }
    if let writer {
      try FeatureFailures.told { () throws(FeatureFileError) in try writer.finish() }
    }
    try list?.finish()
    try Outcome.check(failed: failed, of: inputs.count, isComplete: isComplete)
  }

  private func add(
    _ values: [Float], _ path: RecordingPath, to writer: VectorFileWriter
  ) throws(Failure) {
    try FeatureFailures.told { () throws(FeatureFileError) in try writer.add(values, of: path) }
  }
}

extension VectorFileFormat: ExpressibleByArgument {}

/// Errors of files of values as sentences.
enum FeatureFailures {
  /// Runs what may throw them.
  static func told<Value>(
    _ body: () throws(FeatureFileError) -> Value
  ) throws(Failure) -> Value {
    do {
      return try body()
    } catch {
      throw Failure(error)
    }
  }
}

extension Input {
  /// Where its samples are, or why it can't be read.
  var clip: Result<ClipPlace, Failure> {
    switch self {
    case .file(_, _, let path): .success(ClipPlace(path: path))
    case .failed(_, let failure): .failure(failure)
    }
  }
}
