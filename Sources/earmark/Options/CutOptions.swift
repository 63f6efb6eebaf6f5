import ArgumentParser
import SoundFiles

/// How parts of recordings are written to files of their own.
struct CutOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Add so much of the recording on each side.", valueName: "seconds"))
  var pad: Double?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Fade in and out.", valueName: "seconds"))
  var fade: Double?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Convert to this rate in Hz.", valueName: "hertz"))
  var rate: Int?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Kind of file: wav, flac, aiff, caf; else that of the source.",
      valueName: "format"))
  var format: SoundFormat.Container?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How samples are kept: pcm8, pcm16, pcm24, pcm32, float32, float64; else as in the source.",
      valueName: "encoding"))
  var encoding: SoundFormat.Encoding?

  @Option(
    name: .long,
    help: ArgumentHelp("Channel from 1, or mix; else all.", valueName: "channel"),
    transform: ChannelArgument.choice)
  var channel: ChannelChoice?

  @Flag(
    name: [.customLong("force"), .customLong("overwrite")],
    help: "Replace files that are there already.")
  var force = false

  mutating func validate() throws {
    for (name, time) in [("--pad", pad), ("--fade", fade)] {
      if let time, !time.isFinite || time < 0 {
        throw ValidationError("\(name) is \(time), not a number of seconds from 0.")
      }
    }
    if let rate, !(1...SoundFile.rateLimit).contains(rate) {
      throw ValidationError("--rate is \(rate), not a number from 1 to \(SoundFile.rateLimit).")
    }
  }

  /// What is asked for.
  var options: TrimOptions {
    var options = TrimOptions()
    options.padding = pad ?? 0
    (options.fadeIn, options.fadeOut) = (fade ?? 0, fade ?? 0)
    options.sampleRate = rate
    options.container = format
    options.encoding = encoding
    options.channels = channel
    options.existing = force ? .replace : .refuse
    return options
  }
}

extension SoundFormat.Container: ExpressibleByArgument {
  /// Reads the name in small letters.
  public init?(argument: String) {
    let name = argument.lowercased()
    guard
      let container = Self.allCases.first(where: {
        $0.rawValue.lowercased() == name || $0.fileExtension == name
      })
    else { return nil }
    self = container
  }

  /// The names.
  public static var allValueStrings: [String] { allCases.map { $0.rawValue.lowercased() } }
}

extension SoundFormat.Encoding: ExpressibleByArgument {
  private var argument: String { "\(self)" }

  /// Reads the name.
  public init?(argument: String) {
    guard let encoding = Self.allCases.first(where: { $0.argument == argument.lowercased() })
    else { return nil }
    self = encoding
  }

  /// The names.
  public static var allValueStrings: [String] { allCases.map(\.argument) }
}
