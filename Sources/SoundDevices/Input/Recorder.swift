import Synchronization

/// What a recorder tells, on its own thread.
public enum RecorderEvent: Sendable {
  /// Recording runs, in this format.
  case started(StreamFormat)
  /// Sound arrived.
  case block(RecordedBlock)
  /// More was lost; how much so far.
  case overrun(RecordingLosses)
  /// There is no sound from this input.
  case failed(AudioDeviceError)
  /// The device went away.
  case deviceLost(AudioDeviceError)
}

/// Samples that follow each other.
public struct RecordedBlock: Sendable, Equatable {
  /// `[count, channels]`, interleaved.
  public let amplitudes: [Float]
  /// How they are made.
  public let format: StreamFormat
  /// How many samples were recorded before the first one; what was dropped is not counted.
  public let firstSample: Int
  /// When the first sample was heard, in seconds of the input's clock, as far as it is known.
  public let soundedAt: Double?

  /// Samples of time.
  public var count: Int { amplitudes.count / format.channelCount }
}

/// Records from an input: takes what the callback leaves in the ring, and hands it on.
///
/// Nothing here waits for a device: opening it is left to a thread of the recorder's own. When the
/// closure that takes the blocks is too slow, sound is dropped and counted, never waited for.
public final class Recorder: Sendable {
  /// The latency that inputs are asked for unless said otherwise, in seconds.
  public static let usualLatency = 0.05
  /// How much the ring holds while the closure is busy, in seconds.
  public static let ringSeconds = 4.0

  /// How long ``stop()`` waits at most, in seconds.
  public static let patienceSeconds = 10.0

  /// Where the sound comes from.
  public let input: any AudioInput

  private let wish: StreamFormat?
  private let latency: Double
  private let onEvent: @Sendable (RecorderEvent) -> Void
  private let state = RecorderState()
  private let thread = Mutex<AudioThread?>(nil)

  /// Makes a recorder; nothing is opened yet.
  ///
  /// - Parameters:
  ///   - wish: The format that is wanted; nil for what the device has by itself.
  ///   - latency: Seconds from a sound until it is handed on, about.
  ///   - onEvent: Learns what happens, on the recorder's thread.
  public init(
    input: any AudioInput, wish: StreamFormat? = nil, latency: Double = Recorder.usualLatency,
    onEvent: @escaping @Sendable (RecorderEvent) -> Void
  ) {
    self.input = input
    self.wish = wish
    self.latency = latency
    self.onEvent = onEvent
  }

  deinit { stop() }

  /// Begins; once for each recorder.
  public func start() {
    thread.withLock { thread in
      guard thread == nil, !state.isStopped else { return }
      thread = AudioThread { [state, input, wish, latency, onEvent] in
        Drain(input: input, state: state, onEvent: onEvent).run(wish, latency)
      }
    }
  }

  /// Ends; when it returns, all that was recorded has been handed on and the device is given back.
  ///
  /// A device that hangs, or a closure, is left alone after ``patienceSeconds``.
  public func stop() {
    state.stop()
    let running = thread.withLock { thread in
      defer { thread = nil }
      return thread
    }
    running?.join(state.wake, seconds: Self.patienceSeconds)
  }

  /// Waits until what was recorded so far has been handed on; for tests.
  @discardableResult
  package func settle(seconds: Double = 10) -> Bool { state.wake.askAndWait(seconds: seconds) }
}

/// What a recorder and its thread share.
final class RecorderState: Sendable {
  let wake = WakePipe()
  private let stopped = Atomic<Bool>(false)

  var isStopped: Bool { stopped.load(ordering: .acquiring) }

  func stop() {
    stopped.store(true, ordering: .releasing)
    wake.wake()
  }
}
