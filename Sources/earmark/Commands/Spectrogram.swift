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
      with a picture for each. --feature draws any feature of levels or coefficients. --preset \
      wav_to_spectrogram makes the picture of TensorFlow's example: bare magnitudes, time downwards.
      """)

  @Argument(
    help: ArgumentHelp(
      "Sound files and folders (- reads paths from standard input); last, the picture or folder.",
      valueName: "path"))
  var paths: [String]

  @Flag(name: .long, help: "Paths on standard input end with NUL instead of a line end.")
  var null = false

  @Option(
    name: .shortAndLong, parsing: .unconditional,
    help: ArgumentHelp("How many files to work on at once.", valueName: "n"))
  var jobs: Int = ParallelLoop.processorCount

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Width and height, else \(PixelSize.standard.defaultValueDescription).",
      valueName: "pixels"))
  var size: PixelSize?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Lowest and highest level drawn.", valueName: "low:high"))
  var levels: LevelsArgument?

  @Option(name: .long, help: "Ground of the picture, else light.")
  var ground: Ground?

  @Option(name: .long, help: ArgumentHelp("Colour map of the levels.", valueName: "name"))
  var colormap: String?

  @Option(name: .long, help: ArgumentHelp("Heading, else the file's name.", valueName: "text"))
  var title: String?

  @Option(
    name: .long, parsing: .unconditional,
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
    if jobs < 1 { throw ValidationError("--jobs is \(jobs), not a number from 1.") }
    if let brightness, !brightness.isFinite || brightness <= 0 {
      throw ValidationError("--brightness is \(brightness), not a positive number.")
    }
  }

  func run() throws {
    let chosen = try analysis.chosen(otherwise: .spectrogram)
    let style = try style(chosen)
    let list = InputList(paths: Array(paths.dropLast()), null: null)
    let target = RawArguments.bytes(of: paths[paths.count - 1])
    let isFolder = OutputPlan.isFolder(target, isSeveral: list.isSeveral)
    if !isFolder, FilePath.fileExtension(FilePath.name(target)) != "png" {
      throw UsageFailure(
        failure: Failure(
          what: "Cannot write \(FilePath.text(target))", why: "a picture ends in .png",
          remedy: "name the picture behind the sound file"))
    }
    let inputs = list.inputs()
    let reporter = Reporter(reports)
    if inputs.isEmpty { reporter.note("there are no sound files") }
    if isFolder { try OutputPlan.makeFolder(target) }
    let job = PictureJob(
      chosen: chosen, request: chosen.request(part, strictness), style: style, title: title,
      fitsHop: !analysis.hasHop)
    var failed = 0
    let run = PlanRun(
      plan: OutputPlan(inputs, out: target, isFolder: isFolder, ending: "png"), jobs: jobs,
      reporter: reporter, made: "pictures")
    let isComplete = run { item, progress throws(Failure) in
      try job.run(item, progress: progress)
    } deliver: { item, result in
      let shown = item.input.shown
      switch result {
      case .success(let warnings):
        for warning in warnings { reporter.note("\(shown.text): \(warning)") }
      case .failure(FeatureReading.interrupted): break
      case .failure(let failure):
        failed += 1
        reporter.tell(failure.about(shown))
      }
    }
    try Outcome.check(failed: failed, of: inputs.count, isComplete: isComplete)
  }

  private func style(_ chosen: ChosenAnalysis) throws -> PictureJob.Style {
    let name = Preset.wavToSpectrogram.name
    guard chosen.preset.name == name else {
      if brightness != nil {
        throw Self.refusal(
          "--brightness", "it belongs to --preset \(name)", "use --levels LOW:HIGH")
      }
      return try chartStyle()
    }
    let others: [(String, Bool)] = [
      ("--size", size != nil), ("--levels", levels != nil), ("--ground", ground != nil),
      ("--colormap", colormap != nil), ("--title", title != nil),
    ]
    if let other = others.first(where: \.1) {
      throw Self.refusal(
        other.0, "the picture of \(name) has nothing but grey pixels", "leave it out")
    }
    guard chosen.feature == .spectrogram else {
      throw Self.refusal(
        "--feature \(chosen.feature.rawValue)", "\(name) draws magnitudes", "choose another preset")
    }
    return .bare(brightness: brightness ?? WavToSpectrogram.standardBrightness)
  }

  private func chartStyle() throws -> PictureJob.Style {
    let size = size ?? .standard
    if let error = size.refusal { throw UsageFailure(failure: Failure(error.sentence)) }
    var colors = ground == .dark ? ChartColors.dark : ChartColors.light
    if let colormap {
      let (catalog, name) = (ThemeCatalog(), RawArguments.shown(colormap))
      do throws(Failure) {
        colors.colorMap = try catalog.colorMap(named: name)
      } catch {
        guard catalog.hasColorMap(named: name) else { throw UsageFailure(failure: error) }
        throw error
      }
    }
    return .chart(size: size, colors: colors, levels: levels?.range)
  }

  private static func refusal(_ flag: String, _ why: String, _ remedy: String) -> UsageFailure {
    UsageFailure(failure: Failure(what: "Cannot use \(flag)", why: why, remedy: remedy))
  }
}
