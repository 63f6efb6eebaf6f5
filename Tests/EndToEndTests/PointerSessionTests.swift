import CellCanvas
import EarmarkTestSupport
import Foundation
import Testing

/// The mouse, the clipboard, keymaps and what is remembered, in a pseudo-terminal.
@Suite(.serialized) struct PointerSessionTests {
  /// What a terminal sends for the mouse; columns and rows count from zero.
  private func mouse(_ button: Int, _ column: Int, _ row: Int, isUp: Bool = false) -> String {
    "\u{1b}[<\(button);\(column + 1);\(row + 1)\(isUp ? "m" : "M")"
  }

  @Test(arguments: ["xterm-256color", "tmux-256color", "screen-256color"])
  func pressPullAndWheel(term: String) throws {
    let folder = try TestFolder()
    try folder.addClips(6) { "clip_\($0).wav" }
    let session = try ExplorerSession(
      [folder.sounds], home: folder.home, environment: ["TERM": term])
    session.wait(for: "✓ saved")
    #expect(session.terminal.model.modes.isSuperset(of: [1000, 1002, 1006]))
    session.type(mouse(0, 5, 4) + mouse(0, 5, 4, isUp: true))
    session.wait(for: " 3/6")
    session.type(mouse(65, 5, 4))
    session.wait(for: " 6/6")
    session.type(mouse(64, 5, 4))
    session.wait(for: " 3/6")
    session.type(
      mouse(0, 45, 6) + mouse(32, 50, 6) + mouse(32, 60, 8) + mouse(0, 60, 8, isUp: true))
    session.wait(for: "sel ")
    session.type(mouse(64, 60, 8))
    session.type("1")
    session.type("ebird\r")
    session.wait(for: "✓ saved")
    session.type(mouse(0, 45, 6) + mouse(0, 45, 6, isUp: true))
    session.wait("the mark is gone") { !$0.text.contains("sel 0") }
    session.type("q")
    #expect(session.terminal.finish(timeout: 10) == 0)
    #expect(session.terminal.model.modes.isDisjoint(with: [1000, 1002, 1006, 2004]))
  }

  @Test func theMouseCanBeLeftToTheTerminal() throws {
    let folder = try TestFolder()
    try folder.addClips(2) { "clip_\($0).wav" }
    let session = try ExplorerSession([folder.sounds, "--mouse", "off"], home: folder.home)
    session.wait(for: "✓ saved")
    #expect(session.terminal.model.modes.isDisjoint(with: [1000, 1002, 1006]))
    session.quit()
  }

  @Test func thePathGoesToTheClipboard() throws {
    let folder = try TestFolder()
    try folder.addClips(1) { _ in "a\u{1b}]0;title\u{7}b.wav" }
    let session = try ExplorerSession([folder.sounds], home: folder.home)
    session.wait(for: "✓ saved")
    session.type("Yp")
    session.wait(for: "The path is copied;")
    let sent = session.terminal.model.strings
    #expect(sent.count == 1)
    let text = sent.first.flatMap { Data(base64Encoded: String($0.dropFirst("]52;c;".count))) }
    let path = text.map { String(decoding: $0, as: UTF8.self) }
    #expect(path?.hasPrefix("/") == true)
    #expect(path?.hasSuffix("/sounds/a\u{1b}]0;title\u{7}b.wav") == true)
    session.quit()
  }

  @Test func aStormOfSizesEndsWhereItBegan() throws {
    let folder = try TestFolder()
    try folder.addClips(4) { "clip_\($0).wav" }
    let session = try ExplorerSession([folder.sounds], home: folder.home)
    session.wait(for: "✓ saved")
    let sizes = [(1, 1), (80, 24), (2, 1), (500, 200), (59, 16), (60, 15), (1, 200), (120, 40)]
    for round in 0..<1000 {
      let size = sizes[round % sizes.count]
      session.terminal.resize(to: CellSize(columns: size.0, rows: size.1))
      session.terminal.readAvailable()
      if round % 50 == 0 { session.type(round % 100 == 0 ? "j" : "s") }
    }
    session.terminal.resize(to: CellSize(columns: 500, rows: 200))
    session.wait("the status row of a large window") { $0.line(198).contains("✓ saved") }
    session.terminal.resize(to: CellSize(columns: 1, rows: 1))
    session.terminal.resize(to: CellSize(columns: 80, rows: 24))
    session.wait("the status row is back") { $0.line(22).contains("✓ saved") }
    session.type("q")
    #expect(session.terminal.finish(timeout: 10) == 0)
    session.expectRestored(mayBeCut: true)
  }

  @Test(arguments: [
    ["TERM": "linux", "COLORTERM": ""], ["TERM": "screen", "COLORTERM": ""],
    ["TERM": "screen", "COLORTERM": "truecolor", "STY": "1.pts-0.x"],
    ["TERM": "tmux-256color", "TMUX": "/tmp/x,1,0", "COLORTERM": ""],
    ["TERM": "vt100", "COLORTERM": ""], ["TERM": "xterm", "COLORTERM": ""],
    ["TERM": "xterm-mono", "COLORTERM": ""], ["NO_COLOR": "1"],
  ])
  func everyTermShowsFloatsAndGivesBack(changes: [String: String]) throws {
    let folder = try TestFolder()
    try folder.addClips(3) { "clip_\($0).wav" }
    let session = try ExplorerSession(
      [folder.sounds], home: folder.home, environment: changes.mapValues { $0 })
    guard session.terminal.pump(until: { $0.text.contains("saved") }, timeout: 20) else {
      // A description that the system lacks is said in a line.
      #expect(session.terminal.model.text.contains(changes["TERM"] ?? "xterm"))
      print("skipped: there is no description of \(changes) here")
      return
    }
    session.type(":zoom")
    // All of it: a key right behind Esc would be taken for one with Alt.
    session.wait("the commands are there") {
      $0.text.contains("zoom-in") && $0.text.contains("zoom-all")
    }
    session.type("\u{1b}")
    session.wait("the commands are gone") { !$0.text.contains("zoom-all") }
    session.type(":tour\r")
    session.wait(for: "welcome")
    session.type("\r\r\r\r")
    session.wait("the tour is over") { !$0.text.contains("welcome") }
    session.type("q")
    #expect(session.terminal.finish(timeout: 10) == 0)
    #expect(session.terminal.model.modes.isDisjoint(with: [1000, 1002, 1006, 2004]))
  }
}
