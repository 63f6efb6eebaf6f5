import Synchronization
import Testing
import Workers

@Suite struct WorkerTeamTests {
  /// Counts of calls, one for each index.
  private final class Tally: Sendable {
    let counts = Mutex<[Int: Int]>([:])
  }

  @Test(arguments: [0, 1, 2, 5])
  func everyIndexIsCalledOnceInEveryLoop(_ threads: Int) {
    let team = WorkerTeam(threads: threads, niceness: 5)
    #expect(team.width == max(1, threads))
    for count in [0, 1, 2, 8, 100] {
      for _ in 0..<50 {
        let tally = Tally()
        team.run(count) { index in tally.counts.withLock { $0[index, default: 0] += 1 } }
        let counts = tally.counts.withLock { $0 }
        #expect(counts.count == count)
        #expect(counts.values.allSatisfy { $0 == 1 })
      }
    }
  }

  @Test func teamsComeAndGo() {
    for _ in 0..<50 {
      let team = WorkerTeam(threads: 3)
      let tally = Tally()
      team.run(3) { index in tally.counts.withLock { $0[index] = 1 } }
      #expect(tally.counts.withLock { $0.count } == 3)
    }
  }
}
