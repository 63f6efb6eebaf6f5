import Acoustics
import CellCanvas
import Explorer
import Labeling
import Testing

@Suite struct LevelTests {
  /// Whatever was looked at before, a view of a clip has the same levels.
  @Test func levelsAreThoseOfTheWholeClip() {
    var state = TestLibrary.state(TestLibrary.library(3))
    let whole = state.decibels
    TestLibrary.press("V p", &state)
    let wholeMel = state.decibels
    TestLibrary.press("V s Home + + +", &state)
    #expect(state.decibels == whole)
    TestLibrary.press("V p", &state)
    #expect(state.decibels == wholeMel)

    var other = TestLibrary.state(TestLibrary.library(3))
    TestLibrary.press("Home + + + V p", &other)
    #expect(other.viewport.span != nil && other.decibels == wholeMel)
    TestLibrary.press("z a", &other)
    #expect(other.decibels == wholeMel)
    TestLibrary.press("V s", &other)
    #expect(other.decibels == whole)
  }

  @Test func aPartAloneHasItsOwnLevels() throws {
    var state = TestLibrary.state(TestLibrary.library(1))
    let whole = state.decibels
    let key = try #require(state.currentKey)
    let part = TestLibrary.picture(
      PictureKey(
        clip: key.clip, path: key.path, span: 0..<800, columns: 100, feature: .spectrogram,
        channel: nil))
    let all = TestLibrary.picture(key)
    #expect(AutomaticLevels.needWholeClip(for: part))
    #expect(!AutomaticLevels.needWholeClip(for: all))
    let path = RecordingPath("a.wav")
    let size = CellSize(columns: 80, rows: 24)
    func heading(_ still: StillScreen) -> String {
      let screen = still.screen(size: size)
      let text = PlainText.render(screen.canvas, images: [], palette: Palette())
      return String(text.prefix { $0 != "\n" })
    }
    let high = Format.decibels(whole.upperBound, decimals: 0) + " dB"
    let alone = heading(StillScreen(path: path, picture: part, view: .spectrogram))
    let both = heading(
      StillScreen(path: path, picture: part, wholeClip: all, view: .spectrogram))
    #expect(both.hasSuffix(high) && !alone.hasSuffix(high))
    TestLibrary.press("Home + + +", &state)
    #expect(state.decibels == whole)
  }

  @Test func aPreviewThatWasLeftIsMadeToTheEnd() throws {
    for view in ["V s", "V w"] {
      var state = TestLibrary.state(TestLibrary.library(9), pictures: false)
      for word in view.split(separator: " ") {
        let chord = try #require(KeyChord(notation: String(word)))
        TestLibrary.send(.key(chord), to: &state, pictures: false)
      }
      let key = try #require(state.currentKey)
      let made = TestLibrary.picture(key)
      let preview = ClipPicture(
        feature: made.feature, waveform: made.waveform, sampleRate: made.sampleRate,
        channelCount: 1, clipSamples: made.clipSamples, isPreview: true)
      let effects = update(&state, .arrived(.picture(key, .ready(preview))))
      #expect(effects.isEmpty && !state.isCurrentShown && state.wantedPictures.first == key)
      #expect(marksPreview(state))
      TestLibrary.send(.key(KeyChord(.character("G"))), to: &state, pictures: false)
      #expect(!state.wantedPictures.contains(key))
      TestLibrary.send(.key(KeyChord(.character("g"))), to: &state, pictures: false)
      TestLibrary.send(.key(KeyChord(.character("g"))), to: &state, pictures: false)
      #expect(state.wantedPictures.first == key)
      _ = update(&state, .arrived(.picture(key, .ready(made))))
      #expect(state.isCurrentShown && !state.wantedPictures.contains(key))
      #expect(!marksPreview(state))
    }
  }

  private func marksPreview(_ state: AppState) -> Bool {
    let picture = screen(for: state)
    return PlainText.render(picture.canvas, images: picture.images, palette: Palette())
      .split(separator: "\n").contains { $0.contains(" preview ") }
  }
}
