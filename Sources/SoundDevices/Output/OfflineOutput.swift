import Synchronization

/// An output without a device, whose time goes on only when somebody listens; for tests.
///
/// ``hear(_:)`` gives exactly what a listener would have heard: what was handed over, later by the
/// latency, with silence where nothing came in time.
public final class OfflineOutput: AudioOutput {
  fileprivate struct Values {
    var format: StreamFormat?
    var feed: OutputFeed?
    /// What was handed over and not heard yet, interleaved.
    var pipeline: [Float] = []
    var now = 0.0
    var loss: AudioDeviceError?
    var refusal: AudioDeviceError?
    var stall: AudioDeviceError?
    var openCount = 0
  }

  /// What users call it.
  public let name = "offline"

  private let values = Mutex(Values())
  private let rates: Set<Double>?
  private let channelCount: Int
  private let latency: Double?
  private let callCount: Int

  /// Makes an output.
  ///
  /// - Parameters:
  ///   - rates: The rates that it takes; all if nil. Where another one is asked for, it takes the
  ///     highest of them.
  ///   - channelCount: The channels that it takes.
  ///   - latency: Seconds until a sample is heard; nil for those that it is asked for.
  ///   - callCount: How many samples it asks for at once.
  public init(
    rates: Set<Double>? = nil, channelCount: Int = 2, latency: Double? = nil, callCount: Int = 512
  ) {
    precondition(rates?.isEmpty != true && callCount > 0, "an output takes some rate")
    self.rates = rates
    self.channelCount = channelCount
    self.latency = latency
    self.callCount = callCount
  }

  /// The seconds that were heard so far.
  public var now: Double { values.withLock { $0.now } }

  /// Why it stopped by itself; nil while all is well.
  public var loss: AudioDeviceError? { values.withLock { $0.loss } }

  /// Why nothing moves at present; nil while all is well.
  public var stall: AudioDeviceError? { values.withLock { $0.stall } }

  /// The format that it is open for; nil while it is closed.
  public var format: StreamFormat? { values.withLock { $0.format } }

  /// How often it was opened.
  public var openCount: Int { values.withLock { $0.openCount } }

  /// Refuses to open from now on, or takes the refusal back.
  public func refuse(_ error: AudioDeviceError?) { values.withLock { $0.refusal = error } }

  /// Goes away, as if it was unplugged; what was not heard yet is lost.
  public func lose(_ reason: String = "it was unplugged") {
    values.withLock { values in
      values.loss = .lost(.output, name: name, reason: reason)
      values.feed = nil
      values.pipeline = []
    }
  }

  /// Says that it stands still, or that it goes on.
  public func stall(seconds: Double?) {
    values.withLock { values in
      values.stall = seconds.map { .stalled(.output, name: name, seconds: $0) }
    }
  }

  /// Opens it; it takes the rate that was asked for, if it can.
  public func open(
    for wish: StreamFormat, latency: Double
  ) throws(AudioDeviceError) -> StreamFormat {
    let (format, refusal) = values.withLock { values in
      values.loss = nil
      let takes = rates?.contains(wish.sampleRate) ?? true
      let rate = takes ? wish.sampleRate : rates?.max() ?? wish.sampleRate
      let format = StreamFormat(sampleRate: rate, channelCount: channelCount)
      if values.refusal == nil {
        values.format = format
        values.openCount += 1
        let delay = Int(((self.latency ?? latency) * rate).rounded())
        values.pipeline = [Float](repeating: 0, count: delay * channelCount)
      }
      return (format, values.refusal)
    }
    if let refusal { throw refusal }
    return format
  }

  /// Begins to ask the feed for sound.
  public func start(_ feed: OutputFeed) { values.withLock { $0.feed = feed } }

  /// Asks the feed no more.
  public func stop() { values.withLock { $0.feed = nil } }

  /// Forgets what was not heard.
  public func close() {
    values.withLock { values in
      values.feed = nil
      values.format = nil
      values.pipeline = []
    }
  }

  /// Lets time go on and gives what is heard meanwhile, `[count, channels]`.
  ///
  /// - Parameters:
  ///   - count: Samples of time.
  ///   - waits: Whether the player gets the time it needs; otherwise it may come too late, as on a
  ///     busy machine.
  public func hear(_ count: Int, waits: Bool = true) -> [Float] {
    var heard: [Float] = []
    heard.reserveCapacity(count * channelCount)
    var left = count
    while left > 0 {
      let feed = values.withLock { $0.feed }
      if waits { feed?.waitUntilFed() }
      let step = min(left, callCount)
      heard += values.withLock { $0.step(step, channelCount) }
      left -= step
    }
    return heard
  }
}

extension OfflineOutput.Values {
  /// One call of the device: takes samples at the pipeline's end, and gives those at its front.
  fileprivate mutating func step(_ count: Int, _ channels: Int) -> [Float] {
    let rate = format?.sampleRate ?? 48_000
    var buffer = [Float](repeating: 0, count: count * channels)
    if let feed {
      let soundsAt = now + Double(pipeline.count / channels) / rate
      buffer.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        feed.fill(base, count: count, now: now, soundsAt: soundsAt)
      }
    }
    pipeline += buffer
    let heard = Array(pipeline.prefix(count * channels))
    pipeline.removeFirst(heard.count)
    now += Double(count) / rate
    return heard
  }
}
