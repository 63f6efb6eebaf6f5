/// Why there is no sound from or to a device, with the facts.
public enum AudioDeviceError: Error, Sendable, Hashable {
  /// Which way sound goes.
  public enum Direction: String, Sendable, Hashable {
    /// To be heard.
    case output
    /// To be recorded.
    case input
  }

  /// The library for sound devices does not start.
  case noSystem(reason: String)
  /// The machine has no device of this direction.
  case noDevice(Direction)
  /// No device has this name.
  case unknownDevice(Direction, name: String, others: [String])
  /// Another program has it.
  case busy(Direction, name: String)
  /// It does not open, or does not start.
  case cannotOpen(Direction, name: String, reason: String)
  /// It takes or gives sound at other rates only, and nothing that resamples was given.
  case rateNotSupported(Direction, name: String, asked: Double, offered: Double)
  /// It was there and is gone: unplugged, or its server ended.
  case lost(Direction, name: String, reason: String)
  /// It is there but takes or gives nothing.
  case stalled(Direction, name: String, seconds: Double)
  /// The sound can't be brought to the device's rate.
  case cannotResample(from: Double, to: Double, reason: String)

  /// The text names no target for samples.
  case badTarget(String)
  /// Standard output is the terminal, on which samples would be noise.
  case terminalOutput
  /// The file exists and is not a pipe.
  case fileExists(path: String)
  /// The pipe can't be opened or written.
  case cannotWrite(path: String, reason: String)
  /// No program reads from the pipe.
  case noReader(path: String)
  /// The program that read the samples ended, or closed the connection.
  case readerGone(name: String)
  /// Nobody listens at the address.
  case cannotConnect(address: String, reason: String)
}
