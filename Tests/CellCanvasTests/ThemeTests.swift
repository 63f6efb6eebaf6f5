import CellCanvas
import Testing

@Suite struct ThemeTests {
  static let names = ["midnight", "paper", "high-contrast", "colorblind-safe", "mono"]
  static let mapNames = ["magma", "inferno", "viridis", "cividis", "gray"]
  /// Maps that name levels by hue: their brightness rises and falls.
  static let rainbowNames = ["turbo", "jet"]

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
    #expect(theme.isDark == (name != "paper"))
  }

  /// What a color looks like to eyes without one kind of cone.
  /// - Source: Machado, Oliveira, Fernandes, *A Physiologically-based Model for Simulation of Color
  ///   Vision Deficiency*, 2009, severity 1.
  private func seen(_ color: RGB, _ matrix: [Double]) -> [Double] {
    func linear(_ value: UInt8) -> Double {
      RGB(red: value, green: value, blue: value).luminance
    }
    let parts = [linear(color.red), linear(color.green), linear(color.blue)]
    return (0..<3).map { row in
      let sum = (0..<3).reduce(0.0) { $0 + matrix[row * 3 + $1] * parts[$1] }
      return max(0, sum).squareRoot()
    }
  }

  @Test(arguments: [
    [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
    [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881],
    [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900],
  ])
  func hueBlindEyesTellRolesApart(matrix: [Double]) throws {
    let theme = try Self.theme("colorblind-safe")
    let roles: [ThemeSlot] = [.model, .good, .warn, .bad]
    for (place, one) in roles.enumerated() {
      for other in roles[(place + 1)...] {
        let pair = zip(seen(theme.color(one), matrix), seen(theme.color(other), matrix))
        let distance = pair.reduce(0.0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
        #expect(distance > 0.12, "\(one.name) and \(other.name)")
      }
    }
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
