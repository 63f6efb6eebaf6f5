import Synchronization

/// What a player gives an output to play: a back-end calls ``fill(_:count:now:soundsAt:)`` for it.
///
/// The pointer belongs to this object and lives as long. What lies behind it is shared by atomics,
/// but for the variables of the callback, which one thread at a time may run.
public final class OutputFeed: @unchecked Sendable {
  /// How the device takes the sound.
  public let format: StreamFormat

  let state: UnsafeMutablePointer<OutputState>
  private let wake: WakePipe

  init(format: StreamFormat, capacity: Int, wake: WakePipe) {
    self.format = format
    self.wake = wake
    state = .allocate(capacity: 1)
    state.initialize(to: OutputState(format: format, capacity: capacity))
  }

  deinit {
    state.deinitialize(count: 1)
    state.deallocate()
  }

  /// Fills a buffer of the device; neither allocates nor locks nor waits.
  ///
  /// - Parameters:
  ///   - output: Receives `[count, channels]`.
  ///   - count: Samples of time.
  ///   - now: When the device asks, in seconds of its clock.
  ///   - soundsAt: When the first sample will be heard.
  @_noAllocation @_noLocks
  public func fill(
    _ output: UnsafeMutablePointer<Float>, count: Int, now: Double, soundsAt: Double
  ) {
    fillOutput(state, output, count: count, now: now, soundsAt: soundsAt)
  }

  /// Whether there is nothing to hear and nothing to come, so that an output may rest.
  public var isSilent: Bool {
    state.pointee.ring.availableCount == 0 || state.pointee.isPaused.load(ordering: .relaxed)
  }

  /// Whether so many samples can be had without a gap: they are there, or it is the end or a pause.
  ///
  /// An output that needn't give its samples at a certain time, such as a pipe, had better wait.
  public func isReady(for count: Int) -> Bool {
    availableCount >= count || state.pointee.isPaused.load(ordering: .relaxed)
      || state.pointee.endPosition.load(ordering: .acquiring) != .max
  }

  /// How many samples wait in the ring.
  public var availableCount: Int { state.pointee.ring.availableCount }

  /// Waits until the feeding thread has done all that can be done now; for outputs without a clock.
  ///
  /// - Returns: Whether it answered within the time.
  @discardableResult
  public func waitUntilFed(seconds: Double = 10) -> Bool { wake.askAndWait(seconds: seconds) }
}
