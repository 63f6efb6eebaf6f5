import Synchronization

/// What a recording callback and the draining thread share: the former writes, the latter reads.
struct InputState: ~Copyable, @unchecked Sendable {
  let ring: SampleRing
  let runs = RunLog()
  /// How often the callback ran, how often the ring was full, and how often the device says that it
  /// lost something.
  let callCount = Atomic<Int>(0)
  let overrunCount = Atomic<Int>(0)
  let deviceGapCount = Atomic<Int>(0)

  init(format: StreamFormat, capacity: Int) {
    ring = SampleRing(minimumCapacity: capacity, channelCount: format.channelCount)
  }
}

/// Takes what a device recorded; the body of every recording callback.
///
/// - Parameters:
///   - input: `[count, channels]`.
///   - count: Samples of time.
///   - now: When the callback runs, in seconds of the device's clock.
///   - soundedAt: When the first sample reached the converter.
@_noAllocation @_noLocks
func takeInput(
  _ state: UnsafeMutablePointer<InputState>, _ input: UnsafePointer<Float>, count: Int,
  now: Double, soundedAt: Double
) {
  let position = state.pointee.ring.writePosition
  let added = state.pointee.ring.write(input, count: count)
  if added < count {
    state.pointee.overrunCount.store(
      state.pointee.overrunCount.load(ordering: .relaxed) &+ 1, ordering: .relaxed)
  }
  if added > 0 {
    state.pointee.runs.append(
      position: position, count: added, calledAt: now, soundsAt: soundedAt)
  }
  state.pointee.callCount.store(
    state.pointee.callCount.load(ordering: .relaxed) &+ 1, ordering: .releasing)
}
