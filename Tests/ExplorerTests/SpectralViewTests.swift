import Acoustics
import CellCanvas
import Explorer
import Testing

@Suite struct SpectralViewTests {
  private static let keys = ["t", "r", "b", "B", "q", "C", "h", "u"]
  private static let views: [ClipView] = [
    .multitaper, .reassigned, .bark, .erb, .cqt, .chroma, .hpss, .percussive,
  ]

  private static let ways = Array(zip(keys, views))

  private func text(_ state: AppState) -> [String] {
    PlainText.render(screen(for: state).canvas, images: [], palette: Palette())
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// What stands left of the picture, from the top.
  private func ruler(_ state: AppState) -> [String] {
    text(state).dropFirst(2).map { String($0.prefix(7)) }
      .map { $0.filter { !" ╴╵│▌".contains($0) } }.filter { !$0.isEmpty }
  }

  @Test(arguments: ways, [(60, 16), (80, 24), (120, 40)])
  func everyViewHasAKeyAndAPicture(way: (String, ClipView), size: (Int, Int)) throws {
    var state = TestLibrary.state(
      TestLibrary.library(3), columns: size.0, rows: size.1)
    TestLibrary.press("Enter V \(way.0)", &state)
    #expect(state.viewport.view == way.1)
    guard case .ready(let picture)? = state.currentPicture, let feature = picture.feature else {
      Issue.record("there is no picture")
      return
    }
    #expect(feature.unit == .decibels && feature.values.allSatisfy { $0.isFinite })
    #expect(feature.values.contains { $0 > -90 })
    #expect(text(state).joined().contains(way.1.title) || size.0 < 80)
    // From a view of its own the next one is the spectrogram again.
    TestLibrary.press("s", &state)
    #expect(state.viewport.view == .spectrogram)
  }

  @Test(arguments: zip(keys, views))
  func everyViewIsAPaneToo(key: String, view: ClipView) throws {
    var state = TestLibrary.state(TestLibrary.library(3), columns: 120, rows: 40)
    TestLibrary.press("Enter V a V \(key)", &state)
    #expect(state.viewport.view == .spectrogram)
    #expect(state.panes.kinds.map(\.rawValue) == [view.rawValue])
    #expect(text(state).contains { $0.contains(view.title) })
    TestLibrary.press("s", &state)
    #expect(state.panes.kinds == [.mel])
  }

  @Test func notesStandBesideThem() {
    var state = TestLibrary.state(TestLibrary.library(3), columns: 120, rows: 40)
    TestLibrary.press("Enter V q", &state)
    let names = ruler(state)
    for name in ["C2", "C4", "C6", "note"] { #expect(names.contains(name), "\(names)") }
    TestLibrary.press("V C", &state)
    let classes = ruler(state)
    #expect(classes.contains("C") && classes.contains("B") && classes.contains("note"))
    let places = ["B", "A", "G", "E", "C"].compactMap { classes.firstIndex(of: $0) }
    #expect(places.count == 5 && places == places.sorted())
  }

  @Test(arguments: [("V b", "Bark", ["5", "15"]), ("V B", "ERB", ["10", "20"])])
  func bandsAreNumberedOnTheirScale(keys: String, unit: String, numbers: [String]) {
    var state = TestLibrary.state(TestLibrary.library(3), columns: 120, rows: 40)
    TestLibrary.press("Enter \(keys)", &state)
    let found = ruler(state)
    #expect(found.contains(unit))
    // The cursor's frequency, 10 Bark, takes the place of the number there.
    #expect(numbers.allSatisfy { found.contains($0) }, "\(found)")
  }

  @Test(
    arguments: [
      ("V b", 1000, "8.53"), ("V B", 1000, "15.6"), ("V q", 440, "A4"), ("V p", 1000, "1.00"),
      ("V s", 500, "0.50"), ("V s , n", 440, "A4"),
    ] as [(String, Float, String)])
  func theMarkSpeaksAsTheRulerDoes(keys: String, hertz: Float, word: String) {
    var state = TestLibrary.state(TestLibrary.library(3), columns: 120, rows: 40)
    TestLibrary.press("Enter \(keys)", &state)
    state.viewport.cursorHertz = hertz
    let found = text(state).filter { $0.contains("┼") }
    #expect(found.count == 1 && found.allSatisfy { $0.contains(" \(word)╴") }, "\(found)")
  }

  @Test func theReadoutNamesTheLoudestNote() throws {
    var state = TestLibrary.state(TestLibrary.library(3), columns: 120, rows: 40)
    TestLibrary.press("Enter V C l l", &state)
    let status = text(state)[38]
    #expect(status.firstMatch(of: /[A-G]#? +−?\d+\.\d dB/) != nil, "\(status)")
  }

  @Test(arguments: ["K", "J", "z f", "z F", ", o", ", f"])
  func notesOfTheOctaveHaveNoFrequencies(keys: String) {
    var state = TestLibrary.state(TestLibrary.library(3))
    TestLibrary.press("Enter V C", &state)
    let before = state.viewport
    TestLibrary.press(keys, &state)
    #expect(state.notice?.kind == .refusal && state.viewport == before)
  }

  @Test(arguments: ["b", "B", "q"])
  func scalesOfTheirOwnStay(key: String) {
    var state = TestLibrary.state(TestLibrary.library(3))
    TestLibrary.press("Enter V \(key)", &state)
    TestLibrary.press(", f", &state)
    #expect(state.notice?.kind == .refusal && state.viewport.scale == .linear)
    // Zooming goes by their scale.
    TestLibrary.press("z f", &state)
    #expect(state.visibleHertz != 0...4000)
  }

  @Test func linearViewsTakeAnyScale() {
    for key in ["t", "r", "h", "u"] {
      var state = TestLibrary.state(TestLibrary.library(3))
      TestLibrary.press("Enter V \(key) , f", &state)
      #expect(state.viewport.scale == .logarithmic)
    }
  }
}
