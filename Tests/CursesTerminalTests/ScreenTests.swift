import CellCanvas
import CursesTerminal
import EarmarkTestSupport
import Testing

extension TerminalSuites {
  @Suite(.serialized) @MainActor struct ScreenTests {
    @Test func startsDrawsAndGivesTheTerminalBack() throws {
      let stage = try Stage()
      let modes = stage.line.localModes
      #expect(modes != stage.linesBefore)
      var canvas = stage.canvas()
      canvas.write("earmark · ready", at: CellPoint(column: 2, row: 1), Style(.accent))
      stage.show(canvas)
      #expect(stage.model.isAlternate)
      #expect(!stage.model.isCursorVisible)
      #expect(stage.model.modes.isSuperset(of: [2004]))
      #expect(!stage.model.modes.contains(2026))
      #expect(stage.model.line(1) == "  earmark · ready")
      let cell = stage.model[column: 2, row: 1]
      #expect(cell.pen.foreground == .rgb(Theme.midnight.color(.accent)))
      #expect(cell.pen.background == .rgb(Theme.midnight.color(.ground)))

      stage.close()
      #expect(!stage.model.isAlternate)
      #expect(stage.model.isCursorVisible)
      #expect(stage.model.modes.isDisjoint(with: [1, 2004, 2026]))
      #expect(stage.line.localModes == stage.linesBefore)
      #expect(stage.model.unknown == [])
      let sent = stage.model.bytes.count
      #expect(stage.close() == "")
      stage.terminal.present(canvas, images: [], palette: stage.palette)
      #expect(stage.terminal.nextInput() == nil)
      stage.line.settle()
      #expect(stage.model.bytes.count < sent + 40)
    }

    @Test func nothingIsSentForTheSameScreen() throws {
      let stage = try Stage()
      defer { stage.close() }
      var canvas = stage.canvas()
      canvas.write("one", at: CellPoint(column: 0, row: 0), Style())
      let images = [ramp(CellRect(column: 3, row: 3, columns: 10, rows: 4))]
      #expect(!stage.show(canvas, images: images).isEmpty)
      #expect(stage.show(canvas, images: images) == [])
      canvas.write("two", at: CellPoint(column: 0, row: 0), Style())
      let bytes = stage.show(canvas, images: images)
      #expect(bytes.count < 120)
      #expect(stage.model.line(0) == "two")
    }

    @Test func everyModeShowsItsColours() throws {
      let expected: [ColorMode: VTColor] = [
        .truecolor: .rgb(Theme.midnight.color(.good)),
        .colors16: .indexed(10), .colors8: .indexed(2), .mono: .standard,
      ]
      for mode in ColorMode.allCases {
        let stage = try Stage(
          options: .init(color: .fixed(mode), standardError: .unchanged, handlesSignals: false))
        defer { stage.close() }
        #expect(stage.terminal.colorMode == mode)
        var canvas = stage.canvas()
        canvas.write("good", at: CellPoint(column: 0, row: 0), Style(.good))
        stage.show(canvas)
        let pen = stage.model[column: 0, row: 0].pen
        let resolved = stage.palette.resolve(Style(.good))
        #expect(pen.foreground == VTColor(resolved.foreground), "\(mode)")
        #expect(pen.background == VTColor(resolved.background), "\(mode)")
        if let color = expected[mode] { #expect(pen.foreground == color, "\(mode)") }
        #expect(stage.model.unknown == [])
      }
    }

    @Test func theModeCanChangeWhileItRuns() throws {
      let stage = try Stage()
      defer { stage.close() }
      var canvas = stage.canvas()
      canvas.write("text", at: CellPoint(column: 0, row: 0), Style(.warn))
      let images = [ramp(CellRect(column: 0, row: 2, columns: 20, rows: 3))]
      for mode in ColorMode.allCases + [.truecolor] {
        let palette = Palette(mode: mode)
        stage.show(canvas, images: images, palette: palette)
        stage.expect(canvas, images, palette)
      }
    }

    @Test(arguments: ["linux", "vt100", "xterm", "screen", "tmux-256color", "ansi"])
    func otherTerminalsWork(_ term: String) throws {
      guard let stage = try? Stage(term: term, environment: [:]) else {
        print("skipped: no description of \(term)")
        return
      }
      var canvas = stage.canvas()
      canvas.write("┌─ on \(term) ─┐", at: CellPoint(column: 1, row: 1), Style(.text))
      stage.show(canvas, images: [ramp(CellRect(column: 0, row: 3, columns: 40, rows: 5))])
      let shown = stage.model.line(1)
      stage.close()
      #expect(shown.contains("on \(term)"))
      let expected: ColorMode =
        switch term {
        case "vt100": .mono
        case "tmux-256color": .truecolor
        default: .colors8
        }
      #expect(stage.terminal.colorMode == expected)
    }

    @Test func asciiGlyphsSendOnlyASCII() throws {
      let stage = try Stage(
        environment: [:],
        options: .init(glyphs: .ascii, standardError: .unchanged, handlesSignals: false))
      defer { stage.close() }
      var canvas = stage.canvas()
      canvas.write("▶ é ━ 日本 ok", at: CellPoint(column: 0, row: 0), Style())
      let images = [ramp(CellRect(column: 0, row: 2, columns: 40, rows: 5))]
      let bytes = stage.show(canvas, images: images)
      #expect(bytes.allSatisfy { $0 < 0x80 })
      #expect(stage.model.line(0).hasSuffix("ok"))
    }

    @Test func wideAndCombinedCharactersKeepTheirPlaces() throws {
      let stage = try Stage()
      defer { stage.close() }
      var canvas = stage.canvas()
      canvas.write("日本語.wav|e\u{301}|👩‍👩‍👧|ﬁ", at: CellPoint(column: 0, row: 0), Style())
      canvas.write("日", at: CellPoint(column: 38, row: 1), Style())
      canvas.write("日本", at: CellPoint(column: 4, row: 2), Style())
      stage.show(canvas, images: [ramp(CellRect(column: 5, row: 2, columns: 2, rows: 1))])
      #expect(stage.model.line(0).hasPrefix("日本語.wav|e\u{301}|"))
      #expect(stage.model[column: 38, row: 1].text == "日")
      #expect(stage.model[column: 4, row: 2].text == " ")
      #expect(stage.model[column: 5, row: 2].text == "▀")
      #expect(stage.model[column: 7, row: 2].text == " ")
      canvas.write("x", at: CellPoint(column: 1, row: 0), Style())
      stage.show(canvas)
      #expect(stage.model.line(0).hasPrefix(" x本語.wav"))
      #expect(stage.model.line(2) == "    日本")
    }

    @Test(arguments: [
      ("👩\u{200d}👩\u{200d}👧 fam", "👩 fam"), ("👍🏽tone", "👍tone"), ("क्षि", "क्षि"),
      ("क्षत्रिय हिन्दी", "क्षत्रिय हिन्दी"), ("சொல்", "சொல்"), ("한국\u{1112}\u{1161}\u{11ab}", "한국한"),
      ("🏴\u{e0067}\u{e007f}🇰🇷", "🏴🇰🇷"),
      ("x\u{301}\u{302}\u{303}\u{304}", "x\u{301}\u{302}\u{303}\u{304}"),
    ]) func scriptsKeepTheirColumns(text: String, shown: String) throws {
      let stage = try Stage()
      defer { stage.close() }
      var canvas = stage.canvas()
      let end = canvas.write(text, at: CellPoint(column: 0, row: 0), Style())
      canvas.write("|", at: CellPoint(column: end, row: 0), Style())
      stage.show(canvas)
      #expect(stage.model.line(0) == shown + "|")
      #expect(stage.model[column: end, row: 0].text == "|")
    }

    @Test func hostileTextNeverBecomesACommand() throws {
      let stage = try Stage()
      defer { stage.close() }
      var canvas = stage.canvas()
      let name = "a\u{1b}]0;x\u{7}b\u{9b}31m\n\u{202e}"
      canvas.write(name, at: CellPoint(column: 0, row: 0), Style())
      for (column, value) in [0x1b, 0x07, 0x9b, 0x202e, 0x200d, 0x7f, 0x301, 0xe000].enumerated() {
        guard let scalar = Unicode.Scalar(value) else { continue }
        canvas[column: column, row: 2] = Cell(Glyph(scalar), Style())
      }
      let image = PlacedImage(
        rect: CellRect(column: 0, row: 4, columns: 3, rows: 1),
        cells: [0x1b, 0x9b, 0x65e5].map { ImageCell(glyph: $0, foreground: 9, background: 1) })
      stage.show(canvas, images: [image])
      #expect(stage.model.unknown == [])
      #expect(stage.model.line(2).hasPrefix("???????"))
      #expect(stage.model.line(4) == "???")
      #expect(stage.model.line(0).hasPrefix("a\\x1b]0;x\\x07b\\x9b31m\\n\\u{202e}"))
    }
  }
}
