/// Where sound comes from: a device, or a test.
///
/// One thread at a time opens, starts, stops and closes it, a recorder's own.
public protocol AudioInput: AnyObject, Sendable {
  /// What users call it.
  var name: String { get }

  /// The time now, in seconds, of the clock that ``InputFeed/take(_:count:now:soundedAt:)`` gets.
  var now: Double { get }

  /// Why it stopped by itself; nil while all is well.
  var loss: AudioDeviceError? { get }

  /// Opens it, or opens it anew for another format.
  ///
  /// - Parameters:
  ///   - wish: The format that is wanted; nil for what the device has by itself.
  ///   - latency: Seconds from a sound until it is given, as far as that can be had.
  /// - Returns: The format that it gives.
  /// - Throws: Why there is no sound to be had.
  func open(for wish: StreamFormat?, latency: Double) throws(AudioDeviceError) -> StreamFormat

  /// Begins to record into a feed.
  func start(_ feed: InputFeed) throws(AudioDeviceError)

  /// Stops recording; when it returns, the feed is not called any more.
  func stop()

  /// Gives the device back.
  func close()
}
