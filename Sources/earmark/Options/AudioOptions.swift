import ArgumentParser
import Explorer
import ExplorerRuntime
import SoundDevices

/// Where sound goes.
struct AudioOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The sound device, by its name or a part of that; earmark devices lists them.",
      valueName: "name"))
  var device: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Seconds until a sample is heard; more survive a busy machine.", valueName: "seconds"))
  var audioLatency: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      Send samples elsewhere: pipe:FILE, tcp:HOST:PORT or stdout. Over SSH, where you sit: \
      nc -l 4010 | aplay -t raw -f S16_LE -r 48000 -c 2, then ssh -R 4010:localhost:4010 HOST, \
      and there --audio-out tcp:localhost:4010.
      """, valueName: "target"))
  var audioOut: String?

  mutating func validate() throws {
    if let audioLatency, !AudioFile.latencies.contains(audioLatency) {
      throw ValidationError(
        "--audio-latency is \(audioLatency), not a number of seconds from 0.005 to 2.")
    }
    if device != nil, audioOut != nil {
      throw ValidationError("Only one of --device and --audio-out can be used.")
    }
  }

  /// Where sound goes: as the flags say, else the user's file, else the default device.
  ///
  /// - Throws: A wrong use, or what is wrong with the user's file.
  func setup() throws -> SoundSetup {
    let file = try AudioFile()
    var setup = SoundSetup(
      device: device ?? file.device, target: device == nil ? file.target : nil,
      latency: audioLatency ?? file.latency ?? Player.usualLatency, decibels: file.volume ?? 0)
    guard let audioOut else { return setup }
    do {
      setup.target = try PipeTarget(audioOut)
    } catch {
      throw UsageFailure(failure: Failure(error.sentence))
    }
    return setup
  }
}
