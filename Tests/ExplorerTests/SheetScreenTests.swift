import CellCanvas
import Explorer
import Labeling
import Testing

/// Golden screens of the contact sheet.
@Suite struct SheetScreenTests {
  @Test(arguments: [(60, 16), (80, 24), (120, 40), (200, 50)])
  func sheet(size: (Int, Int)) {
    var state = TestLibrary.state(TestLibrary.library(60), columns: size.0, rows: size.1)
    TestLibrary.press("g a l j", &state)
    Golden.expect(state, "sheet-\(size.0)x\(size.1)")
  }

  @Test(arguments: TileSize.allCases)
  func sizes(size: TileSize) {
    var state = TestLibrary.state(TestLibrary.library(60), columns: 100, rows: 30)
    TestLibrary.press("g a - - -", &state)
    for _ in 0..<size.rawValue { TestLibrary.press("+", &state) }
    Golden.expect(state, "sheet-\(size)")
  }

  @Test func picksAndARange() {
    var state = TestLibrary.state(TestLibrary.library(60), columns: 80, rows: 24)
    TestLibrary.press("g a t l v l l j", &state)
    Golden.expect(state, "sheet-range")
  }

  @Test func whatHasNoPicture() {
    var library = TestLibrary.library(12)
    let states: [Recording.State] = [
      .missing, .unreadable("Cannot read one_speaker_4.wav: it ends after 44 bytes"),
    ]
    for (place, state) in states.enumerated() {
      var recording = library.clips[place].recording
      recording.state = state
      library.update([recording])
    }
    var state = TestLibrary.state(library, columns: 80, rows: 24, pictures: false)
    let effects =
      update(&state, .key(KeyChord(.character("g"))))
      + update(
        &state, .key(KeyChord(.character("a"))))
    guard let request = effects.compactMap(\.thumbnails).last else {
      Issue.record("nothing was asked for")
      return
    }
    let failure = Failure(
      what: "Cannot read it", why: "its header promises 16 044 bytes and it ends after 44")
    let batch = ThumbnailBatch(
      style: request.style,
      made: [(request.subjects[0], .failed(failure)), (request.subjects[1], .silence)])
    _ = update(&state, .arrived(.thumbnails(batch)))
    Golden.expect(state, "sheet-nothing")
  }

  @Test(arguments: [(80, 24), (120, 40)])
  func withAModel(size: (Int, Int)) {
    var state = TestModel.state(
      TestLibrary.library(60), columns: size.0, rows: size.1)
    TestLibrary.press("g a l l l j", &state)
    Golden.expect(state, "sheet-model-\(size.0)x\(size.1)")
  }
}
