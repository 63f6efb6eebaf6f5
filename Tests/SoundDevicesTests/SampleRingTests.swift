import SoundDevices
import Synchronization
import Testing

@Suite struct SampleRingTests {
  /// A ring that two threads can hold.
  final class Shared: Sendable {
    let ring: SampleRing

    init(capacity: Int, channels: Int) {
      ring = SampleRing(minimumCapacity: capacity, channelCount: channels)
    }
  }

  @Test func givesBackWhatWasWritten() {
    let ring = SampleRing(minimumCapacity: 5, channelCount: 2)
    #expect(ring.capacity == 8)
    let samples = (0..<40).map { Float($0) }
    #expect(ring.write(samples, count: 6) == 6)
    #expect(ring.availableCount == 6)
    var found = [Float](repeating: -1, count: 20)
    #expect(ring.read(into: &found, count: 10) == 6)
    #expect(Array(found[..<12]) == Array(samples[..<12]))
    #expect(found[12] == -1)
    #expect(ring.read(into: &found, count: 1) == 0)
    // Across the end of the storage.
    #expect(ring.write(samples, count: 7) == 7)
    #expect(ring.read(into: &found, count: 7) == 7)
    #expect(Array(found[..<14]) == Array(samples[..<14]))
    #expect(ring.writePosition == 13 && ring.readPosition == 13)
  }

  @Test func fullDropsAndCounts() {
    let ring = SampleRing(minimumCapacity: 4, channelCount: 1)
    #expect(ring.write([1, 2, 3, 4, 5, 6], count: 6) == 4)
    #expect(ring.droppedCount == 2)
    #expect(ring.write([7], count: 1) == 0)
    #expect(ring.droppedCount == 3)
    var found = [Float](repeating: 0, count: 4)
    ring.read(into: &found, count: 4)
    #expect(found == [1, 2, 3, 4])
  }

  @Test func skippingLeavesOut() {
    let ring = SampleRing(minimumCapacity: 8, channelCount: 1)
    ring.write([1, 2, 3, 4, 5], count: 5)
    ring.skip(to: 3)
    ring.skip(to: 1)
    var found: [Float] = [0, 0]
    #expect(ring.read(into: &found, count: 2) == 2)
    #expect(found == [4, 5])
  }

  /// Two threads, pieces of any length: what comes out is what went in, in order.
  @Test(arguments: [1, 2, 3])
  func twoThreadsKeepTheOrder(channels: Int) {
    let shared = Shared(capacity: 300, channels: channels)
    let total = 150_000
    let writer = TestThread {
      var random = SeededRandom(7)
      var position = 0
      while position < total {
        let count = min(Int.random(in: 1...200, using: &random), total - position)
        let room = shared.ring.capacity - shared.ring.availableCount
        let piece = (position..<position + min(count, room)).flatMap { place in
          (0..<channels).map { Float((place * channels + $0) % 65_521) }
        }
        position += shared.ring.write(piece, count: piece.count / channels)
        if room == 0 { yieldThread() }
      }
    }
    var random = SeededRandom(9)
    var position = 0
    var wrongCount = 0
    var piece = [Float](repeating: 0, count: 200 * channels)
    while position < total {
      let count = shared.ring.read(into: &piece, count: Int.random(in: 1...200, using: &random))
      for index in 0..<count * channels
      where piece[index] != Float((position * channels + index) % 65_521) {
        wrongCount += 1
      }
      position += count
      if count == 0 { yieldThread() }
    }
    writer.join()
    #expect(wrongCount == 0)
    #expect(shared.ring.droppedCount == 0)
  }

  /// A writer that never waits: what is read is a part of what was written, and the rest is counted.
  @Test func whatIsLostIsCounted() {
    let shared = Shared(capacity: 64, channels: 1)
    let isDone = Atomic<Bool>(false)
    let total = 200_000
    let writer = TestThread {
      for place in 0..<total { shared.ring.write([Float(place)], count: 1) }
    }
    var readCount = 0
    var last: Float = -1
    var isRising = true
    var piece = [Float](repeating: 0, count: 16)
    while !isDone.load(ordering: .acquiring) || shared.ring.availableCount > 0 {
      let count = shared.ring.read(into: &piece, count: 16)
      for value in piece[..<count] {
        isRising = isRising && value > last
        last = value
      }
      readCount += count
      if shared.ring.writePosition + shared.ring.droppedCount == total {
        isDone.store(true, ordering: .releasing)
      }
    }
    writer.join()
    #expect(isRising)
    #expect(readCount + shared.ring.droppedCount == total)
  }
}
