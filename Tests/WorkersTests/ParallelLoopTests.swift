import Synchronization
import Testing
import Workers

struct ParallelLoopTests {
  struct OddNumber: Error, Equatable { let index: Int }

  @Test(
    "results are in index order, whatever the number of threads", arguments: [-1, 1, 2, 3, 8, 100])
  func order(threads: Int) {
    let results = ParallelLoop.map(count: 500, threads: threads) { index in
      // Uneven work, so that items end out of order.
      (0..<(index % 7) * 300).reduce(index) { $0 &+ $1 } &- (0..<(index % 7) * 300).reduce(0, &+)
    }
    #expect(results.map { $0?.get() } == Array(0..<500))
  }

  @Test("no items give no results and call nothing", arguments: [0, -3])
  func nothing(count: Int) {
    let calls = Atomic(0)
    let results = ParallelLoop.map(count: count) { _ in 0 }
    let delivered = ParallelLoop.forEach(count: count) {
      $0
    } deliver: { _, _ in
      calls.add(1, ordering: .relaxed)
    }
    #expect(results.isEmpty)
    #expect(delivered == 0)
    #expect(calls.load(ordering: .relaxed) == 0)
  }

  @Test("an error belongs to its item alone")
  func errors() {
    let results = ParallelLoop.map(count: 40, threads: 4) { index throws(OddNumber) in
      if index % 2 == 1 { throw OddNumber(index: index) }
      return index
    }
    for (index, result) in results.enumerated() {
      switch result {
      case .success(let value): #expect(value == index && index % 2 == 0)
      case .failure(let error): #expect(error.index == index && index % 2 == 1)
      case nil: Issue.record("item \(index) never began")
      }
    }
  }

  @Test("a cancelled loop begins nothing more and keeps what ended")
  func cancel() {
    final class Flag: Sendable { let isUp = Atomic(false) }
    let flag = Flag()
    let results = ParallelLoop.map(
      count: 10_000, threads: 3, isCancelled: { flag.isUp.load(ordering: .relaxed) }
    ) { index in
      if index == 20 { flag.isUp.store(true, ordering: .relaxed) }
      return index
    }
    #expect(results.count == 10_000)
    let begun = results.prefix { $0 != nil }
    #expect(begun.count > 20 && begun.count < 10_000)
    #expect(results.dropFirst(begun.count).allSatisfy { $0 == nil })
  }

  @Test("a loop that is cancelled from the start does nothing")
  func cancelledFirst() {
    let delivered = ParallelLoop.forEach(count: 9, isCancelled: { true }) {
      $0
    } deliver: { _, _ in
      Issue.record("nothing may be handed over")
    }
    #expect(delivered == 0)
  }

  @Test("results are handed over while later items still wait")
  func delivery() {
    let begun = Mutex(0)
    var seen: [Int] = []
    var begunAtFirst = 0
    let delivered = ParallelLoop.forEach(count: 2000, threads: 2) { index in
      begun.withLock { $0 += 1 }
      return index
    } deliver: { index, result in
      if index == 0 { begunAtFirst = begun.withLock { $0 } }
      seen.append(result.get())
    }
    #expect(delivered == 2000)
    #expect(seen == Array(0..<2000))
    #expect(begunAtFirst < 100, "threads ran \(begunAtFirst) items ahead")
  }

  @Test("threads have room for deep recursion")
  func stack() {
    @Sendable func depth(_ left: Int) -> Int {
      withUnsafeTemporaryAllocation(byteCount: 512, alignment: 16) { bytes in
        bytes[0] = UInt8(truncatingIfNeeded: left)
        return left == 0 ? Int(bytes[0]) : 1 + depth(left - 1)
      }
    }
    let results = ParallelLoop.map(count: 2, threads: 2) { _ in depth(4000) }
    #expect(results.map { $0?.get() } == [4000, 4000])
  }

  @Test("items run at the same time")
  func parallel() {
    // Each item waits for the other one: one thread alone would never get past the first.
    let arrived = Atomic(0)
    let results = ParallelLoop.map(count: 2, threads: 2) { _ in
      arrived.add(1, ordering: .acquiringAndReleasing)
      let clock = ContinuousClock()
      let end = clock.now + .seconds(20)
      while arrived.load(ordering: .acquiring) < 2, clock.now < end {}
      return arrived.load(ordering: .acquiring)
    }
    #expect(results.allSatisfy { $0?.get() == 2 })
    #expect(ParallelLoop.processorCount >= 1)
  }
}
