import CellCanvas
import Explorer
import Foundation
import Testing

/// Pictures in pixels: what is asked, and what is drawn once the terminal has answered.
@Suite struct PixelPictureTests {
  private static let screen = PixelScreen(kind: .kitty, cellWidth: 8, cellHeight: 16)

  private static func state(_ choice: PixelChoice? = nil, remembered: String? = nil) -> AppState {
    var state = TestLibrary.state(TestLibrary.library(3))
    var settings = Settings()
    settings.hasSeenTour = true
    settings.pixels = remembered
    state.choices.pixels = choice
    state.use(settings)
    return state
  }

  @Test func nothingIsAskedUnlessItIsWanted() {
    var state = Self.state()
    #expect(state.beginPixels() == [])
    TestLibrary.send(.pixels(Self.screen), to: &state)
    #expect(state.pixels.screen == nil)
    #expect(Explorer.screen(for: state).images.allSatisfy { $0.pixels == nil })
  }

  @Test func theKeyGoesThroughTheProtocols() {
    var state = Self.state()
    let sent = (0..<4).map { _ in
      TestLibrary.press(", P", &state).filter { if case .pixels = $0 { true } else { false } }
    }
    #expect(sent == [[.pixels(.auto)], [.pixels(.kitty)], [.pixels(.sixel)], [.pixels(.off)]])
    #expect(state.settings.pixels == nil)
    TestLibrary.press(", P", &state)
    #expect(state.settings.pixels == "auto")
  }

  @Test func picturesHaveThePixelsOfTheirCells() throws {
    var state = Self.state(.kitty)
    #expect(state.beginPixels() == [.pixels(.kitty)])
    TestLibrary.send(.pixels(Self.screen), to: &state)
    TestLibrary.press("Enter", &state)
    _ = update(&state, .drawing)
    let images = Explorer.screen(for: state).images.filter { $0.pixels != nil }
    let image = try #require(images.max { $0.rect.rows < $1.rect.rows })
    let raster = try #require(image.pixels)
    #expect(raster.width == image.rect.columns * 8 && raster.height == image.rect.rows * 16)
    #expect(state.currentKey?.columns == image.rect.columns * 8)
    // They are no cells that were made larger: neighbors differ within a cell, across and down.
    let differ = { (step: Int) in
      raster.levels.indices.dropLast(step).filter { place in
        place % 8 == 3 && place / raster.width % 16 == 7
          && raster.levels[place] != raster.levels[place + step]
      }.count
    }
    #expect(differ(1) > 20 && differ(raster.width) > 20)
  }

  @Test func aFloatDimsThePixelsToo() throws {
    var state = Self.state(.auto)
    _ = state.beginPixels()
    TestLibrary.send(.pixels(Self.screen), to: &state)
    let brightest = { (state: AppState) in
      Explorer.screen(for: state).images.compactMap(\.pixels).first?.levels.max() ?? 0
    }
    let before = brightest(state)
    TestLibrary.press("?", &state)
    #expect(before > 40 && brightest(state) == before * 2 / 5)
  }

  @Test func whoDoesNotAnswerIsGivenUp() {
    var state = Self.state(.auto)
    _ = state.beginPixels()
    #expect(state.nextDeadline == TestLibrary.start.addingTimeInterval(2))
    #expect(update(&state, .tick(TestLibrary.start.addingTimeInterval(1.9))) == [])
    let effects = update(&state, .tick(TestLibrary.start.addingTimeInterval(2)))
    #expect(effects == [.pixels(.off)])
    #expect(state.notice?.what == "This terminal shows no pictures in pixels.")
    #expect(update(&state, .tick(TestLibrary.start.addingTimeInterval(3))) == [])
  }

  @Test func onlyWhatWasChosenByKeyIsRemembered() {
    let given = Self.state(.sixel, remembered: "kitty")
    #expect(given.pixels.choice == .sixel && given.settings.pixels == "kitty")
    let kept = Self.state(remembered: "kitty")
    #expect(kept.pixels.choice == .kitty && kept.settings.pixels == "kitty")
    #expect(Self.state(remembered: "pixels").pixels.choice == .off)
    #expect(Self.state(.off, remembered: "auto").settings.pixels == "auto")
  }
}
