import Explorer
import ExplorerRuntime
import Labeling
import Testing

/// In which order the windows of a long recording are heard.
@Suite struct HeardPiecesTests {
  private let grid = WindowGrid(samples: 0..<8_000_000, rate: 8000, seconds: 1)

  private func wish(focus: Int, seen: Range<Int>) -> WindowWish {
    let recording = Recording(
      id: ID(row: 1), path: RecordingPath("long.wav"), sampleRate: 8000, sampleCount: 8_000_000,
      channelCount: 1, state: .ready)
    return WindowWish(
      clip: ClipToJudge(Clip(id: ID(row: 1), recording: recording)), grid: grid, focus: focus,
      seen: seen)
  }

  private func order(_ wish: WindowWish, _ heard: inout HeardPieces, count: Int) -> [Int] {
    var found: [Int] = []
    while found.count < count, let piece = heard.next(for: wish) {
      heard.insert(piece)
      found.append(piece.lowerBound / HeardPieces.length)
    }
    return found
  }

  @Test func whatIsSeenGoesFirstThenOutwards() {
    let wish = wish(focus: 1000, seen: 960..<1100)
    var heard = HeardPieces(wish, model: "m")
    #expect(order(wish, &heard, count: 7) == [31, 32, 30, 33, 34, 29, 28])
  }

  @Test func whatWasHeardIsNotHeardAgain() {
    let first = wish(focus: 0, seen: 0..<64)
    var heard = HeardPieces(first, model: "m")
    #expect(order(first, &heard, count: .max).count == 63)
    let other = wish(focus: 40, seen: 0..<64)
    #expect(heard.isOf(other, "m") && !heard.isOf(other, "n"))
    #expect(heard.next(for: other) == nil)
  }

  @Test func theLastPieceEndsWithTheRecording() {
    let last = grid.count - 1
    let wish = wish(focus: last, seen: last..<grid.count)
    let heard = HeardPieces(wish, model: "m")
    #expect(heard.next(for: wish)?.upperBound == grid.count)
    #expect(grid.span(of: last).upperBound == 8_000_000)
  }
}
