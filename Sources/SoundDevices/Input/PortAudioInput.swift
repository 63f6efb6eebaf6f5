import CPortAudio
import Synchronization

/// A device of the machine that records, through PortAudio.
///
/// Where PulseAudio or PipeWire is reached through ALSA, there is one device for all of its sources,
/// monitors of outputs among them; which one it is follows from the variable `PULSE_SOURCE`.
public final class PortAudioInput: AudioInput {
  private struct Values {
    var stream: PortAudioStream?
    var feed: InputFeed?
    var name: String
    var isRunning = false
  }

  private let device: String?
  private let values: Mutex<Values>
  private let watch = StreamWatch()
  private let slot = InputSlot()

  /// Names a device; it is opened later.
  ///
  /// - Parameter device: Its identifier or name or a part of that; nil for the default one.
  public init(device: String? = nil) {
    self.device = device
    values = Mutex(Values(name: device ?? "the default input"))
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
        return .lost(.input, name: values.name, reason: "the sound system closed it")
      }
      return watch.stillSeconds(feed.callCount).map {
        .lost(.input, name: values.name, reason: "it gave no sound for \(Int($0)) s")
      }
    }
  }

  /// Opens the device; at its own rate where it refuses the wanted one, or where none is wanted.
  public func open(
    for wish: StreamFormat?, latency: Double
  ) throws(AudioDeviceError) -> StreamFormat {
    close()
    let stream = try PortAudioStream(
      .input, named: device, wish: wish, latency: latency, callback: inputCallback,
      user: UnsafeMutableRawPointer(slot.pointer))
    values.withLock { values in
      values.stream = stream
      values.name = stream.device.name
    }
    return stream.format
  }

  /// Begins to record into a feed.
  public func start(_ feed: InputFeed) throws(AudioDeviceError) {
    guard let stream = values.withLock({ $0.stream }) else { return }
    slot.pointer.pointee = feed.state
    watch.start()
    try stream.start()
    values.withLock { values in
      values.feed = feed
      values.isRunning = true
    }
  }

  /// Stops recording; when it returns, the feed is not called any more.
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

/// The place where the callback finds where to put sound; set only while no callback runs.
final class InputSlot: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<UnsafeMutablePointer<InputState>?>

  init() {
    pointer = .allocate(capacity: 1)
    pointer.initialize(to: nil)
  }

  deinit { pointer.deallocate() }
}

private func inputCallback(
  _ input: UnsafeRawPointer?, _ output: UnsafeMutableRawPointer?, _ count: UInt,
  _ times: UnsafePointer<PaStreamCallbackTimeInfo>?, _ flags: PaStreamCallbackFlags,
  _ user: UnsafeMutableRawPointer?
) -> Int32 {
  if let input, let user {
    serveInput(
      user.assumingMemoryBound(to: UnsafeMutablePointer<InputState>?.self),
      input.assumingMemoryBound(to: Float.self), Int(count), times, flags)
  }
  return 0
}

/// The callback's body: finds out when the first sample was heard, and takes the buffer.
@_noAllocation @_noLocks
func serveInput(
  _ slot: UnsafeMutablePointer<UnsafeMutablePointer<InputState>?>,
  _ input: UnsafePointer<Float>, _ count: Int, _ times: UnsafePointer<PaStreamCallbackTimeInfo>?,
  _ flags: PaStreamCallbackFlags
) {
  // It is set as long as the stream runs.
  guard let state = slot.pointee else { return }
  let now = em_now()
  var delay = 0.0
  if let times { delay = times.pointee.currentTime - times.pointee.inputBufferAdcTime }
  // Some drivers give no times at first.
  if !(delay >= 0 && delay < 10) { delay = 0 }
  if flags & em_input_overflow != 0 {
    state.pointee.deviceGapCount.store(
      state.pointee.deviceGapCount.load(ordering: .relaxed) &+ 1, ordering: .relaxed)
  }
  takeInput(state, input, count: count, now: now, soundedAt: now - delay)
}
