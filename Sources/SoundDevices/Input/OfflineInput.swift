import Synchronization

/// An input without a device, into which a test puts what is recorded.
public final class OfflineInput: AudioInput {
  private struct Values {
    var feed: InputFeed?
    var now = 0.0
    var loss: AudioDeviceError?
    var refusal: AudioDeviceError?
  }

  /// What users call it.
  public let name = "offline"

  private let values = Mutex(Values())
  private let format: StreamFormat

  /// Makes an input of a format.
  public init(format: StreamFormat) { self.format = format }

  /// The seconds that were given so far.
  public var now: Double { values.withLock { $0.now } }

  /// Why it stopped by itself; nil while all is well.
  public var loss: AudioDeviceError? { values.withLock { $0.loss } }

  /// Whether it records now.
  public var isRunning: Bool { values.withLock { $0.feed != nil } }

  /// Refuses to open from now on, or takes the refusal back.
  public func refuse(_ error: AudioDeviceError?) { values.withLock { $0.refusal = error } }

  /// Goes away, as if it was unplugged.
  public func lose(_ reason: String = "it was unplugged") {
    values.withLock { values in
      values.loss = .lost(.input, name: name, reason: reason)
      values.feed = nil
    }
  }

  /// Opens it; it gives its own format, whatever is wanted.
  public func open(
    for wish: StreamFormat?, latency: Double
  ) throws(AudioDeviceError) -> StreamFormat {
    let refusal = values.withLock { values in
      values.loss = nil
      return values.refusal
    }
    if let refusal { throw refusal }
    return format
  }

  /// Begins to record into a feed.
  public func start(_ feed: InputFeed) { values.withLock { $0.feed = feed } }

  /// Records no more.
  public func stop() { values.withLock { $0.feed = nil } }

  /// Gives nothing back, because there is nothing.
  public func close() {}

  /// Gives interleaved amplitudes, as one call of a device.
  public func give(_ amplitudes: [Float]) {
    let count = amplitudes.count / format.channelCount
    values.withLock { values in
      let soundedAt = values.now
      values.now += Double(count) / format.sampleRate
      guard let feed = values.feed else { return }
      amplitudes.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        feed.take(base, count: count, now: values.now, soundedAt: soundedAt)
      }
    }
  }
}
