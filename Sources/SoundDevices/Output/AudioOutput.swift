/// Where sound goes: a device, a pipe, or a test.
///
/// A player opens it at its first sound, from a thread of its own, which is the only one that calls
/// ``open(for:latency:)``, ``start(_:)``, ``stop()`` and ``close()``. The other requirements may be
/// read from any thread.
public protocol AudioOutput: AnyObject, Sendable {
  /// What users call it.
  var name: String { get }

  /// The time now, in seconds, of the clock that ``OutputFeed/fill(_:count:now:soundsAt:)`` gets.
  var now: Double { get }

  /// Why it stopped by itself; nil while all is well.
  var loss: AudioDeviceError? { get }

  /// Why nothing moves at present although it may go on later; nil while all is well.
  var stall: AudioDeviceError? { get }

  /// Opens it, or opens it anew for another format.
  ///
  /// - Parameters:
  ///   - wish: The format that would suit the sound.
  ///   - latency: Seconds from handing a sample over until it is heard, as far as that can be had.
  /// - Returns: The format that it takes.
  /// - Throws: Why there is no sound to be had.
  func open(for wish: StreamFormat, latency: Double) throws(AudioDeviceError) -> StreamFormat

  /// Begins to play what a feed gives.
  func start(_ feed: OutputFeed) throws(AudioDeviceError)

  /// Stops playing; when it returns, the feed is not called any more.
  func stop()

  /// Gives the device back.
  func close()
}

extension AudioOutput {
  /// Nothing stalls, unless a back-end says so.
  public var stall: AudioDeviceError? { nil }
}
