import Acoustics
import ArgumentParser
import CellCanvas
import Explorer
import ExplorerRuntime
import Foundation
import Labeling
import PictureFiles
import Workers

/// `earmark spectrogram`: pictures of recordings for papers and reports.
struct Spectrogram: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "spectrogram",
    abstract: "Write spectrograms as PNG files, with axes, title and legend.",
    discussion: """
      earmark spectrogram IN OUT.png makes one picture; several inputs, or a folder, give a folder \
      with a picture for each. --feature draws any feature. --preset wav_to_spectrogram makes the \
      picture of TensorFlow's example: bare magnitudes, time downwards.
      """)

  @Argument(
    help: ArgumentHelp(
      "Sound files and folders (- reads paths from standard input); last, the picture or folder.",
      valueName: "path"))
  var paths: [String]

  @Flag(name: .long, help: "Paths on standard input end with NUL instead of a line end.")
  var null = false

  @Option(
    name: .shortAndLong, help: ArgumentHelp("How many files to work on at once.", valueName: "n"))
  var jobs: Int = ParallelLoop.processorCount

  @Option(name: .long, help: ArgumentHelp("Width and height.", valueName: "pixels"))
  var size = PixelSize.standard

  @Option(name: .long, help: ArgumentHelp("Lowest and highest level drawn.", valueName: "low:high"))
  var levels: LevelsArgument?

  @Option(name: .long, help: "Ground of the picture.")
  var ground = Ground.light

  @Option(name: .long, help: ArgumentHelp("Colour map of the levels.", valueName: "name"))
  var colormap: String?

  @Option(name: .long, help: ArgumentHelp("Heading, else the file's name.", valueName: "text"))
  var title: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Factor of wav_to_spectrogram's magnitudes.", valueName: "factor"))
  var brightness: Float?

  @OptionGroup var analysis: ParameterOptions
  @OptionGroup var part: PartOptions
  @OptionGroup var strictness: StrictOptions
  @OptionGroup var reports: ReportOptions

  /// The grounds of pictures.
  enum Ground: String, ExpressibleByArgument, CaseIterable {
    case light, dark
  }

  mutating func validate() throws {
    if paths.count < 2 {
      throw ValidationError("A sound file and the picture to write are needed: IN OUT.png")
    }
    if jobs < 1 { throw ValidationError("--jobs needs a number of 1 or more.") }
    if let brightness, !brightness.isFinite || brightness <= 0 {
      throw ValidationError("--brightness must be a positive number.")
    }
  }

  func run() throws {
    var chosen = try analysis.chosen()
    let isBare = chosen.preset.name == Preset.wavToSpectrogram.name
    if brightness != nil, !isBare {
      throw UsageFailure(
        failure: Failure(
          what: "Cannot use --brightness", why: "it belongs to --preset wav_to_spectrogram",
          remedy: "use --levels LOW:HIGH"))
    }
    if analysis.feature == nil, analysis.preset == nil { chosen = chosen.drawing(.spectrogram) }
    let list = InputList(paths: Array(paths.dropLast()), null: null)
    let inputs = list.inputs()
    let target = RawArguments.bytes(of: paths[paths.count - 1])
    let reporter = Reporter(reports)
    if inputs.isEmpty { reporter.note("there are no sound files") }
    let plan = OutputPlan(
      inputs, out: target,
      isFolder: OutputPlan.isFolder(target, isSeveral: list.isSeveral), ending: "png")
    let job = PictureJob(
      chosen: chosen, request: request(chosen), style: try style(isBare), title: title,
      isStrict: strictness.strict)
    var failed = 0
    let delivered = ParallelLoop.forEach(
      count: inputs.count, threads: jobs, isCancelled: { Interruption.isSet }
    ) { place throws(Failure) in
      try job.run(plan.items[place])
    } deliver: { place, result in
      switch result {
      case .success(let warnings):
        for warning in warnings { reporter.note("\(inputs[place].shown.text): \(warning)") }
      case .failure(FeatureReading.interrupted): break
      case .failure(let failure):
        failed += 1
        reporter.tell(failure.about(inputs[place].shown))
      }
      reporter.progress(place + 1, of: inputs.count, "pictures")
    }
    reporter.finish()
    try Outcome.check(
      failed: failed, of: inputs.count,
      isComplete: delivered == inputs.count && !Interruption.isSet)
  }

  private func request(_ chosen: ChosenAnalysis) -> FeatureReading.Request {
    var request = FeatureReading.Request(feature: chosen.feature, parameters: chosen.parameters)
    request.start = part.start
    request.end = part.end
    request.allowsNotFinite = strictness.allowNonFinite
    return request
  }

  private func style(_ isBare: Bool) throws -> PictureJob.Style {
    if isBare { return .bare(brightness: brightness ?? WavToSpectrogram.standardBrightness) }
    var colors = ground == .light ? ChartColors.light : ChartColors.dark
    if let colormap {
      colors.colorMap = try ThemeCatalog().colorMap(named: RawArguments.shown(colormap))
    }
    return .chart(size: size, colors: colors, levels: levels?.range)
  }
}
