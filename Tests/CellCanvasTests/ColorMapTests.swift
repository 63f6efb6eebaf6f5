import CellCanvas
import Testing

@Suite struct ColorMapTests {
  private static func map(_ name: String) throws -> ColorMap {
    ThemeTests.names.contains(name)
      ? try ThemeTests.theme(name).colorMap
      : try ColorMap(name: name, values: ThemeFiles.values("colormaps/" + name))
  }

  @Test(arguments: ThemeTests.names + ThemeTests.mapNames)
  func brightnessKeepsItsOrder(name: String) throws {
    let map = try Self.map(name)
    for mode in [ColorMode.truecolor, .colors256] {
      let palette = Palette(theme: .midnight, colorMap: map, mode: mode)
      var luminances = (0..<ColorMap.levelCount).map { level in
        let cell = ImageCell(glyph: 0x20, foreground: UInt8(level), background: UInt8(level))
        let (_, style) = palette.resolve(cell, diverging: false)
        return palette.rgb(style.background, isBackground: true).luminance
      }
      if !map.isRising { luminances.reverse() }
      #expect(zip(luminances, luminances.dropFirst()).allSatisfy { $0 <= $1 }, "\(mode)")
      #expect(Set(luminances).count >= (mode == .truecolor ? 60 : 11))
    }
  }

  @Test(arguments: ThemeTests.rainbowNames) func rainbowsHaveManyHues(name: String) throws {
    let map = try Self.map(name)
    #expect(Set((0..<ColorMap.levelCount).map { map.color(level: $0) }).count >= 60)
    #expect(Set((0..<ColorMap.levelCount).map { map.index256(level: $0) }).count >= 15)
  }

  @Test func levelsAreClamped() {
    let map = Theme.midnight.colorMap
    #expect(map.color(level: -1) == map.color(level: 0))
    #expect(map.color(level: 64) == RGB(0xfffce2))
    #expect(map.index256(level: 63) == 230)
    #expect(ColorMap.level(.nan) == 0)
    #expect(ColorMap.level(2) == 63)
    #expect(ColorMap.level(0.5) == 32)
  }
}
