import Explorer
import Foundation
import SoundDevices

/// Where sound goes, and how soon it is heard.
public struct SoundSetup: Sendable {
  /// The device by its identifier, its name or a part of that; nil for the default one.
  public var device: String?
  /// Where samples go instead of to a device; nil for a device.
  public var target: PipeTarget?
  /// Seconds from handing a sample over until it is heard.
  public var latency: Double
  /// The volume to begin with, in decibels.
  public var decibels: Int
  /// Makes the output of a device by its name, nil for the default one; tests have their own.
  package var makeOutput: @Sendable (String?) -> any AudioOutput = { PortAudioOutput(device: $0) }
  /// Finds the devices that play.
  package var findOutputs: @Sendable () throws(AudioDeviceError) -> [AudioDevice] = {
    () throws(AudioDeviceError) in
    try DeviceList.current().filter { $0.outputs > 0 }
  }

  /// Makes a setup; that of the default device unless said otherwise.
  public init(
    device: String? = nil, target: PipeTarget? = nil, latency: Double = Player.usualLatency,
    decibels: Int = 0
  ) {
    self.device = device
    self.target = target
    self.latency = latency
    self.decibels = decibels
  }

  /// The factor of a volume; exactly 1 at 0 dB.
  public static func gain(decibels: Double) -> Float {
    decibels == 0 ? 1 : Float(pow(10, decibels / 20))
  }

  /// The output to play on.
  public func output(device: String?) -> any AudioOutput {
    target.map { PipeOutput($0) } ?? makeOutput(device)
  }
}

extension PlaybackSettings {
  /// The settings of a style.
  ///
  /// - Parameter isPart: Whether the sound is cut out of a longer one, whose edges would click.
  init(_ style: SoundStyle, isPart: Bool) {
    self.init(
      speed: style.speed, keepsPitch: style.keepsPitch,
      band: style.band.map { Double($0.lowerBound)...Double($0.upperBound) },
      routing: Routing(style.side),
      repetition: style.isLooping ? .blendedLoop(seconds: PlaybackSettings.shortFade) : .once,
      fadeSeconds: isPart ? PlaybackSettings.shortFade : 0)
  }
}

extension PlaybackSettings.Routing {
  /// The routing of a side.
  init(_ side: Audition.Side) {
    self =
      switch side {
      case .both: .asRecorded
      case .mono: .mono
      case .left: .left
      case .right: .right
      }
  }
}

extension SoundStyle {
  /// The factor of all amplitudes; exactly 1 at 0 dB.
  var gain: Float { SoundSetup.gain(decibels: Double(decibels)) }
}
