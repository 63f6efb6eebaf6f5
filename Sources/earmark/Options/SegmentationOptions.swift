import Acoustics
import ArgumentParser
import Explorer
import ExplorerRuntime
import SoundFiles

/// How sounds are found.
struct SegmentationOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The way: \(SegmentationRegistry.all.map { "\($0.id) (\($0.summary))" }.joined(separator: ", ")).",
      valueName: "method"))
  var method = EnergySegmentation.id

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What the recordings are of: birdsong and bat keep syllables, presets for speech make words.",
      valueName: "preset"))
  var preset: String?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "From -6 to 6: at 6 half of the usual contrast is enough, at -6 twice is needed.",
      valueName: "number"))
  var sensitivity: Double?

  @Option(
    name: .long,
    help: ArgumentHelp("What counts as one sound: auto, word, syllable.", valueName: "unit"))
  var unit: SegmentationUnit?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Lowest frequency that is listened to.", valueName: "hertz"))
  var lowHz: Double?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Highest frequency that is listened to.", valueName: "hertz"))
  var highHz: Double?

  @Flag(name: .long, help: "Learn the noise from 0.3 s, as in a live recording, not from 3 s.")
  var live = false

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "For praat and librosa: silence is so far below the loudest part.", valueName: "dB"))
  var threshold: Double?

  @Option(
    name: .long,
    help: ArgumentHelp("Channel from 1, or mix.", valueName: "channel"),
    transform: ChannelArgument.choice)
  var channel = ChannelChoice.mix

  mutating func validate() throws {
    let isEnergy = method == EnergySegmentation.id
    if !isEnergy, sensitivity != nil || unit != nil || lowHz != nil || highHz != nil || live {
      throw ValidationError(
        "--sensitivity, --unit, --low-hz, --high-hz and --live are for the method energy.")
    }
    if isEnergy, threshold != nil {
      throw ValidationError("--threshold is for the methods praat and librosa.")
    }
  }

  /// What is looked for.
  ///
  /// - Throws: A wrong use, or what is wrong with the preset's file.
  func request() throws -> SoundSearch.Request {
    guard let method = SegmentationRegistry.method(method) else {
      throw UsageFailure(
        failure: Failure(
          what: "Cannot find sounds with \(RawArguments.shown(self.method))",
          why: "there is no such method",
          remedy: "use one of \(SegmentationRegistry.all.map { $0.id }.joined(separator: ", "))"))
    }
    var settings = try presetSettings()
    if let sensitivity { settings.sensitivity = sensitivity }
    if let unit { settings.unit = unit }
    if let lowHz { settings.lowHertz = lowHz }
    if let highHz { settings.highHertz = highHz }
    if live { settings.isLive = true }
    if let threshold { settings.silenceDecibels = threshold }
    do {
      // What no rate could have is a wrong use, not a file's fault.
      try settings.validate(sampleRate: 2 * Double(SoundFile.rateLimit))
    } catch {
      throw UsageFailure(failure: Failure(error))
    }
    var request = SoundSearch.Request(method, settings)
    request.channels = channel
    return request
  }

  private func presetSettings() throws -> SegmentationSettings {
    guard let preset else { return SegmentationSettings() }
    let (catalog, name) = (PresetCatalog(), RawArguments.shown(preset))
    do throws(Failure) {
      return try catalog.preset(named: name).segmentation
    } catch {
      guard catalog.hasPreset(named: name) else { throw UsageFailure(failure: error) }
      throw error
    }
  }
}

extension SegmentationUnit: ExpressibleByArgument {}

/// A channel on the command line.
enum ChannelArgument {
  /// Reads a channel from 1, or `mix`.
  @Sendable
  static func choice(_ text: String) throws -> ChannelChoice {
    if text == "mix" { return .mix }
    guard let number = Int(text), (1...SoundFile.channelLimit).contains(number) else {
      throw ValidationError("write a number from 1, or mix")
    }
    return .channel(number - 1)
  }
}
