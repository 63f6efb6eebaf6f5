import CellCanvas
import EarmarkTestSupport
import Foundation
import Testing

@Suite struct CommandsLookTests {
  private let folder: TestFolder
  private let file: String

  init() throws {
    folder = try TestFolder()
    file = try folder.clip("sweep.wav")
  }

  private func render(_ arguments: String...) throws -> String {
    let words = ["render", file, "--size", "80x24"] + arguments
    let result = try Program.run(words, home: folder.home)
    #expect(result.status == 0 && result.error.isEmpty, "\(result.error)")
    return result.output
  }

  /// The numbers of all colour sequences, a list each.
  private func sequences(_ text: String) -> [[Int]] {
    text.components(separatedBy: "\u{1b}[").dropFirst().compactMap { part in
      guard let end = part.firstIndex(of: "m") else { return nil }
      return part[..<end].split(separator: ";").compactMap { Int($0) }
    }
  }

  @Test func truecolorHas24Bits() throws {
    let text = try render("--color", "truecolor")
    #expect(text.contains("38;2;") && text.contains("48;2;") && !text.contains("38;5;"))
  }

  @Test func the256ColorsAreIndexed() throws {
    let text = try render("--color", "256")
    #expect(text.contains("38;5;") && text.contains("48;5;") && !text.contains("38;2;"))
  }

  @Test(arguments: ["16", "8"])
  func fewColorsAreThoseOfTheTerminal(mode: String) throws {
    let numbers = sequences(try render("--color", mode)).flatMap(\.self)
    let foregrounds = Set(numbers.filter { (30...37).contains($0) || (90...97).contains($0) })
    #expect(foregrounds.count > 2)
    #expect(!numbers.contains(38) && !numbers.contains(48))
    if mode == "8" { #expect(!numbers.contains { (90...107).contains($0) }) }
  }

  @Test(arguments: ["mono", "auto"])
  func withoutATerminalThereIsNoColor(mode: String) throws {
    #expect(!(try render("--color", mode)).contains("\u{1b}"))
  }

  @Test func onATerminalAutoFollowsIt() throws {
    let terminal = try PseudoTerminal(size: CellSize(columns: 80, rows: 24))
    try terminal.start(
      [Program.path, "render", file], environment: Program.environment(home: folder.home))
    #expect(terminal.finish(timeout: 20) == 0)
    #expect(String(decoding: terminal.model.bytes, as: UTF8.self).contains("38;2;"))
    #expect(terminal.model.unknown == [])
  }

  @Test(arguments: [
    ("half", "▀▄"), ("quadrant", "▘▝▖▗▚▞▙▛▜▟"), ("shade", "░▒▓█"), ("best", "▀▄▘▝▖▗▚▞▙▛▜▟"),
  ])
  func blocksAreMadeOfTheirCharacters(name: String, characters: String) throws {
    let text = try render("--blocks", name, "--color", "truecolor")
    #expect(text.contains { characters.contains($0) })
  }

  @Test(arguments: [("sextant", 0x1fb00...0x1fb3b), ("braille", 0x2801...0x28ff)])
  func finerBlocksAreMadeOfTheirCharacters(name: String, range: ClosedRange<Int>) throws {
    let text = try render("--blocks", name, "--color", "truecolor")
    #expect(text.unicodeScalars.contains { range.contains(Int($0.value)) })
  }

  @Test func asciiIsASCII() throws {
    let text = try render("--blocks", "ascii")
    #expect(text.utf8.allSatisfy { $0 == 10 || (0x20...0x7e).contains($0) })
  }

  @Test func everyThemeAndColorMapIsAnotherPicture() throws {
    let list = try Program.objects(["themes", "--json"], home: folder.home)
    let names = { (kind: String) in
      list.filter { $0["kind"] as? String == kind }.compactMap { $0["name"] as? String }
    }
    let (themes, maps) = (names("theme"), names("colormap"))
    #expect(Set(["midnight", "paper"]).isSubset(of: themes) && maps.count > 1)
    let inThemes = try themes.map { try render("--color", "truecolor", "--theme", $0) }
    #expect(Set(inThemes).count == themes.count)
    let inMaps = try maps.map { try render("--color", "truecolor", "--colormap", $0) }
    #expect(Set(inMaps).count == maps.count)
  }

  @Test func theExtensionSaysWhatIsWritten() throws {
    var contents: [String: Data] = [:]
    for ending in ["png", "svg", "txt", "ansi", "csv", "PNG"] {
      let out = folder.home + "/picture." + ending
      #expect(try render("--out", out).isEmpty)
      contents[ending] = try Data(contentsOf: URL(filePath: out))
    }
    let text = contents.mapValues { String(decoding: $0, as: UTF8.self) }
    let mark: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
    #expect(contents["png"]?.starts(with: mark) == true)
    #expect(contents["PNG"] == contents["png"])
    #expect(text["svg"]?.contains("<svg ") == true && text["svg"]?.contains("</svg>") == true)
    #expect(text["txt"] == (try render("--color", "mono")))
    #expect(text["ansi"] == (try render("--color", "truecolor")))
    #expect(text["csv"]?.hasPrefix("seconds,") == true)
  }
}
