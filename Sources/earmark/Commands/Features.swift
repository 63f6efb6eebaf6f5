import Acoustics
import ArgumentParser
import Explorer
import ExplorerRuntime
import FeatureFiles
import Foundation
import Labeling

/// `earmark features`: features of recordings as files.
struct Features: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "features",
    abstract: "Write features of recordings as arrays.",
    discussion: """
      One sound file gives one file. Several, or a folder, give a folder with a file for each: the \
      name is the input's with the format behind it. Every parameter comes from the preset, and a \
      flag changes one. Samples are never padded or cut unless --clip-ms says so.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var analysis: ParameterOptions
  @OptionGroup var part: PartOptions

  @Option(
    name: [.customShort("o"), .customLong("out")],
    help: ArgumentHelp("The file; for several inputs the folder.", valueName: "path"),
    completion: .file())
  var out: String?

  @Option(name: .long, help: "Format of the files; else the extension of --out, or npy.")
  var format: FeatureFileFormat?

  @Flag(name: .long, help: "Write bytes: 0 to 255 for the range of the feature.")
  var quantize = false

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "The range for --quantize, as LOW:HIGH; else that of speech_commands.", valueName: "range"))
  var quantizeRange: RangeArgument?

  @Flag(name: .long, help: "Keep the files of a folder that are there, if made the same way.")
  var resume = false

  @Flag(name: .long, help: "List the features.")
  var list = false

  @OptionGroup var strictness: StrictOptions
  @OptionGroup var output: JSONListOptions
  @OptionGroup var reports: ReportOptions

  mutating func validate() throws {
    if list { return }
    try input.requirePaths()
    guard let out else {
      throw ValidationError("--out is missing: where the features are written.")
    }
    if out.isEmpty { throw ValidationError("--out is empty.") }
    if quantizeRange != nil, !quantize {
      throw ValidationError("--quantize-range needs --quantize.")
    }
  }

  func run() throws {
    if list { return try FeatureList.write(output) }
    let chosen = try analysis.chosen()
    let quantization = try quantization(for: chosen.feature)
    let target = RawArguments.bytes(of: out ?? "")
    let isFolder = OutputPlan.isFolder(target, isSeveral: input.isSeveral)
    if resume, !isFolder {
      throw ValidationError("--resume needs a folder as --out.")
    }
    let inputs = input.inputs()
    let format = try format ?? (isFolder ? .npy : Self.format(of: target, for: inputs))
    let reporter = Reporter(reports)
    if inputs.isEmpty { reporter.note("there are no sound files") }
    let plan = OutputPlan(inputs, out: target, isFolder: isFolder, ending: format.rawValue)
    let request = chosen.request(part, strictness)
    let kept = try plan.folder.flatMap { folder throws(Failure) in
      try FeatureRecord(request, format, quantization).keep(in: folder, resumes: resume)
    }
    let job = FeatureJob(
      request: request, preset: chosen.preset.name, quantization: quantization, format: format,
      kept: kept)
    var results = FeatureResults(output, reporter)
    let run = PlanRun(plan: plan, jobs: input.jobs, reporter: reporter, made: "features")
    let isComplete = run { item, progress throws(Failure) in
      try job.run(item, progress: progress)
    } deliver: { item, result in
      results.add(result, for: item)
    }
    try results.finish()
    try Outcome.check(failed: results.failed, of: inputs.count, isComplete: isComplete)
  }

  /// The format by the extension of a single file.
  private static func format(of target: [UInt8], for inputs: [Input]) throws -> FeatureFileFormat {
    if let format = FeatureFileFormat(path: target) { return format }
    // A folder that was mistyped is no reason to speak of the output.
    if case .file(_, _, let path)? = inputs.first, FilePath.facts(path) == nil { return .npy }
    throw UsageFailure(
      failure: Failure(
        what: "Cannot tell the format of \(FilePath.text(target))",
        why: "its extension is none of npy, npz, csv, json, c", remedy: "give --format"))
  }

  private func quantization(for feature: FeatureID) throws -> Quantization? {
    guard quantize else { return nil }
    if let range = quantizeRange { return range.quantization }
    guard let range = Self.ranges[feature] else {
      throw UsageFailure(
        failure: Failure(
          what: "Cannot quantize \(feature.rawValue)", why: "no range is known for it",
          remedy: "give one with --quantize-range LOW:HIGH"))
    }
    return Quantization(lowest: range.lowerBound, highest: range.upperBound)
  }

  /// The ranges of speech_commands.
  ///
  /// - Source: TensorFlow, `speech_commands/input_data.py`, `get_features_range`.
  private static let ranges: [FeatureID: ClosedRange<Double>] = [
    .mfcc: -247...30, .average: 0...127.5, .micro: 0...26,
  ]
}

/// A range of numbers on the command line.
struct RangeArgument: ExpressibleByArgument {
  /// The range that bytes stand for.
  let quantization: Quantization

  init?(argument: String) {
    let numbers = argument.split(separator: ":").map { Double($0) }
    guard numbers.count == 2, let low = numbers[0], let high = numbers[1],
      let quantization = Quantization(lowest: low, highest: high)
    else { return nil }
    self.quantization = quantization
  }
}

extension FeatureFileFormat: ExpressibleByArgument {}
