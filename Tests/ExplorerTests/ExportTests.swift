import CellCanvas
import Explorer
import Labeling
import Testing

@Suite struct ExportTests {
  static func export(_ name: String, _ state: inout AppState) -> ViewExport? {
    TestLibrary.press("E Ctrl-U", &state)
    TestLibrary.type(name, &state)
    return TestLibrary.press("Enter", &state).lazy.compactMap { effect in
      if case .export(let view) = effect { view } else { nil }
    }.first
  }

  static func text(_ screen: Screen) -> String {
    PlainText.render(
      screen.canvas, images: screen.images,
      palette: Palette(theme: .midnight, colorMap: nil, mode: .truecolor, glyphs: .full))
  }

  @Test func theNameSaysWhatIsShown() {
    var state = TestLibrary.state(TestLibrary.library(5))
    TestLibrary.press("E", &state)
    #expect(state.prompt?.kind == .export)
    #expect(state.prompt?.line == "one_speaker_0.png")
    TestLibrary.press("Esc V p + + E", &state)
    let zoomed = state.prompt?.line ?? ""
    #expect(zoomed.hasPrefix("one_speaker_0-0.") && zoomed.hasSuffix("s-mel.png"), "\(zoomed)")
  }

  @Test(arguments: [
    ("\u{1b}[31m<&>\"';|rm -rf.wav", "__31m_______rm_-rf.png"), ("-rf.wav", "rf.png"),
    ("..wav", "view.png"), ("\u{202e}gnp.wav", "_gnp.png"), ("소리.wav", "소리.png"),
    (String(repeating: "x", count: 300) + ".wav", String(repeating: "x", count: 80) + ".png"),
  ])
  func theNameIsPlainWhateverTheRecordingIsCalled(name: String, offered: String) {
    var state = TestLibrary.state(TestLibrary.library(1, names: [name]))
    TestLibrary.press("E", &state)
    #expect(state.prompt?.line == offered)
  }

  @Test func theEndingSaysWhatItIs() throws {
    var state = TestLibrary.state(TestLibrary.library(5))
    for kind in ViewExport.Kind.allCases {
      let view = try #require(Self.export("a/view.\(kind.rawValue.uppercased())", &state))
      #expect(view.kind == kind && !view.mayReplace)
    }
    #expect(Self.export("view", &state)?.name == "view.png")
    for name in ["view.jpg", "pictures/", "a.png/"] {
      #expect(Self.export(name, &state) == nil)
      #expect(state.notice?.kind == .refusal && state.prompt == nil, "\(name)")
    }
    #expect(Self.export("", &state) == nil && state.notice == nil)
  }

  @Test func aFileThatIsThereIsReplacedOnlyWhenAsked() throws {
    var state = TestLibrary.state(TestLibrary.library(5))
    _ = try #require(Self.export("x.svg", &state))
    TestLibrary.send(.arrived(.exported(.exists(name: "x.svg"))), to: &state)
    #expect(state.prompt?.kind == .replace(name: "x.svg"))
    TestLibrary.send(.pasted("r"), to: &state)
    #expect(state.prompt?.kind == .replace(name: "x.svg"))
    TestLibrary.press("n", &state)
    #expect(state.prompt?.kind == .export && state.prompt?.line == "x.svg")
    TestLibrary.press("Esc", &state)
    TestLibrary.send(.arrived(.exported(.exists(name: "x.svg"))), to: &state)
    let effects = TestLibrary.press("r", &state)
    let isReplacing = effects.contains {
      if case .export(let view) = $0 { view.mayReplace && view.name == "x.svg" } else { false }
    }
    #expect(isReplacing && state.prompt == nil)
    TestLibrary.send(.arrived(.exported(.written(path: "/tmp/x.svg"))), to: &state)
    #expect(state.notice?.what == "Wrote /tmp/x.svg.")
  }

  @Test func theQuestionIsSeen() {
    var state = TestLibrary.state(TestLibrary.library(5), columns: 80, rows: 24)
    TestLibrary.send(
      .arrived(.exported(.exists(name: String(repeating: "long", count: 30) + ".png"))),
      to: &state)
    Golden.expect(state, "export-replace")
  }

  @Test func whatIsMarkedAndTheRegionsAreInIt() throws {
    var state = TestLibrary.state(TestLibrary.library(5), columns: 100, rows: 30)
    TestLibrary.press("Enter l l l [ L L ] e", &state)
    TestLibrary.type("hum", &state)
    TestLibrary.press("Enter L [ l l ]", &state)
    let view = try #require(Self.export("x.txt", &state))
    let lines = Self.text(view.screen).split(separator: "\n")
    #expect(lines[0].contains("one_speaker_0") && lines[0].contains("dB"))
    #expect(lines.contains { $0.contains("├") } && lines.contains { $0.contains("kHz") })
    #expect(lines.contains { $0.contains("hum") })
    #expect(!lines.contains { $0.contains("SPECTRO") || $0.contains("slice") })
    // The picture is the one that was looked at: column for column.
    #expect(view.picture?.span.count == 8000)
    #expect(view.screen.images.contains { $0.rect.columns == state.layout.picture.columns })
  }

  @Test func aHostileNameIsEscaped() throws {
    let name = "<&>\u{1b}[2J\u{202e}\u{ffff}.wav"
    var state = TestLibrary.state(TestLibrary.library(1, names: [name]))
    let view = try #require(Self.export("x.svg", &state))
    let palette = Palette(theme: .midnight, colorMap: nil, mode: .truecolor, glyphs: .full)
    let svg = SVGPicture.render(view.screen.canvas, images: view.screen.images, palette: palette)
    #expect(svg.contains("&lt;") && svg.contains("&amp;") && !svg.contains("<&"))
    let bad: Set<UInt32> = [0x1b, 0x202e, 0xfffe, 0xffff]
    #expect(!svg.unicodeScalars.contains { bad.contains($0.value) })
    let ansi = AnsiText.render(view.screen.canvas, images: view.screen.images, palette: palette)
    #expect(!ansi.contains("\u{1b}[2J") && !ansi.unicodeScalars.contains { $0.value == 0x202e })
  }

  @Test func everyViewAndSizeCanBeWritten() throws {
    for (columns, rows) in [(60, 16), (80, 24), (200, 50)] {
      for view in ClipView.ofSound {
        var state = TestLibrary.state(TestLibrary.library(3), columns: columns, rows: rows)
        TestLibrary.press("Enter", &state)
        TestLibrary.send(.command("show-\(view.rawValue)"), to: &state)
        let written = try #require(Self.export("x.ansi", &state))
        #expect(written.screen.canvas.size.columns <= columns)
        #expect(Self.text(written.screen).contains("0"))
      }
    }
  }

  @Test func whatIsNotThereIsRefused() {
    var state = TestLibrary.state(TestLibrary.library(0))
    TestLibrary.press("E", &state)
    #expect(state.prompt == nil && state.notice?.kind == .refusal)
    state = TestLibrary.state(TestLibrary.library(3), pictures: false)
    _ = update(&state, .key(KeyChord(.character("E"))))
    #expect(state.prompt == nil && state.notice?.kind == .refusal)
  }
}
