import CellCanvas
import Explorer
import ExplorerRuntime
import Foundation
import Testing

@Suite struct ThemeCatalogTests {
  /// The source tree's own themes.
  private static let shipped: String = {
    var folder = URL(filePath: #filePath).deletingLastPathComponent()
    while !FileManager.default.fileExists(atPath: folder.appending(path: "themes").path),
      folder.pathComponents.count > 1
    {
      folder.deleteLastPathComponent()
    }
    return folder.appending(path: "themes").path
  }()

  @Test func everyShippedFileCanBeUsed() {
    let catalog = ThemeCatalog(folders: [Self.shipped])
    #expect(catalog.failures().isEmpty)
    #expect(catalog.themes().map(\.name).contains("paper"))
    #expect(
      Set(catalog.colorMaps().map(\.name)).isSuperset(of: [
        "gray", "magma", "inferno", "viridis", "cividis", "turbo", "jet",
      ]))
  }

  @Test func theBuiltInThemeEqualsItsFile() throws {
    #expect(try ThemeCatalog(folders: [Self.shipped]).theme(named: "midnight") == .midnight)
    #expect(try ThemeCatalog(folders: []).theme(named: "midnight") == .midnight)
    #expect(ThemeCatalog(folders: []).themes() == [.midnight])
  }

  @Test func theUsersFolderComesFirst() throws {
    let tree = try FolderTree()
    let paper = try String(contentsOfFile: Self.shipped + "/paper.toml", encoding: .utf8)
    try tree.write(paper.replacing("#fbf9f4", with: "#fefefe"), "paper.toml")
    let theme = try ThemeCatalog(folders: [tree.text, Self.shipped]).theme(named: "paper")
    #expect(theme.color(.ground) == RGB(0xfefefe))
    #expect(try ThemeCatalog(folders: []).theme(named: tree.text + "/paper.toml") == theme)
  }

  @Test func foldersFollowTheEnvironment() {
    let environment = ["XDG_CONFIG_HOME": "/config", "HOME": "/home/x"]
    let folders = ThemeCatalog(environment: environment).folders
    #expect(folders.first == "/config/earmark/themes")
    #expect(folders.contains { $0.hasSuffix("/share/earmark/themes") })
    #expect(ThemeCatalog(environment: ["HOME": "/h"]).folders.first == "/h/.config/earmark/themes")
  }

  @Test(arguments: [
    ("\"#0e1117\"", "0", "colors.bg is no text"),
    ("\"#0e1117\"", "\"blue\"", "colors.bg is \"blue\", no colour"),
    ("\"#0e1117\"", "1.5", "colors.bg is a floating-point number"),
    ("bg     = \"#0e1117\"", "bgg = \"#0e1117\"", "colors.bg is missing"),
    ("select = 4", "select = 40", "sixteen.select is 40"),
    ("resting = 28", "resting = 28\nhue = 1", "labels.hue is no key of a theme"),
    ("[117, 75", "[117, \"x\"", "diverging.path256 is a list of different things"),
    ("[labels]", "[labels", "line 47"),
  ])
  func aBrokenFileIsToldInASentence(old: String, new: String, why: String) throws {
    let tree = try FolderTree()
    let midnight = try String(contentsOfFile: Self.shipped + "/midnight.toml", encoding: .utf8)
    let range = try #require(midnight.range(of: old))
    try tree.write(midnight.replacingCharacters(in: range, with: new), "broken.toml")
    let catalog = ThemeCatalog(folders: [tree.text])
    let failure = try #require(catalog.failures().first)
    #expect(failure.what == "Cannot use \(tree.text)/broken.toml")
    #expect(failure.why.contains(why))
    #expect(!failure.remedy.isEmpty)
    #expect(throws: failure) { try catalog.theme(named: "broken") }
    let problem = try #require(catalog.problems().first)
    #expect(problem.file == "broken.toml" && problem.rule.contains(why))
    // What is right in it can be used.
    let isUsable = !why.hasPrefix("line")
    #expect(catalog.themes().map(\.name) == (isUsable ? ["broken", "midnight"] : ["midnight"]))
    let usable = try catalog.usableTheme(named: "broken")
    #expect(usable.theme.name == (isUsable ? "broken" : "midnight"))
    #expect(usable.problems.first?.rule == problem.rule)
  }

  @Test func whatIsWrongHasItsLineAndWhatIsUsedInstead() throws {
    let tree = try FolderTree()
    let paper = try String(contentsOfFile: Self.shipped + "/paper.toml", encoding: .utf8)
      .replacing("dim    = \"#5c626d\"", with: "dimm   = \"#5c626d\"").replacing(
        "resting = 12", with: "resting = 120")
    try tree.write(paper, "mine.toml")
    let loaded = try ThemeCatalog(folders: [tree.text]).usableTheme(named: "mine")
    let lines = paper.split(separator: "\n", omittingEmptySubsequences: false)
    func line(_ start: String) throws -> Int {
      try #require(lines.firstIndex { $0.hasPrefix(start) }) + 1
    }
    #expect(
      loaded.problems.map(\.sentence) == [
        "Line \(try line("[colors]")) of mine.toml: colors.dim is missing; midnight's is used.",
        "Line \(try line("resting")) of mine.toml: labels.resting is 120; midnight's is used.",
        "Line \(try line("dimm")) of mine.toml: colors.dimm is no key of a theme;"
          + " it is passed over.",
      ])
    #expect(loaded.theme.color(.dim) == Theme.midnight.color(.dim))
    #expect(loaded.theme.color(.ground) == RGB(0xfbf9f4))
    #expect(loaded.theme.restingMix == Theme.midnight.restingMix)
    let map = try tree.write("stops = 3\n", "colormaps/odd.toml")
    let found = try ThemeCatalog(folders: [tree.text]).usableColorMap(named: "odd")
    #expect(found.map == nil && found.problems.first?.file == "odd.toml")
    #expect(throws: Failure.self) {
      try ThemeCatalog(folders: []).usableColorMap(named: FilePath.text(map) + "x.toml")
    }
  }

  @Test func anUnknownNameListsWhatThereIs() {
    let catalog = ThemeCatalog(folders: [Self.shipped])
    do {
      _ = try catalog.theme(named: "dusk")
      Issue.record("there is no such theme")
    } catch {
      #expect(error.why == "no file has this name")
      #expect(error.remedy == "use colorblind-safe, high-contrast, midnight, mono, paper")
    }
    #expect(throws: Failure.self) { try catalog.colorMap(named: "nothing") }
  }
}
