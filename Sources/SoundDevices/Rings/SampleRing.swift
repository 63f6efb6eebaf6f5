import Synchronization

/// A queue of interleaved samples that one thread writes and another reads, without locks.
///
/// A position counts samples of time, each with one amplitude per channel, and grows for ever; it
/// is folded into the storage only on use. When the ring is full, what doesn't fit is dropped and
/// counted; nobody ever waits.
///
/// The storage is reached through a pointer, so the compiler can't see who uses it: the writer
/// touches only free places, the reader only filled ones, and each publishes its own position with
/// `releasing` order after it is done.
public struct SampleRing: ~Copyable, @unchecked Sendable {
  /// Amplitudes per sample.
  public let channelCount: Int
  /// How many samples it holds: a power of two.
  public let capacity: Int

  private let storage: UnsafeMutablePointer<Float>
  private let mask: Int
  private let written = Atomic<Int>(0)
  private let read = Atomic<Int>(0)
  private let dropped = Atomic<Int>(0)

  /// Makes an empty ring.
  ///
  /// - Parameters:
  ///   - minimumCapacity: How many samples it must hold; rounded up to a power of two.
  ///   - channelCount: Amplitudes per sample.
  /// - Precondition: Both are positive.
  public init(minimumCapacity: Int, channelCount: Int) {
    precondition(minimumCapacity > 0 && channelCount > 0, "a ring holds samples of some channel")
    var capacity = 1
    while capacity < minimumCapacity { capacity *= 2 }
    self.capacity = capacity
    self.channelCount = channelCount
    mask = capacity - 1
    storage = .allocate(capacity: capacity * channelCount)
    storage.initialize(repeating: 0, count: capacity * channelCount)
  }

  deinit { storage.deallocate() }

  /// The position that the next written sample gets: how many were written since the beginning.
  public var writePosition: Int {
    @_noAllocation @_noLocks get { written.load(ordering: .acquiring) }
  }

  /// The position of the next sample to be read.
  public var readPosition: Int {
    @_noAllocation @_noLocks get { read.load(ordering: .acquiring) }
  }

  /// How many samples wait to be read.
  public var availableCount: Int {
    @_noAllocation @_noLocks get { writePosition &- readPosition }
  }

  /// How many samples found no room since the beginning.
  public var droppedCount: Int { dropped.load(ordering: .relaxed) }

  /// Adds samples as far as there is room, and counts the others as dropped.
  ///
  /// - Parameters:
  ///   - samples: `[count, channels]`.
  ///   - count: Samples of time.
  /// - Returns: How many samples were added.
  @_noAllocation @_noLocks @discardableResult
  public func write(_ samples: UnsafePointer<Float>, count: Int) -> Int {
    let position = written.load(ordering: .relaxed)
    let room = capacity &- (position &- read.load(ordering: .acquiring))
    let added = count < room ? count : room
    var place = (position & mask) &* channelCount
    let end = capacity &* channelCount
    var source = 0
    while source < added &* channelCount {
      storage[place] = samples[source]
      source &+= 1
      place &+= 1
      if place == end { place = 0 }
    }
    written.store(position &+ added, ordering: .releasing)
    if added < count {
      dropped.store(
        dropped.load(ordering: .relaxed) &+ (count &- added), ordering: .relaxed)
    }
    return added
  }

  /// Takes samples as far as there are any.
  ///
  /// - Parameters:
  ///   - samples: Receives `[count, channels]`.
  ///   - count: Samples of time.
  /// - Returns: How many samples were taken.
  @_noAllocation @_noLocks @discardableResult
  public func read(into samples: UnsafeMutablePointer<Float>, count: Int) -> Int {
    let position = read.load(ordering: .relaxed)
    let available = written.load(ordering: .acquiring) &- position
    let taken = count < available ? count : available
    var place = (position & mask) &* channelCount
    let end = capacity &* channelCount
    var target = 0
    while target < taken &* channelCount {
      samples[target] = storage[place]
      target &+= 1
      place &+= 1
      if place == end { place = 0 }
    }
    read.store(position &+ taken, ordering: .releasing)
    return taken
  }

  /// Leaves out what lies before a position; for the reader.
  ///
  /// - Precondition: The position was written already.
  @_noAllocation @_noLocks
  public func skip(to position: Int) {
    if position &- read.load(ordering: .relaxed) > 0 {
      read.store(position, ordering: .releasing)
    }
  }
}
