import CellCanvas
import Testing

@Suite struct ThemeTests {
  static let names = ["midnight", "paper"]
  static let mapNames = ["magma", "viridis", "gray"]

  static func theme(_ name: String) throws -> Theme {
    try Theme(name: name, values: ThemeFiles.values(name))
  }

  @Test func theBuiltInThemeEqualsItsFile() throws {
    let theme = try Self.theme("midnight")
    #expect(theme == Theme.midnight)
  }

  @Test(arguments: names) func textCanBeRead(name: String) throws {
    let theme = try Self.theme(name)
    let grounds: [ThemeSlot] = [.ground, .raised, .select]
    let words: [ThemeSlot] = [
      .dim, .text, .bright, .accent, .cursor, .model, .good, .warn, .bad,
    ]
    for ground in grounds {
      for slot in words {
        let contrast = RGB.contrast(theme.color(slot), theme.color(ground))
        #expect(contrast >= 4.5, "\(slot.name) on \(ground.name)")
      }
      for (index, label) in theme.labels.enumerated() {
        #expect(RGB.contrast(label, theme.color(ground)) >= 4.5, "label \(index) on \(ground.name)")
      }
    }
    for slot: ThemeSlot in [.accent, .cursor, .model, .good, .warn, .bad] {
      #expect(RGB.contrast(theme.color(.ink), theme.color(slot)) >= 5.8, "chip \(slot.name)")
    }
    for label in theme.labels {
      let tint = theme.color(.ground).mixed(with: label, theme.restingMix)
      #expect(RGB.contrast(theme.color(.text), tint) >= 5.0, "lane \(label.hex)")
    }
    #expect(RGB.contrast(theme.color(.wave), theme.color(.ground)) >= 3)
  }

  @Test(arguments: names) func silenceIsGround(name: String) throws {
    let theme = try Self.theme(name)
    #expect(theme.colorMap.color(level: 0) == theme.color(.ground))
    #expect(theme.diverging.stops[theme.diverging.stops.count / 2] == theme.color(.ground))
    #expect(theme.isDark == (name == "midnight"))
  }

  @Test func whatIsWrongIsNamed() throws {
    let good = try ThemeFiles.values("midnight")
    func problem(_ key: String, _ value: ThemeValue?) -> ThemeError? {
      var values = good
      values[key] = value
      do {
        _ = try Theme(name: "dusk", values: values)
        return nil
      } catch {
        return error
      }
    }
    func why(_ key: String, _ value: ThemeValue?) -> String? { problem(key, value)?.sentence.why }
    #expect(problem("colors.bg", nil)?.sentence.what == "Cannot use theme dusk")
    #expect(why("colors.bg", nil) == "colors.bg is missing")
    #expect(why("colors.bg", .string("blue")) == "colors.bg is \"blue\", no colour")
    #expect(why("colors.bg", .integer(3)) == "colors.bg is no text")
    #expect(why("colors.bgg", .integer(3)) == "colors.bgg is no key of a theme")
    #expect(why("sixteen.text", .integer(16)) == "sixteen.text is 16")
    #expect(why("sixteen.text", .string("red")) == "sixteen.text is no number or \"default\"")
    #expect(why("labels.colors", .strings(["#000000"])) == "labels.colors has 1 values")
    #expect(why("labels.resting", .integer(101)) == "labels.resting is 101")
    #expect(why("map.path256", .integers([1, 256])) == "map.path256 is 256")
    #expect(why("map.stops", .strings(["#000000"])) == "map.stops has 1 values")
  }
}
