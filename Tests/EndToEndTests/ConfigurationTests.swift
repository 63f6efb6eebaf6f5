import CellCanvas
import EarmarkTestSupport
import Foundation
import Testing

/// Files of the person: keymaps, themes, settings; and recordings that change while they are open.
@Suite(.serialized) struct ConfigurationTests {
  private func configure(_ folder: TestFolder, _ file: String, _ text: String) throws {
    let path = folder.home + "/.config/earmark/" + file
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try folder.write(Array(text.utf8), to: path)
  }

  @Test func aBrokenKeymapIsSaidAndTheRestHolds() throws {
    let folder = try TestFolder()
    try folder.addClips(3) { "clip_\($0).wav" }
    try configure(
      folder, "keymap.toml",
      "[browse]\n\"x\" = \"next-clip\"\n\"x\" = \"zoom-in\"\n\"y y\" = \"nothing-at-all\"\n")
    let session = try ExplorerSession(
      [folder.sounds], home: folder.home, size: CellSize(columns: 160, rows: 40))
    session.wait(for: "Line 3 of keymap.toml")
    session.wait(for: "\"x\" is bound twice in browse; line 2 stays (1 more: earmark keys)")
    session.wait(for: "1/3")
    session.type("x")
    session.wait(for: "2/3")
    session.type("?")
    session.wait(for: "your keys")
    session.wait(for: "2 wrong: earmark keys")
    session.type("\u{1b}")
    session.wait("help is gone") { !$0.text.contains("your keys") }
    session.quit()
    let keys = try Program.run(["keys"], home: folder.home)
    #expect(keys.status == 3)
    #expect(keys.output.contains("j x k Down Up") || keys.output.contains("x"))
    #expect(
      keys.error.contains("Line 4 of keymap.toml: there is no command \"nothing-at-all\"; \"yy\""))
  }

  @Test func presetsAreNamed() throws {
    let folder = try TestFolder()
    try folder.addClips(3) { "clip_\($0).wav" }
    let session = try ExplorerSession([folder.sounds, "--keymap", "praat"], home: folder.home)
    session.wait(for: "✓ saved")
    session.type("?")
    session.wait(for: "praat keys")
    session.type("\u{1b}")
    session.wait("help is gone") { !$0.text.contains("praat keys") }
    session.quit()
    let unknown = try Program.run(["keys", "--keymap", "emacs"], home: folder.home)
    #expect(unknown.status == 2)
    #expect(
      unknown.error
        == "earmark: Cannot find the keymap emacs: no file has this name; use audacity, birdnet, default, praat, vim-strict\n"
    )
    let json = try Program.run(["keys", "--json", "--keymap", "praat"], home: folder.home)
    #expect(json.status == 0 && json.output.contains("S-Tab"))
    let toml = try Program.run(["keys", "--toml"], home: folder.home)
    try configure(folder, "keymap.toml", toml.output)
    let again = try Program.run(["keys", "--toml"], home: folder.home)
    #expect(again.status == 0 && again.output == toml.output && again.error.isEmpty)
  }

  @Test func aBrokenThemeIsPassedOver() throws {
    let folder = try TestFolder()
    try folder.addClips(2) { "clip_\($0).wav" }
    try configure(folder, "themes/broken.toml", "[colors\nbg = 3\n")
    let session = try ExplorerSession(
      [folder.sounds], home: folder.home, size: CellSize(columns: 160, rows: 40))
    session.wait(for: "line 1:")
    session.wait(for: "the theme is passed over")
    session.type(",t")
    session.wait(for: "paper")
    // The message about the file may still be there; its theme is not.
    #expect(!session.terminal.model.text.replacing("broken.toml", with: "").contains("broken"))
    session.type("\u{1b}")
    session.wait("the themes are gone") { !$0.text.contains("paper") }
    session.quit()
    let themes = try Program.run(["themes"], home: folder.home)
    #expect(themes.status == 3 && themes.error.contains("broken.toml"))
    let named = try Program.run(
      ["explore", folder.sounds, "--theme", "broken"], home: folder.home)
    #expect(named.status == 0 && named.output.contains("This is the first screen"))
    #expect(named.error.contains("line 1") && named.error.contains("midnight is used"))
    try configure(
      folder, "themes/half.toml", "[colors]\nbg = \"#101010\"\ndim = \"grey\"\n")
    let half = try Program.run(
      [
        "render", folder.sounds + "/clip_0.wav", "--theme", "half", "--out",
        folder.home + "/a.svg",
      ], home: folder.home)
    #expect(half.status == 0)
    #expect(
      half.error.contains(
        "Line 3 of half.toml: colors.dim is \"grey\", no colour; midnight's is used."))
    let picture = try String(contentsOfFile: folder.home + "/a.svg", encoding: .utf8)
    #expect(picture.contains("#101010"))
  }

  @Test func theTourIsShownOnceAndChoicesStay() throws {
    let folder = try TestFolder()
    try folder.addClips(3) { "clip_\($0).wav" }
    try FileManager.default.removeItem(atPath: folder.settings)
    let first = try ExplorerSession([folder.sounds], home: folder.home)
    first.wait(for: "welcome")
    first.type("\u{1b}")
    first.wait("the tour is gone") { !$0.text.contains("welcome") }
    first.type(",f")
    first.wait(for: "logarithmic")
    first.type(",tjj\r")
    first.wait(for: "The theme is")
    first.quit()
    let text = try String(contentsOfFile: folder.settings, encoding: .utf8)
    #expect(text.contains("\"hasSeenTour\" : true") && text.contains("\"scale\" : \"log\""))

    let other = try TestFolder()
    try other.addClips(2) { "clip_\($0).wav" }
    let second = try ExplorerSession([other.sounds], home: folder.home)
    second.wait(for: "✓ saved")
    #expect(!second.terminal.model.text.contains("welcome"))
    second.type(",f")
    second.wait(for: "Frequencies: mel")
    second.quit()
  }

  @Test func brokenSettingsAreSaidAndIgnored() throws {
    let folder = try TestFolder()
    try folder.addClips(2) { "clip_\($0).wav" }
    try folder.remember(#"{"hasSeenTour": true, "scale": "loud"}"#)
    let session = try ExplorerSession(
      [folder.sounds], home: folder.home, size: CellSize(columns: 140, rows: 40))
    session.wait(for: "Cannot use settings.json")
    session.wait(for: "scale is none of what it may be")
    session.quit()
  }

  @Test func recordingsThatShrinkGrowAndVanish() throws {
    let folder = try TestFolder()
    try folder.addClips(4) { "clip_\($0).wav" }
    let session = try ExplorerSession([folder.sounds], home: folder.home)
    session.wait(for: "✓ saved")
    let paths = (0..<4).map { folder.sounds + "/clip_\($0).wav" }
    let whole = try Data(contentsOf: URL(filePath: paths[1]))
    try folder.write(Array(whole.prefix(60)), to: paths[1])
    try folder.write(Array(whole) + [UInt8](repeating: 7, count: 100_000), to: paths[2])
    try FileManager.default.removeItem(atPath: paths[3])
    for place in 2...4 {
      session.type("j")
      session.wait(for: "\(place)/4")
      session.type("++l-za s")
    }
    session.type(":rescan\r")
    session.wait(for: "missing")
    session.type("kkk")
    session.wait(for: "1/")
    session.type("1")
    session.wait(for: "✓ saved")
    #expect(session.terminal.model.unknown == [])
    session.quit()
  }
}
