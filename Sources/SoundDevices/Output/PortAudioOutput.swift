import CPortAudio
import Synchronization

/// A device of the machine, through PortAudio.
///
/// It has a stream of its own; a stream that plays and records at once has gaps.
public final class PortAudioOutput: AudioOutput {
  private struct Values {
    var stream: PortAudioStream?
    var feed: OutputFeed?
    var name: String
    var isRunning = false
  }

  private let device: String?
  private let values: Mutex<Values>
  private let watch = StreamWatch()
  private let slot = OutputSlot()

  /// Names a device; it is opened at the first sound.
  ///
  /// - Parameter device: Its identifier or name or a part of that; nil for the default one.
  public init(device: String? = nil) {
    self.device = device
    values = Mutex(Values(name: device ?? "the default output"))
  }

  /// What users call it.
  public var name: String { values.withLock { $0.name } }

  /// Seconds of a clock that is never set back.
  public var now: Double { em_now() }

  /// Why it stopped by itself; nil while all is well.
  public var loss: AudioDeviceError? {
    values.withLock { values in
      guard values.isRunning, let stream = values.stream, let feed = values.feed else { return nil }
      if !stream.isActive {
        return .lost(.output, name: values.name, reason: "the sound system closed it")
      }
      let calls = feed.statistics.callCount
      return watch.stillSeconds(calls).map {
        .lost(.output, name: values.name, reason: "it took no sound for \(Int($0)) s")
      }
    }
  }

  /// Opens the device; at its own rate where it refuses the wanted one.
  public func open(
    for wish: StreamFormat, latency: Double
  ) throws(AudioDeviceError) -> StreamFormat {
    close()
    let stream = try PortAudioStream(
      .output, named: device, wish: wish, latency: latency, callback: outputCallback,
      user: UnsafeMutableRawPointer(slot.pointer))
    values.withLock { values in
      values.stream = stream
      values.name = stream.device.name
    }
    return stream.format
  }

  /// Begins to play what a feed gives.
  public func start(_ feed: OutputFeed) throws(AudioDeviceError) {
    guard let stream = values.withLock({ $0.stream }) else { return }
    slot.pointer.pointee = feed.state
    watch.start()
    try stream.start()
    values.withLock { values in
      values.feed = feed
      values.isRunning = true
    }
  }

  /// Stops playing; when it returns, the feed is not called any more.
  public func stop() {
    let stream = values.withLock { values in
      values.isRunning = false
      return values.stream
    }
    stream?.stop()
    slot.pointer.pointee = nil
    values.withLock { $0.feed = nil }
  }

  /// Gives the device back.
  public func close() {
    // Closing may take long, so the lock is free again when the stream is.
    let stream = values.withLock { values in
      defer { values.stream = nil }
      return values.stream
    }
    withExtendedLifetime(stream) {}
  }
}

/// The place where the callback finds what it plays; set only while no callback runs.
final class OutputSlot: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<UnsafeMutablePointer<OutputState>?>

  init() {
    pointer = .allocate(capacity: 1)
    pointer.initialize(to: nil)
  }

  deinit { pointer.deallocate() }
}

private func outputCallback(
  _ input: UnsafeRawPointer?, _ output: UnsafeMutableRawPointer?, _ count: UInt,
  _ times: UnsafePointer<PaStreamCallbackTimeInfo>?, _ flags: PaStreamCallbackFlags,
  _ user: UnsafeMutableRawPointer?
) -> Int32 {
  if let output, let user {
    serveOutput(
      user.assumingMemoryBound(to: UnsafeMutablePointer<OutputState>?.self),
      output.assumingMemoryBound(to: Float.self), Int(count), times, flags)
  }
  return 0
}

/// The callback's body: finds out when the first sample will be heard, and fills the buffer.
@_noAllocation @_noLocks
func serveOutput(
  _ slot: UnsafeMutablePointer<UnsafeMutablePointer<OutputState>?>,
  _ output: UnsafeMutablePointer<Float>, _ count: Int,
  _ times: UnsafePointer<PaStreamCallbackTimeInfo>?, _ flags: PaStreamCallbackFlags
) {
  // It is set as long as the stream runs.
  guard let state = slot.pointee else { return }
  let now = em_now()
  var delay = 0.0
  if let times { delay = times.pointee.outputBufferDacTime - times.pointee.currentTime }
  // Some drivers give no times at first.
  if !(delay >= 0 && delay < 10) { delay = 0 }
  if flags & em_output_underflow != 0 {
    state.pointee.deviceGapCount.store(
      state.pointee.deviceGapCount.load(ordering: .relaxed) &+ 1, ordering: .relaxed)
  }
  fillOutput(state, output, count: count, now: now, soundsAt: now + delay)
}
