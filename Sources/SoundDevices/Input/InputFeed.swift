import Synchronization

/// What a recorder takes from an input: a back-end calls ``take(_:count:now:soundedAt:)`` for it.
///
/// The pointer belongs to this object and lives as long; what lies behind it is shared by atomics.
public final class InputFeed: @unchecked Sendable {
  /// How the device gives the sound.
  public let format: StreamFormat

  let state: UnsafeMutablePointer<InputState>

  init(format: StreamFormat, capacity: Int) {
    self.format = format
    state = .allocate(capacity: 1)
    state.initialize(to: InputState(format: format, capacity: capacity))
  }

  deinit {
    state.deinitialize(count: 1)
    state.deallocate()
  }

  /// Takes a buffer of the device; neither allocates nor locks nor waits.
  ///
  /// - Parameters:
  ///   - input: `[count, channels]`.
  ///   - count: Samples of time.
  ///   - now: When the device calls, in seconds of its clock.
  ///   - soundedAt: When the first sample was heard.
  @_noAllocation @_noLocks
  public func take(
    _ input: UnsafePointer<Float>, count: Int, now: Double, soundedAt: Double
  ) {
    takeInput(state, input, count: count, now: now, soundedAt: soundedAt)
  }

  /// How many samples wait in the ring.
  public var availableCount: Int { state.pointee.ring.availableCount }

  var callCount: Int { state.pointee.callCount.load(ordering: .acquiring) }

  /// What was lost so far.
  var losses: RecordingLosses {
    RecordingLosses(
      overrunCount: state.pointee.overrunCount.load(ordering: .relaxed),
      droppedCount: state.pointee.ring.droppedCount,
      deviceGapCount: state.pointee.deviceGapCount.load(ordering: .relaxed))
  }

  /// Takes what waits, at most `limit` samples; nil when nothing does.
  func next(limit: Int) -> (amplitudes: [Float], position: Int)? {
    let count = min(limit, availableCount)
    guard count > 0 else { return nil }
    let position = state.pointee.ring.readPosition
    let amplitudes = [Float](unsafeUninitializedCapacity: count * format.channelCount) {
      buffer, filled in
      if let base = buffer.baseAddress {
        filled = state.pointee.ring.read(into: base, count: count) * format.channelCount
      }
    }
    return (amplitudes, position)
  }

  /// When a sample was heard, by the device's clock; nil when that is long ago.
  func time(ofPosition position: Int) -> Double? {
    state.pointee.runs.last { $0.position <= position }.map {
      $0.soundsAt + Double(position - $0.position) / format.sampleRate
    }
  }
}

/// What a recording lost since it began.
public struct RecordingLosses: Sendable, Hashable {
  /// How often the program was too slow to take what the device gave.
  public var overrunCount = 0
  /// How many samples that were.
  public var droppedCount = 0
  /// How often the device itself reported a gap.
  public var deviceGapCount = 0

  /// Makes a count.
  public init(overrunCount: Int = 0, droppedCount: Int = 0, deviceGapCount: Int = 0) {
    self.overrunCount = overrunCount
    self.droppedCount = droppedCount
    self.deviceGapCount = deviceGapCount
  }
}
