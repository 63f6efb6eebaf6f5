import Synchronization

/// What a device callback took or gave, and when: samples from a position on.
struct Run: Equatable {
  /// The ring position of the first sample.
  var position: Int
  /// How many samples of time; silence is not counted.
  var count: Int
  /// When the callback ran, in seconds of the device's clock.
  var calledAt: Double
  /// When the first sample is at the converter: later than the call for output, earlier for input.
  var soundsAt: Double
}

/// The latest runs of one callback, readable from any thread without a lock.
///
/// Each place has a counter that is odd while it is written (a seqlock), so that a reader notices
/// when a run changed under its eyes. The places are written by the callback alone.
struct RunLog: ~Copyable, @unchecked Sendable {
  /// How many runs are kept: at 5 ms a callback more than two seconds.
  static let capacity = 512

  private struct Place: ~Copyable {
    let sequence = Atomic<Int>(0)
    let position = Atomic<Int>(0)
    let count = Atomic<Int>(0)
    let calledAt = Atomic<UInt64>(0)
    let soundsAt = Atomic<UInt64>(0)
  }

  private let places: UnsafeMutablePointer<Place>
  private let published = Atomic<Int>(0)

  init() {
    places = .allocate(capacity: Self.capacity)
    for index in 0..<Self.capacity { (places + index).initialize(to: Place()) }
  }

  deinit {
    places.deinitialize(count: Self.capacity)
    places.deallocate()
  }

  /// Adds a run; for the callback.
  @_noAllocation @_noLocks
  func append(position: Int, count: Int, calledAt: Double, soundsAt: Double) {
    let number = published.load(ordering: .relaxed)
    let place = places + (number & (RunLog.capacity &- 1))
    place.pointee.sequence.store(2 &* number &+ 1, ordering: .relaxed)
    atomicMemoryFence(ordering: .releasing)
    place.pointee.position.store(position, ordering: .relaxed)
    place.pointee.count.store(count, ordering: .relaxed)
    place.pointee.calledAt.store(calledAt.bitPattern, ordering: .relaxed)
    place.pointee.soundsAt.store(soundsAt.bitPattern, ordering: .relaxed)
    place.pointee.sequence.store(2 &* number &+ 2, ordering: .releasing)
    published.store(number &+ 1, ordering: .releasing)
  }

  /// How many runs there were since the beginning.
  var count: Int { published.load(ordering: .acquiring) }

  /// The run of a number; nil once it was overwritten.
  subscript(number: Int) -> Run? {
    let place = places + (number & (RunLog.capacity - 1))
    guard place.pointee.sequence.load(ordering: .acquiring) == 2 * number + 2 else { return nil }
    let run = Run(
      position: place.pointee.position.load(ordering: .relaxed),
      count: place.pointee.count.load(ordering: .relaxed),
      calledAt: Double(bitPattern: place.pointee.calledAt.load(ordering: .relaxed)),
      soundsAt: Double(bitPattern: place.pointee.soundsAt.load(ordering: .relaxed)))
    atomicMemoryFence(ordering: .acquiring)
    return place.pointee.sequence.load(ordering: .relaxed) == 2 * number + 2 ? run : nil
  }

  /// The newest run.
  var last: Run? {
    let count = count
    return count == 0 ? nil : self[count - 1]
  }

  /// The newest run for which something holds; looks back as far as the log reaches.
  func last(where holds: (Run) -> Bool) -> Run? {
    let count = count
    for number in stride(from: count - 1, through: max(0, count - Self.capacity), by: -1) {
      guard let run = self[number] else { return nil }
      if holds(run) { return run }
    }
    return nil
  }
}
