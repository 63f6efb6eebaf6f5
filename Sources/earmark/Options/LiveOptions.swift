import ArgumentParser
import Explorer
import ExplorerRuntime
import Foundation
import SoundDevices
import SoundFiles

extension SampleCoding: ExpressibleByArgument {}
extension LiveStyle: ExpressibleByArgument {}

/// The kinds of file that recordings become.
enum RecordingContainer: String, ExpressibleByArgument, CaseIterable {
  /// Lossless and half as large; at most 24 bits and 8 channels.
  case flac
  /// Every sample as it comes.
  case wav

  /// The same as the writer names it.
  var container: SoundFormat.Container { self == .flac ? .flac : .wav }
}

/// Where live sound comes from.
struct LiveSourceOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The device, by its name or a part of it; earmark devices lists them. Else the default one.",
      valueName: "device"))
  var device: String?

  @Flag(name: .long, help: "Listen to standard input: a WAV file of any length, or --format.")
  var stdin = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Listen to what a program writes to its standard output, such as 'ffmpeg -i rtsp://… -f wav -'; "
        + "it is split at blanks and quotes, and no shell runs.", valueName: "command"))
  var from: String?

  @Option(name: .long, help: "How samples without a header are coded.")
  var format: SampleCoding?

  @Option(
    name: .long, help: ArgumentHelp("Samples per second of such samples.", valueName: "hertz"))
  var rate: Double?

  @Option(name: .long, help: ArgumentHelp("Channels of such samples; else 1.", valueName: "n"))
  var channels: Int?

  @Option(
    name: .customLong("audio-latency"),
    help: ArgumentHelp(
      "Seconds from a sound at the device to the picture, about.", valueName: "seconds"))
  var latency = 0.1

  mutating func validate() throws {
    if [device != nil, stdin, from != nil].count(where: \.self) > 1 {
      throw ValidationError("--device, --stdin and --from exclude each other.")
    }
    let isPipe = stdin || from != nil
    if !isPipe, format != nil || rate != nil || channels != nil {
      throw ValidationError("--format, --rate and --channels go with --stdin or --from.")
    }
    if format != nil, rate == nil { throw ValidationError("--format needs --rate.") }
    if format == nil, rate != nil || channels != nil {
      throw ValidationError("--rate and --channels need --format.")
    }
    if let rate, !(20...1_000_000).contains(rate) {
      throw ValidationError("--rate is \(rate), not from 20 to 1000000.")
    }
    if let channels, !(1...1024).contains(channels) {
      throw ValidationError("--channels is \(channels), not from 1 to 1024.")
    }
    if !(0.005...2).contains(latency) {
      throw ValidationError("--audio-latency is \(latency), not from 0.005 to 2.")
    }
  }

  /// The source.
  func source() throws -> LiveSource {
    if stdin { return .standardInput }
    guard let from else { return .device(device.map(RawArguments.shown)) }
    do throws(Failure) {
      return .program(try CommandWords.split(from))
    } catch {
      throw UsageFailure(failure: error)
    }
  }

  /// How a pipe's sound is coded.
  var pipeFormat: LiveSetup.PipeFormat {
    guard let format, let rate else { return .wave }
    return .raw(format, StreamFormat(sampleRate: rate, channelCount: channels ?? 1))
  }
}

/// What is kept of live sound.
struct LiveKeepingOptions: ParsableArguments {
  @Option(
    name: .long, help: ArgumentHelp("Seconds that one key keeps.", valueName: "seconds"))
  var keepSeconds = 30.0

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Record by itself from this level on, in dB re full scale.", valueName: "dB"))
  var triggerDb: Double?

  @Option(
    name: .long,
    help: ArgumentHelp("Seconds before that level which are recorded too.", valueName: "seconds"))
  var preRoll = 2.0

  @Flag(name: .long, help: "Record from the first sample on.")
  var record = false

  @Option(name: .long, help: "The kind of file for recordings and clips.")
  var recordFormat = RecordingContainer.flac

  mutating func validate() throws {
    if !(0.1...600).contains(keepSeconds) {
      throw ValidationError("--keep-seconds is \(keepSeconds), not from 0.1 to 600.")
    }
    if !(0...600).contains(preRoll) {
      throw ValidationError("--pre-roll is \(preRoll), not from 0 to 600.")
    }
    if let triggerDb, !(-120...0).contains(triggerDb) {
      throw ValidationError("--trigger-db is \(triggerDb), not from -120 to 0.")
    }
  }
}
