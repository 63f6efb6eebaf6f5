import Testing
import Workers

@Suite struct TurnsTests {
  @Test func everyTurnIsTakenOnce() throws {
    let turns = Turns(1000)
    let taken = ParallelLoop.map(count: 4, threads: 4) { _ -> [Int] in
      var own: [Int] = []
      while let turn = turns.take() { own.append(turn) }
      return own
    }
    let all = try taken.flatMap { try #require($0).get() }
    #expect(all.sorted() == Array(0..<1000))
    #expect(turns.take() == nil)
  }
}
