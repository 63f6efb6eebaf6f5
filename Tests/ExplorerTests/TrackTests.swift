import Acoustics
import CellCanvas
import Explorer
import Foundation
import Labeling
import Testing

/// The pitch and the formants over the picture, their panes, and notes on the ruler.
@Suite struct TrackTests {
  /// Harmonics of 150 Hz, those near 500, 1500 and 2500 Hz louder, but not so much that they alone
  /// make a pitch of 500 Hz.
  private static func vowel(_ time: Double) -> Float {
    (1...25).reduce(Float(0)) { sum, number in
      let hertz = 150 * Double(number)
      let level = [500.0, 1500, 2500].reduce(0.0) { $0 + 1 / (1 + pow((hertz - $1) / 75, 2)) }
      return sum + Float(level * sin(2 * Double.pi * hertz * time) * 0.15)
    }
  }

  /// Presses keys and answers requests with pictures of the vowel.
  @discardableResult
  private func press(_ keys: String, _ state: inout AppState) -> [PictureKey] {
    var asked: [PictureKey] = []
    for word in keys.split(separator: " ") {
      guard let chord = KeyChord(notation: String(word)) else {
        Issue.record("\(word) is no key")
        continue
      }
      var effects = update(&state, .key(chord))
      while !effects.isEmpty {
        guard case .pictures(let wanted) = effects.removeFirst() else { continue }
        for key in wanted {
          asked.append(key)
          let picture = TestLibrary.picture(key, Self.vowel)
          effects += update(&state, .arrived(.picture(key, .ready(picture))))
        }
      }
    }
    return asked
  }

  private func spectrogram(_ columns: Int = 120, _ rows: Int = 40) -> AppState {
    var state = TestLibrary.state(
      TestLibrary.library(1), columns: columns, rows: rows, pictures: false)
    press("Enter End Home", &state)
    return state
  }

  /// The rows of the picture as text.
  private func picture(_ state: AppState) -> [String] {
    let rect = state.layout.picture
    return text(state).split(separator: "\n", omittingEmptySubsequences: false)
      .dropFirst(rect.row).prefix(rect.rows).map { line in
        String(line.dropFirst(rect.column).prefix(rect.columns))
      }
  }

  private func text(_ state: AppState) -> String {
    PlainText.render(screen(for: state).canvas, images: [], palette: Palette())
  }

  @Test func thePitchAndTheFormantsAreDrawnWithMarksOfTheirOwn() throws {
    var state = spectrogram()
    #expect(!picture(state).joined().contains("━"))
    let asked = press(", p , v", &state)
    #expect(asked.contains { $0.feature == .praatPitch && $0.pitches == nil })
    #expect(asked.contains { $0.feature == .formants })
    let rows = picture(state)
    // The pitch lies in one row, near the lower edge: 150 of 4000 Hz.
    let pitched = rows.indices.filter { rows[$0].contains("━━━━━━━━━━") }
    #expect(pitched == [rows.count - 1])
    // Formants begin with their numbers, and rise.
    let numbered = ["1", "2", "3"].map { number in
      rows.firstIndex { $0.contains(number + "●●●") } ?? -1
    }
    #expect(numbered.allSatisfy { $0 >= 0 } && numbered == numbered.sorted(by: >))
    press(", p", &state)
    #expect(!picture(state).joined().contains("━━━━"))
    #expect(picture(state).joined().contains("●●●"))
    press(", v", &state)
    #expect(!picture(state).joined().contains("●●●"))
  }

  @Test func theReadoutSaysWhatLiesUnderTheCursor() {
    var state = spectrogram()
    press(", p , v l l l l l l l l l l l l l l l l l l l l", &state)
    state.notice = nil
    let words = text(state)
    #expect(words.contains("F0 150 Hz"))
    let found = words.firstMatch(of: /F1 +(\d+) +F2 +(\d+) +F3 +(\d+)/)
    #expect(found != nil)
    for (hertz, place) in zip([500.0, 1500, 2500], [found?.1, found?.2, found?.3]) {
      #expect(abs(hertz - (place.flatMap { Double($0) } ?? 0)) < 120, "\(hertz)")
    }
  }

  @Test func inHigherFrequenciesAHigherPitchIsLookedFor() {
    var state = spectrogram()
    press(", p z f z f K K", &state)
    let visible = state.viewport.hertz
    #expect((visible?.lowerBound ?? 0) > 65)
    let asked = press("K", &state)
    let key = asked.first { $0.feature == .praatPitch }
    #expect(key?.pitches?.lowerBound == (state.viewport.hertz?.lowerBound).map(Double.init))
    press("z 0", &state)
    #expect(state.trackKey(.pitch)?.pitches == nil)
  }

  @Test func viewsWithoutFrequenciesHaveNone() {
    var state = spectrogram()
    press("V m , p", &state)
    #expect(state.notice?.kind == .refusal && state.viewport.tracks.isEmpty)
    press("V s , p V w", &state)
    #expect(state.trackKey(.pitch) == nil)
    press("V p", &state)
    #expect(state.trackKey(.pitch) != nil)
  }

  @Test func whatIsTooLongSaysSo() {
    var state = spectrogram()
    press(", v", &state)
    guard let key = state.trackKey(.formants) else {
      Issue.record("the formants are not asked for")
      return
    }
    let failure = Failure(what: "Computed of 2 minutes at most", why: "+ shows less")
    TestLibrary.send(.arrived(.picture(key, .failed(failure))), to: &state, pictures: false)
    #expect(text(state).contains("Computed of 2 minutes at most: + shows less"))
    #expect(!picture(state).joined().contains("●"))
  }

  @Test func formantsOfAQuietPartAreComparedWithTheWholeClip() throws {
    var state = spectrogram()
    let key = try #require(state.currentKey)
    guard case .ready(let whole)? = state.pictures[key] else {
      Issue.record("the clip is not shown")
      return
    }
    let least = state.leastRMS(forFormantsOf: whole)
    #expect(least > 0)
    let grid = whole.waveform.grid
    func picture(rms: Float) -> ClipPicture {
      let values = [Float](repeating: rms, count: grid.count)
      return ClipPicture(
        feature: nil,
        waveform: WaveformPicture(
          grid: grid, minima: values.map { -$0 }, maxima: values, rms: values),
        sampleRate: whole.sampleRate, channelCount: 1, clipSamples: whole.clipSamples)
    }
    #expect(state.leastRMS(forFormantsOf: picture(rms: least / 10)) == least)
    // Pictures of features alone have no waveform.
    press(", v", &state)
    let track = try #require(state.trackKey(.formants))
    TestLibrary.send(
      .arrived(.picture(track, .ready(picture(rms: 0)))), to: &state, pictures: false)
    #expect(state.leastRMS(forFormantsOf: whole) == least)
  }

  @Test func aFileShowsTheTracksToo() throws {
    var state = spectrogram()
    press(", p , v", &state)
    let view = try state.export(as: .txt, name: "a.txt")
    let words = ExportTests.text(view.screen)
    #expect(words.contains("━━━━━━━━") && words.contains("1●●●"))
  }

  @Test func theRulerHasNotes() throws {
    var state = spectrogram()
    #expect(text(state).contains("kHz"))
    press(", n", &state)
    #expect(text(state).contains("note"))
    let ruler = text(state).split(separator: "\n", omittingEmptySubsequences: false)
      .dropFirst(state.layout.picture.row).prefix(state.layout.picture.rows)
      .map { String($0.prefix(6)) }
    #expect(ruler.contains { $0.contains("C7") } && ruler.contains { $0.contains("C6") })
    press(", f", &state)
    let octaves = text(state)
    for octave in 2...7 { #expect(octaves.contains("C\(octave)"), "C\(octave)") }
    // It is remembered.
    let data = try JSONEncoder().encode(state.settings)
    var next = spectrogram()
    next.use(try JSONDecoder().decode(Settings.self, from: data))
    #expect(next.viewport.showsNotes)
  }

  @Test(arguments: [
    ("V y", PaneKind.pyin, "150 Hz"), ("V P", .praatPitch, "150 Hz"), ("V F", .formants, "F1 "),
    ("V I", .intensity, " dB"),
  ])
  func panes(keys: String, kind: PaneKind, value: String) {
    var state = spectrogram()
    let asked = press(keys + " l l l l l l l l l l l l l l l l l l l l l l l l", &state)
    #expect(state.panes.kinds == [kind])
    #expect(asked.contains { $0.feature == kind.feature })
    let line = text(state).split(separator: "\n").first { $0.contains(kind.title) }
    #expect(line?.contains(value) == true, "\(line ?? "")")
  }

  @Test(arguments: [(80, 24), (120, 40)])
  func screens(size: (Int, Int)) {
    var state = spectrogram(size.0, size.1)
    press(", p , v , n , f V F l l l l l l l l", &state)
    state.notice = nil
    Golden.expect(state, "tracks-\(size.0)x\(size.1)")
  }
}
