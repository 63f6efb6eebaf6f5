import EarmarkTestSupport
import Foundation
import Testing

/// Files that are there are not called missing, and a clip has one label.
@Suite struct MissingTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  @Test func aFolderOpenedAloneShowsOnlyItsOwn() throws {
    try folder.clip("fa/x.wav", hertz: 300)
    try folder.clip("fb/y.wav", hertz: 500)
    let (one, other) = (folder.sounds + "/fa", folder.sounds + "/fb")
    let both = try ExplorerSession([one, other], home: folder.home)
    both.wait(for: "0 of 2 labelled")
    both.wait(for: "✓ saved")
    both.quit()
    let alone = try ExplorerSession([one], home: folder.home)
    alone.wait(for: "0 of 1 labelled")
    alone.wait(for: "✓ saved")
    #expect(alone.terminal.model.text.contains("○ x"))
    #expect(!alone.terminal.model.text.contains("○ y"))
    #expect(!alone.terminal.model.text.contains("missing"))
    alone.quit()
    let counts = try Program.object(["scan", one, other, "--json"], home: folder.home)
    #expect(counts["clips"] as? Int == 2 && counts["added"] as? Int == 0)
    #expect(counts["missing"] as? Int == 0)
  }

  @Test func aTableOpenedOnceIsNotMissing() throws {
    try folder.clip("a.wav")
    try folder.write("filename,category\n", named: "table.csv")
    _ = try Program.run(["scan", folder.sounds + "/table.csv"], home: folder.home)
    let counts = try Program.object(["scan", folder.sounds, "--json"], home: folder.home)
    #expect(counts["missing"] as? Int == 0)
    let session = try ExplorerSession([folder.sounds], home: folder.home)
    session.wait(for: "0 of 2 labelled")
    session.wait(for: "✓ saved")
    #expect(!session.terminal.model.text.contains("missing"))
    session.quit()
  }

  @Test func theFolderAskedForGivesNoLabel() throws {
    try folder.clip("rr/a.wav", hertz: 300)
    try folder.clip("short/dc.wav", hertz: 500)
    try folder.clip("tones/deep/b.wav", hertz: 700)
    let library = folder.sounds + "/l.sqlite"
    let named = try Program.object(
      ["scan", folder.sounds + "/rr", "--library", library, "--json"], home: folder.home)
    #expect(named["added"] as? Int == 1)
    #expect((named["labels"] as? [String: Int])?.isEmpty == true)
    let beside = try Program.object(
      ["scan", folder.sounds + "/tones", folder.sounds + "/short/dc.wav", "--json"],
      home: folder.home)
    #expect(beside["added"] as? Int == 2)
    #expect(beside["labels"] as? [String: Int] == ["deep": 1])
  }

  @Test func twoWindowsGiveAClipOneLabel() throws {
    try folder.clip("a.wav")
    for label in ["one", "two"] {
      try folder.clip("\(label)/\(label).wav", hertz: label == "one" ? 300 : 500)
    }
    _ = try Program.run(["scan", folder.sounds], home: folder.home)
    let windows = try (0..<2).map { _ in
      try ExplorerSession([folder.sounds], home: folder.home)
    }
    for window in windows {
      window.wait(for: "2 of 3 labelled")
      window.wait(for: "✓ saved")
    }
    for (window, key) in zip(windows, ["1", "2"]) { window.type(key) }
    for window in windows {
      window.wait(for: "3 of 3 labelled")
      window.wait(for: "✓ saved")
    }
    for window in windows { window.quit() }
    let rows = try Program.objects(["labels", "list", folder.sounds, "--json"], home: folder.home)
    #expect(rows.count { $0["path"] as? String == "a.wav" } == 1)
    #expect(rows.count == 3)
  }
}
