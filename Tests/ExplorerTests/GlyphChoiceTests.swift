import CellCanvas
import Explorer
import Testing

@Suite struct GlyphChoiceTests {
  @Test func blocksGoRoundAndTellWhatTheyAre() {
    var state = TestLibrary.state(TestLibrary.library(3))
    let before = screen(for: state).images
    var seen: Set<String> = []
    for _ in BlitterRegistry.all {
      TestLibrary.press(", g", &state)
      seen.insert(state.blocks)
      #expect(state.notice?.what == "Blocks: \(state.blocks).")
      #expect(screen(for: state).images.isEmpty == before.isEmpty)
    }
    #expect(seen.count == BlitterRegistry.all.count && state.blocks == "best")
    state.colorMode = .colors16
    TestLibrary.press(", g", &state)
    #expect(state.notice?.kind == .refusal && state.blocks == "best")
  }

  @Test func blocksThatTheTerminalDoesNotDrawArePassedOver() {
    var state = TestLibrary.state(TestLibrary.library(3))
    state.choices.undrawnBlocks = ["finest"]
    func seen() -> Set<String> {
      Set(
        BlitterRegistry.all.map { _ in
          TestLibrary.press(", g", &state)
          return state.blocks
        })
    }
    #expect(seen().symmetricDifference(BlitterRegistry.all.map { $0.id }) == ["finest"])
    // Who asked for them has them.
    state.choices.blocks = "finest"
    #expect(seen().contains("finest"))
  }

  @Test func charactersGoRound() {
    var state = TestLibrary.state(TestLibrary.library(3))
    var seen: [GlyphSet?] = []
    for _ in 0..<4 {
      TestLibrary.press(", G", &state)
      seen.append(state.glyphs)
    }
    #expect(seen == [.halves, .ascii, .full, nil])
    TestLibrary.press(", G , g", &state)
    #expect(state.notice?.kind == .refusal)
  }
}

@Suite struct DrawnRasterTests {
  /// What was kept from the last redraw shows the same as what is made anew.
  @Test(arguments: [
    "l l", "+ + - -", "c C", "( )", ", a", ", d", "V p", "V m", "V w", "j", "Ctrl-D", ", g", ", f",
    "K J", "z f",
  ])
  func theScreenIsTheSame(keys: String) {
    var kept = TestLibrary.state(TestLibrary.library(5))
    var fresh = kept
    TestLibrary.press("Enter + +", &kept)
    TestLibrary.press("Enter + +", &fresh)
    for key in keys.split(separator: " ") {
      _ = update(&kept, .drawing)
      #expect(screen(for: kept) == screen(for: fresh))
      TestLibrary.press(String(key), &kept)
      TestLibrary.press(String(key), &fresh)
    }
    _ = update(&kept, .drawing)
    _ = update(&kept, .drawing)
    #expect(screen(for: kept) == screen(for: fresh))
    _ = update(&kept, .resized(CellSize(columns: 80, rows: 24)))
    _ = update(&fresh, .resized(CellSize(columns: 80, rows: 24)))
    #expect(screen(for: kept) == screen(for: fresh))
  }
}
