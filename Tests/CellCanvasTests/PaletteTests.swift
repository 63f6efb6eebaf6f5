import CellCanvas
import Testing

@Suite struct PaletteTests {
  private func flat(_ level: Int) -> ImageCell {
    ImageCell(glyph: 0x20, foreground: UInt8(level), background: UInt8(level))
  }

  @Test func truecolorIsExact() {
    let palette = Palette()
    let style = palette.resolve(Style(.label(0), on: .labelTint(0), [.bold, .underline]))
    #expect(style.foreground == .rgb(RGB(0x6cb6ff)))
    #expect(style.background == .rgb(RGB(0x0e1117).mixed(with: RGB(0x6cb6ff), 0.28)))
    #expect(style.bold && style.underline && !style.reverse)
    #expect(
      palette.resolve(Style(.label(11), on: .terminal)).foreground == .rgb(RGB(0xe5b454)))
    #expect(palette.resolve(Style(.terminal, on: .terminal)) == ResolvedStyle())
    let cell = palette.resolve(
      ImageCell(glyph: 0x2584, foreground: 63, background: 0), diverging: false)
    #expect(cell.text == "▄")
    #expect(
      cell.style
        == ResolvedStyle(foreground: .rgb(RGB(0xfffce2)), background: .rgb(RGB(0x0e1117))))
  }

  @Test func whatLiesBehindAFloatIsDimmed() {
    let style = Style(.bright, on: .raised, [.bold, .dimmed])
    let shown = Palette().resolve(style)
    #expect(shown.foreground == .rgb(RGB(0xffffff).mixed(with: RGB(0x0e1117), 0.6)))
    #expect(!shown.bold)
    for mode in [ColorMode.colors16, .colors8] {
      let few = Palette(mode: mode).resolve(style)
      #expect(few.foreground == .indexed(mode == .colors16 ? 8 : 7))
      #expect(few.background == .terminal && !few.bold)
    }
    #expect(Palette(mode: .mono).resolve(style) == ResolvedStyle())
  }

  @Test(arguments: ThemeTests.names) func textCanBeReadIn256Colors(name: String) throws {
    let palette = Palette(theme: try ThemeTests.theme(name), mode: .colors256)
    let words: [ThemeSlot] = [.dim, .text, .bright, .accent, .cursor, .model, .good, .warn, .bad]
    for ground: ThemeSlot in [.ground, .raised, .select] {
      for slot in words {
        let style = palette.resolve(Style(slot, on: ground))
        let contrast = RGB.contrast(
          palette.rgb(style.foreground, isBackground: false),
          palette.rgb(style.background, isBackground: true))
        #expect(contrast >= 4, "\(slot.name) on \(ground.name): \(contrast)")
      }
    }
    let grounds = [ThemeSlot.ground, .raised, .select].map {
      palette.resolve(Style(.text, on: $0)).background
    }
    #expect(Set(grounds).count == 3)
  }

  @Test func silenceIsGroundIn256Colors() throws {
    for name in ThemeTests.names {
      let palette = Palette(theme: try ThemeTests.theme(name), mode: .colors256)
      let ground = palette.resolve(Style(.text, on: .ground)).background
      #expect(palette.resolve(flat(0), diverging: false).style.background == ground)
      #expect(palette.resolve(flat(32), diverging: true).style.background == ground)
    }
  }

  @Test func signsAreToldApartWithoutColors() {
    for (glyphs, expected) in [(GlyphSet.full, "=-· ░▒▓"), (.ascii, "=-. :+#")] {
      let palette = Palette(mode: .mono, glyphs: glyphs)
      let shown = [0, 14, 24, 32, 42, 50, 63].map {
        palette.resolve(flat($0), diverging: true).text
      }
      #expect(shown.joined() == expected)
    }
  }

  @Test func ofTwoSignsInACellTheStrongerOneIsSeen() {
    for (glyph, ink, ground, sign) in [
      (UInt32(0x2580), UInt8(63), UInt8(0), "="), (0x2580, 0, 50, "="), (0x2580, 40, 2, "="),
      (0x2580, 58, 8, "▓"), (0x2582, 0, 50, "="), (0x2586, 50, 2, "="),
    ] {
      let cell = ImageCell(glyph: glyph, foreground: ink, background: ground)
      #expect(Palette(mode: .mono).resolve(cell, diverging: true).text == sign)
      let few = Palette(mode: .colors16).resolve(cell, diverging: true).style
      #expect([few.foreground, few.background].contains { $0 == .indexed(sign == "=" ? 14 : 11) })
    }
  }

  @Test func whatIsAllButZeroLiesOnTheColorOfZero() throws {
    for name in ThemeTests.names {
      let palette = Palette(theme: try ThemeTests.theme(name), mode: .colors16)
      let zero = palette.resolve(flat(32), diverging: true).style.background
      for level in 26...37 {
        #expect(palette.resolve(flat(level), diverging: true).style.background == zero)
      }
    }
  }

  @Test func linesOverAPictureCanBeSeen() {
    for mode in [ColorMode.truecolor, .colors256, .colors16] {
      let palette = Palette(mode: mode)
      for level in 0..<64 {
        let style = palette.resolve(Style(.slot(.cursor), on: .level(UInt8(level))))
        let contrast = RGB.contrast(
          palette.rgb(style.foreground, isBackground: false),
          palette.rgb(style.background, isBackground: true))
        #expect(contrast >= 2.9, "\(mode) level \(level): \(contrast)")
      }
    }
    let palette = Palette()
    #expect(
      palette.resolve(Style(.slot(.cursor), on: .level(0))).foreground == .rgb(RGB(0xffd75f)))
    #expect(
      palette.resolve(Style(.slot(.cursor), on: .level(63))).foreground == .rgb(RGB(0x0e1117)))
  }

  @Test func sixteenColors() {
    let palette = Palette(mode: .colors16)
    #expect(
      palette.resolve(Style(.text, on: .ground))
        == ResolvedStyle(foreground: .indexed(7), background: .terminal))
    #expect(
      palette.resolve(Style(.good, on: .select))
        == ResolvedStyle(foreground: .indexed(15), background: .indexed(4)))
    #expect(
      palette.resolve(Style(.slot(.ink), on: .label(5), .bold))
        == ResolvedStyle(foreground: .indexed(0), background: .indexed(13)))
    #expect(
      palette.resolve(Style(.label(5), on: .labelTint(5)))
        == ResolvedStyle(foreground: .indexed(13), underline: true))
  }

  @Test func tintsKeepTheirHueAndLeaveTextLegible() {
    for (slot, percent) in [(ThemeSlot.good, UInt8(35)), (.bad, 20), (.bad, 33), (.bad, 45)] {
      let style = Style(.slot(.bright), on: .tint(slot, percent: percent))
      for mode in [ColorMode.truecolor, .colors256] {
        let palette = Palette(mode: mode)
        let shown = palette.resolve(style)
        let ground = palette.rgb(shown.background, isBackground: true)
        let ink = palette.rgb(shown.foreground, isBackground: false)
        #expect(RGB.contrast(ink, ground) >= 4.5, "\(slot) \(percent) \(mode)")
        #expect((ground.red > ground.green) == (slot == .bad), "\(slot) \(percent) \(mode)")
        let (least, most) = (min(ground.green, ground.blue), max(ground.green, ground.blue))
        #expect(slot == .good || most - least < 20, "neither olive nor purple")
        #expect(slot == .bad || ground.green > ground.blue, "no teal")
      }
    }
    let few = Palette(mode: .colors16)
    #expect(
      few.resolve(Style(.slot(.bright), on: .tint(.bad, percent: 20)))
        == ResolvedStyle(foreground: .indexed(9)))
    #expect(few.resolve(Style(.slot(.bright), on: .tint(.bad, percent: 45))).underline)
    #expect(
      Palette(mode: .mono).resolve(Style(.slot(.bright), on: .tint(.bad, percent: 45))).underline)
  }

  @Test func eightColors() {
    let palette = Palette(mode: .colors8)
    #expect(
      palette.resolve(Style(.accent, on: .ground))
        == ResolvedStyle(foreground: .indexed(6), bold: true))
    #expect(palette.resolve(Style(.rule)) == ResolvedStyle(foreground: .indexed(7)))
    #expect(
      palette.resolve(Style(.slot(.ink), on: .label(0)))
        == ResolvedStyle(foreground: .indexed(7), background: .indexed(4)))
    for level in 0..<64 {
      let style = palette.resolve(flat(level), diverging: false).style
      for color in [style.foreground, style.background] {
        if case .indexed(let number) = color { #expect(number < 8) }
      }
    }
  }

  @Test func monoHasAttributesOnly() {
    let palette = Palette(mode: .mono)
    #expect(palette.resolve(Style(.model, on: .ground)) == ResolvedStyle())
    #expect(
      palette.resolve(Style(.text, on: .raised, [.reverseInMono, .bold]))
        == ResolvedStyle(bold: true, reverse: true))
    #expect(palette.resolve(Style(.ink, on: .accent)) == ResolvedStyle(reverse: true))
    #expect(palette.resolve(Style(.text, on: .select)) == ResolvedStyle(reverse: true))
    #expect(!Palette().resolve(Style(.text, on: .raised, .reverseInMono)).reverse)
  }

  @Test func rampsKeepTheirOrder() {
    func ramp(_ palette: Palette) -> String {
      (0..<64).reduce(into: "") { text, level in
        let glyph = palette.resolve(flat(level), diverging: false).text
        if !text.hasSuffix(glyph) { text += glyph }
      }
    }
    #expect(ramp(Palette(mode: .mono)) == " ░▒▓█")
    #expect(ramp(Palette(mode: .mono, glyphs: .halves)) == " ░▒▓█")
    #expect(ramp(Palette(mode: .mono, glyphs: .ascii)) == " .:-=+*#%@")
    #expect(ramp(Palette(mode: .colors16)) == " ░▒▓ ░▒▓ ░▒▓ ")
    let numbers = (0..<64).map {
      Palette(mode: .colors16).resolve(flat($0), diverging: false).style.background
    }
    #expect(numbers.first == .indexed(0) && numbers.last == .indexed(15))
  }

  @Test func aThinLineShowsInOneShade() {
    func shown(_ mode: ColorMode, _ glyph: UInt32, _ ink: UInt8, _ ground: UInt8) -> String {
      let cell = ImageCell(glyph: glyph, foreground: ink, background: ground)
      return Palette(mode: mode).resolve(cell, diverging: false).text
    }
    let lowerEighth: UInt32 = 0x2581
    #expect(shown(.mono, lowerEighth, 57, 0) == "▓")
    #expect(shown(.mono, lowerEighth, 0, 0) == " ")
    #expect(shown(.mono, 0x20, 0, 0) == " ")
    // A shade is already a mean.
    #expect(shown(.mono, 0x2591, 16, 0) == " ")
    for mode in [ColorMode.mono, .colors16] {
      let levels = (UInt8(0)..<64).map { level in
        Palette(mode: mode).resolve(
          ImageCell(glyph: lowerEighth, foreground: level, background: 0), diverging: false)
      }
      let rises = zip(levels, levels.dropFirst()).filter { $0 != $1 }.count
      #expect(rises == Set(levels.map { "\($0)" }).count - 1, "\(mode) goes back to a step")
    }
  }

  @Test func theConsoleGetsHalfBlocks() {
    let palette = Palette(mode: .truecolor, glyphs: .halves)
    let lower = palette.resolve(
      ImageCell(glyph: 0x2582, foreground: 40, background: 0), diverging: false)
    #expect(lower.text == "▄")
    #expect(lower.style.foreground == .rgb(Theme.midnight.colorMap.color(level: 20)))
    let left = palette.resolve(
      ImageCell(glyph: 0x258c, foreground: 40, background: 0), diverging: false)
    #expect(left.text == " ")
    #expect(left.style.background == .rgb(Theme.midnight.colorMap.color(level: 20)))
  }

  @Test func brailleKeepsItsDotsWithoutColors() {
    let cell = ImageCell(glyph: 0x28ff, foreground: 63, background: 0)
    #expect(Palette(mode: .mono).resolve(cell, diverging: false).text == "⣿")
    #expect(Palette(mode: .mono, glyphs: .ascii).resolve(cell, diverging: false).text == "@")
  }

  @Test func standInsForASCII() {
    let palette = Palette(mode: .mono, glyphs: .ascii)
    #expect(palette.substitute("● ○ ◆ › ✓→✗… ▲▼▴") == "* . + > +>x~ ^v^")
    #expect(palette.substitute("━━╸──") == "==>--")
    #expect(palette.substitute("├───┤ ┃ ▌") == "|---| # >")
    #expect(palette.substitute("┏━┓ ╵╴ ▁▂▃▄▅▆▇") == "+=+ '- 1234567")
    #expect(palette.substitute("−26.7 dB · 0.720–1.200") == "-26.7 dB . 0.720-1.200")
    #expect(palette.substitute("한é⠁ж") == "??e*?")
    #expect(palette.substitute("plain") == "plain")
  }

  @Test func standInsForTheConsole() {
    let palette = Palette(mode: .colors8, glyphs: .halves)
    #expect(palette.substitute("├─┤│▀▄█ é · ┏━┓ ● ▃ ⠁") == "├─┤│▀▄█ é · ┌=┐ * ▄ *")
    #expect(palette.substitute("━━╸── ↶3") == "===── u3")
  }

  @Test(arguments: [GlyphSet.ascii, .halves]) func standInsKeepTheWidth(glyphs: GlyphSet) {
    let palette = Palette(mode: .mono, glyphs: glyphs)
    for text in ["≠", "↶", "◌", "한", "🐕", "é", "⣿", "█", "🬀", "\u{fffd}", "e\u{301}", "ж", "╔"] {
      let shown = palette.substitute(text)
      #expect(TextWidth.columns(of: shown) == TextWidth.columns(of: text), "\(text)")
      if glyphs == .ascii { #expect(shown.allSatisfy { $0.isASCII }) }
    }
  }
}
