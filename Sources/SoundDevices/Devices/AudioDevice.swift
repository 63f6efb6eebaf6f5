/// A device that plays or records.
public struct AudioDevice: Sendable, Hashable, Codable {
  /// A name that stays the same as long as the device is called so: `SYSTEM:NAME`.
  public let id: String
  /// What the system calls it.
  public let name: String
  /// The sound system that it belongs to, such as ALSA.
  public let system: String
  /// How many channels it records.
  public let inputs: Int
  /// How many channels it plays.
  public let outputs: Int
  /// The rate that it works at by itself, in hertz.
  public let defaultSampleRate: Double
  /// Whether it records where no other one is chosen.
  public let isDefaultInput: Bool
  /// Whether it plays where no other one is chosen.
  public let isDefaultOutput: Bool
}

extension AudioDevice {
  /// How many channels it has in a direction.
  public func channelCount(_ direction: AudioDeviceError.Direction) -> Int {
    direction == .output ? outputs : inputs
  }

  /// Whether it is what is taken where no other one is chosen.
  public func isDefault(_ direction: AudioDeviceError.Direction) -> Bool {
    direction == .output ? isDefaultOutput : isDefaultInput
  }
}
