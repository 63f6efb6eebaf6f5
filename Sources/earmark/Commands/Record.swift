import ArgumentParser
import Explorer
import ExplorerRuntime
import SoundDevices
import SoundFiles

/// `earmark record`: a microphone into a file.
struct Record: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Record from a microphone or another input.",
    discussion: """
      OUT is a file, or a folder, in which recordings are named by the time. What is recorded is \
      on the disk within a second; Ctrl-C ends it. With --trigger-db a file begins at the first \
      loud sound, and a folder gets a file for each. Results are the paths of the files.
      """)

  /// The kinds of files.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case flac, wav

    var container: SoundFormat.Container { self == .flac ? .flac : .wav }
  }

  @Argument(help: "The file or the folder.", completion: .file())
  var out: String

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The device, by its name or a part of that; earmark devices lists them.", valueName: "name"))
  var device: String?

  @Option(
    name: .long, help: ArgumentHelp("How much is recorded in all.", valueName: "seconds"))
  var seconds: Double?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Keep only what is as loud as this, in dB re full scale.", valueName: "decibels"))
  var triggerDb: Double?

  @Option(
    name: .long,
    help: ArgumentHelp("What is kept from before a loud sound.", valueName: "seconds"))
  var preRoll = 0.5

  @Option(
    name: .long,
    help: ArgumentHelp("How long it is quiet at the end of one.", valueName: "seconds"))
  var hold = 1.0

  @Option(
    name: .long, help: ArgumentHelp("Samples a second; else the device's own.", valueName: "hertz"))
  var rate: Double?

  @Option(
    name: .long,
    help: ArgumentHelp("How many; else the device's own, at most 2.", valueName: "count"))
  var channels: Int?

  @Option(name: .long, help: "The kind of file; else by the ending of OUT, in a folder flac.")
  var format: Format?

  @Option(name: .long, help: ArgumentHelp("Bits of a sample, 16 or 24.", valueName: "bits"))
  var bits = 24

  @Option(
    name: .long,
    help: ArgumentHelp("Seconds from a sound until it is handed on.", valueName: "seconds"))
  var audioLatency = Recorder.usualLatency

  @OptionGroup var output: JSONListOptions
  @OptionGroup var reports: ReportOptions

  mutating func validate() throws {
    if let seconds, !seconds.isFinite || seconds <= 0 {
      throw ValidationError("--seconds is \(seconds), not a time above 0.")
    }
    if let triggerDb, !(-120...0).contains(triggerDb) {
      throw ValidationError("--trigger-db is \(triggerDb), not a level from -120 to 0.")
    }
    for (name, value) in [("--pre-roll", preRoll), ("--hold", hold)]
    where !(0...60).contains(value) {
      throw ValidationError("\(name) is \(value), not a time from 0 to 60 seconds.")
    }
    if let rate, !(1000...768_000).contains(rate) {
      throw ValidationError("--rate is \(rate), not a rate from 1000 to 768000.")
    }
    if let channels, !(1...64).contains(channels) {
      throw ValidationError("--channels is \(channels), not a number from 1 to 64.")
    }
    if bits != 16, bits != 24 { throw ValidationError("--bits is \(bits), neither 16 nor 24.") }
    if !AudioFile.latencies.contains(audioLatency) {
      throw ValidationError(
        "--audio-latency is \(audioLatency), not a number of seconds from 0.005 to 2.")
    }
  }

  func run() throws {
    let path = RawArguments.bytes(of: out)
    let isFolder = FilePath.isFolder(path)
    let target = RecordingTarget(
      path: path, isFolder: isFolder, container: try container(path, isFolder),
      encoding: bits == 16 ? .pcm16 : .pcm24)
    if !isFolder, FilePath.facts(path) != nil {
      throw Failure(SoundWritingError.exists(name: FilePath.text(FilePath.name(path))).sentence)
    }
    TemporaryName.removeLeftovers(
      in: isFolder ? path : FilePath.parent(FilePath.absolute(path)))
    let run = RecordingRun(
      target, seconds: seconds, reports: reports,
      trigger: triggerDb.map {
        RecordingRun.Trigger(decibels: $0, preRoll: preRoll, hold: hold)
      })
    let wish = try wish()
    try run.run(PortAudioInput(device: device), wish, latency: audioLatency, output)
  }

  private func container(
    _ path: [UInt8], _ isFolder: Bool
  ) throws -> SoundFormat.Container {
    if let format { return format.container }
    if isFolder { return .flac }
    switch FilePath.fileExtension(FilePath.name(path)) {
    case "flac": return .flac
    case "wav": return .wav
    case let ending:
      throw UsageFailure(
        failure: Failure(
          what: "Cannot record \(FilePath.text(FilePath.name(path)))",
          why: ending.map { "files ending in .\($0) are not written" } ?? "its name has no ending",
          remedy: "name it .flac or .wav, or say --format"))
    }
  }

  /// What to ask the device for; nil for what it has by itself.
  private func wish() throws -> StreamFormat? {
    guard rate != nil || channels != nil else { return nil }
    do {
      let found = try DeviceList.device(.input, named: device)
      return StreamFormat(
        sampleRate: rate ?? found.defaultSampleRate,
        channelCount: channels ?? max(1, min(2, found.inputs)))
    } catch {
      throw Failure(error.sentence)
    }
  }
}
