import CellCanvas
import Explorer
import ExplorerRuntime
import Foundation
import Testing

@Suite struct KeymapCatalogTests {
  /// The source tree's own keymaps.
  private static let shipped = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "themes/keymaps").path

  @Test(arguments: ["default", "praat", "audacity", "birdnet", "vim-strict"])
  func everyShippedKeymapIsRight(name: String) throws {
    let loaded = try KeymapCatalog(folders: [Self.shipped]).keymap(named: name)
    #expect(loaded.problems == [])
    #expect(loaded.keymap.name == name)
    #expect((loaded.keymap == .standard) == (name == "default"))
  }

  @Test func thePresetsHaveTheKeysOfTheirPrograms() throws {
    let catalog = KeymapCatalog(folders: [Self.shipped])
    let praat = try catalog.keymap(named: "praat").keymap
    let audacity = try catalog.keymap(named: "audacity").keymap
    let birdnet = try catalog.keymap(named: "birdnet").keymap
    let vim = try catalog.keymap(named: "vim-strict").keymap
    let cases: [(Keymap, String, Mode, String)] = [
      (praat, "Tab", .spectrogram, "play-pause"), (praat, "S-Tab", .label, "play-window"),
      (praat, "i", .spectrogram, "zoom-in"), (praat, "Ctrl-N", .label, "zoom-mark"),
      (praat, "Ctrl-B", .browse, "zoom-back"), (praat, "Ctrl-A", .segments, "zoom-all"),
      (audacity, "[", .browse, "set-onset"), (audacity, "Ctrl-B", .label, "add-region"),
      (audacity, "Ctrl-E", .spectrogram, "zoom-mark"), (audacity, "Ctrl-F", .browse, "zoom-all"),
      (audacity, "Alt-Right", .label, "next-region"), (audacity, "R", .live, "live-record"),
      (birdnet, "Up", .browse, "confirm-label"), (birdnet, "Down", .spectrogram, "quarantine-clip"),
      (birdnet, "Right", .browse, "defer-clip"), (birdnet, "Left", .spectrogram, "undo"),
      (birdnet, "Space", .browse, "play-pause"), (birdnet, "Up", .label, "previous-clip"),
      (vim, "q", .browse, "record-macro"), (vim, "@", .training, "replay-macro"),
      (vim, "Z Z", .live, "back"), (vim, "d d", .label, "delete-region"),
      (vim, "c c", .browse, "type-label"), (vim, "Ctrl-B", .browse, "page-up"),
      (vim, "$", .spectrogram, "clip-end"), (vim, "0", .spectrogram, "label-0"),
    ]
    for (keymap, keys, mode, command) in cases {
      let sequence = try #require(Keymap.sequence(keys))
      #expect(keymap.meaning(of: sequence, in: mode) == .command(command), "\(keys)")
    }
    for keymap in [praat, audacity, birdnet, vim] {
      for command in CommandRegistry.all where !command.keys.isEmpty {
        for mode in command.modes where keymap.keys(of: command, in: mode).isEmpty {
          let given = ["jump-forward", "jump-back", "next-hit", "keep-label", "repeat-edit"]
          #expect(given.contains(command.name), "\(keymap.name) \(mode) \(command.name)")
        }
      }
    }
  }

  @Test func theUsersFileHoldsUnlessAnotherIsNamed() throws {
    let tree = try FolderTree()
    try tree.write("base = \"praat\"\n[browse]\n\"x\" = \"zoom-in\"\n", "keymap.toml")
    let file = tree.text + "/keymap.toml"
    let catalog = KeymapCatalog(folders: [Self.shipped], usersFile: file)
    let own = catalog.usersKeymap()
    #expect(own.problems == [] && own.keymap.name == "your")
    let tab = try #require(Keymap.sequence("Tab"))
    #expect(own.keymap.meaning(of: tab, in: .browse) == .command("play-pause"))
    #expect(try catalog.keymap(named: file).keymap == own.keymap)
    #expect(
      KeymapCatalog(folders: [], usersFile: tree.text + "/none").usersKeymap().keymap == .standard)
  }

  @Test func basesInARingAndFilesThatCannotBeReadAreSaid() throws {
    let tree = try FolderTree()
    try tree.write("base = \"b\"\n", "a.toml")
    try tree.write("base = \"a\"\n", "b.toml")
    let catalog = KeymapCatalog(folders: [tree.text], usersFile: tree.text)
    let ring = try catalog.keymap(named: "a")
    #expect(ring.problems.count == 1 && ring.problems[0].rule.contains("in a ring"))
    let users = catalog.usersKeymap()
    #expect(users.keymap == .standard)
    #expect(
      users.problems.map(\.sentence) == ["keymap.toml: it can't be read; the default keys hold."])
    try tree.write("base = \"nothing\"\n", "c.toml")
    let lost = try catalog.keymap(named: "c")
    #expect(lost.problems.first?.line == 1)
    #expect(throws: Failure.self) { try catalog.keymap(named: "nothing") }
    #expect(catalog.names() == ["a", "b", "c", "default"])
  }
}
