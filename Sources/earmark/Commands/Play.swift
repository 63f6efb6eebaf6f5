import ArgumentParser
import Explorer
import ExplorerRuntime
import Labeling
import SoundDevices
import SoundFiles

/// `earmark play`: a recording, or a part of it, to be heard.
struct Play: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "play",
    abstract: "Play a recording.",
    discussion: """
      Ctrl-C ends it. Without --keep-pitch a slower recording is lower too: bats at a tenth of \
      their speed can be heard.
      """)

  @Argument(help: "The sound file.", completion: .file())
  var file: String

  @OptionGroup var part: PartOptions

  @Flag(name: .long, help: "Begin again at the end.")
  var loop = false

  @Option(name: .long, help: ArgumentHelp("How fast, from 0.1 to 4.", valueName: "factor"))
  var speed = 1.0

  @Flag(name: .long, help: "Keep the pitch at other speeds.")
  var keepPitch = false

  @Option(
    name: .long, help: ArgumentHelp("The lowest frequency that is heard.", valueName: "hertz"))
  var lowHz: Double?

  @Option(
    name: .long, help: ArgumentHelp("The highest frequency that is heard.", valueName: "hertz"))
  var highHz: Double?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Louder or softer by so much, from -48 to 24.", valueName: "decibels"))
  var volume: Double?

  @Option(
    name: .long,
    help: ArgumentHelp("A channel from 1, or mix; else as recorded.", valueName: "channel"))
  var channel: String?

  @OptionGroup var audio: AudioOptions
  @OptionGroup var reports: ReportOptions

  mutating func validate() throws {
    guard PlaybackSettings.speedLimits.contains(speed) else {
      throw ValidationError("--speed is \(speed), not a number from 0.1 to 4.")
    }
    for (name, hertz) in [("--low-hz", lowHz), ("--high-hz", highHz)] {
      if let hertz, !hertz.isFinite || hertz < 0 {
        throw ValidationError("\(name) is \(hertz), not a frequency from 0.")
      }
    }
    if let lowHz, let highHz, lowHz >= highHz {
      throw ValidationError("--high-hz is \(highHz), which is not above --low-hz, \(lowHz).")
    }
    if let volume, !(-48...24).contains(volume) {
      throw ValidationError("--volume is \(volume), not a number of decibels from -48 to 24.")
    }
    _ = try routing()
  }

  func run() throws {
    let setup = try audio.setup()
    let path = RawArguments.bytes(of: file)
    let source: FileSource
    do {
      source = FileSource(try SoundReader(path))
    } catch {
      throw Failure(error).about(RecordingPath(bytes: path))
    }
    if case .channel(let channel) = try routing(), channel >= source.channelCount {
      throw Failure(
        what: "Cannot play channel \(channel + 1) of \(RecordingPath(bytes: path).name.text)",
        why: "it has \(Format.channels(source.channelCount))",
        remedy: "choose another channel, or mix")
    }
    let span = try span(of: source, path)
    let decibels = volume ?? Double(setup.decibels)
    try PlaybackRun(
      source, span, try settings(source, span), gain: SoundSetup.gain(decibels: decibels),
      setup, reports
    ).run()
  }

  private func settings(_ source: FileSource, _ span: Range<Int>) throws -> PlaybackSettings {
    let isPart = span != 0..<source.sampleCount
    return PlaybackSettings(
      speed: speed, keepsPitch: keepPitch, band: band(source), routing: try routing(),
      repetition: loop ? .blendedLoop(seconds: PlaybackSettings.shortFade) : .once,
      fadeSeconds: isPart ? PlaybackSettings.shortFade : 0)
  }

  private func band(_ source: FileSource) -> ClosedRange<Double>? {
    guard lowHz != nil || highHz != nil else { return nil }
    let low = lowHz ?? 0
    return low...max(low, highHz ?? source.sampleRate / 2)
  }

  private func routing() throws -> PlaybackSettings.Routing {
    guard let channel else { return .asRecorded }
    if channel == "mix" { return .mono }
    guard let number = Int(channel), number >= 1 else {
      throw ValidationError("--channel is \(channel), neither a number from 1 nor mix.")
    }
    return .channel(number - 1)
  }

  private func span(of source: FileSource, _ path: [UInt8]) throws -> Range<Int> {
    let count = source.sampleCount
    func sample(_ seconds: Double) -> Int {
      Seconds.sample(ofSeconds: seconds, sampleRate: source.sampleRate) ?? .max
    }
    let first = part.start.map(sample) ?? 0
    guard first < count else {
      throw Failure(
        what: "Cannot play \(RecordingPath(bytes: path).text) from \(part.start ?? 0) s",
        why: "it ends at \(Seconds.text(Double(count) / source.sampleRate)) s",
        remedy: "choose an earlier --start")
    }
    return first..<max(first + 1, min(count, part.end.map(sample) ?? count))
  }
}
