import ExplorerRuntime
import Foundation
import Synchronization
import Testing

/// When work that nobody waits for may run.
@Suite struct CalmTimesTests {
  @Test func itIsCalmAfterTheFirstPicture() {
    let calm = CalmTimes()
    #expect(!calm.isCalm)
    calm.noteShown()
    #expect(calm.isCalm)
    calm.wait { false }
  }

  @Test func aKeyIsLeftAloneForAMoment() {
    let calm = CalmTimes()
    calm.noteShown()
    calm.noteKey()
    #expect(calm.isTyping && !calm.isCalm)
    let start = Date()
    calm.waitForKeys { false }
    calm.wait { false }
    #expect(-start.timeIntervalSinceNow > 0.15)
    #expect(calm.isCalm)
  }

  @Test func overviewsGoFirst() {
    let isBusy = Atomic(true)
    let calm = CalmTimes { isBusy.load(ordering: .relaxed) }
    calm.noteShown()
    #expect(!calm.isCalm)
    isBusy.store(false, ordering: .relaxed)
    #expect(calm.isCalm)
  }

  @Test func whatIsOverDoesNotWait() {
    let calm = CalmTimes()
    var asked = 0
    calm.wait {
      asked += 1
      return asked > 2
    }
    #expect(asked == 3)
  }
}
