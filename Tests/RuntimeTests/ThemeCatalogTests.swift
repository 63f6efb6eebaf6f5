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
    #expect(catalog.themes() == [.midnight])
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
