import CellCanvas
import EarmarkTestSupport
import Foundation
import Testing

@Suite(.serialized) struct SessionTests {
  @Test func labelsUndoAndCursorAreBackAfterQuitting() throws {
    let folder = try TestFolder()
    try folder.addClips(6, in: "yes") { "clip_\($0).wav" }
    try folder.addClips(6, in: "no") { "clip_\($0).wav" }
    let first = try ExplorerSession([folder.sounds], home: folder.home)
    first.wait(for: "12 of 12 labelled")
    first.wait(for: "✓ saved")
    first.type("2")
    first.wait(for: "2/12")
    first.wait(for: "↶ 1")
    first.type("2222")
    first.wait(for: "↶ 5")
    first.type("emaybe\r")
    first.wait(for: "↶ 6")
    first.wait(for: "✓ saved")
    first.quit()

    let second = try ExplorerSession([folder.sounds], home: folder.home)
    second.wait(for: "7/12")
    second.wait(for: "maybe")
    second.wait(for: "↶ 6")
    second.type("u")
    second.wait(for: "↶ 5")
    second.wait("the label is taken back") { !$0.line(7).contains("maybe") }
    second.type("\u{12}")
    second.wait(for: "↶ 6")
    second.quit()

    let history = try Program.run(["history", folder.sounds, "--json"], home: folder.home)
    #expect(history.status == 0 && history.output.contains("maybe"))
  }

  @Test func twoWindowsSeeEachOther() throws {
    let folder = try TestFolder()
    try folder.addClips(4) { "clip_\($0).wav" }
    let first = try ExplorerSession([folder.sounds], home: folder.home)
    first.wait(for: "0 of 4 labelled")
    let second = try ExplorerSession([folder.sounds], home: folder.home)
    second.wait(for: "0 of 4 labelled")
    first.type("ebell\r")
    first.wait(for: "1 of 4 labelled")
    second.wait(for: "1 of 4 labelled")
    second.wait(for: "another window")
    second.type("j1")
    second.wait(for: "2 of 4 labelled")
    first.wait(for: "2 of 4 labelled")
    first.quit()
    second.quit()
  }

  @Test func resizingAndPasting() throws {
    let folder = try TestFolder()
    try folder.addClips(3) { "clip_\($0).wav" }
    let session = try ExplorerSession([folder.sounds], home: folder.home)
    session.wait(for: "✓ saved")
    session.terminal.resize(to: CellSize(columns: 120, rows: 40))
    session.wait("the status row moved") { $0.line(38).contains("✓ saved") }
    session.terminal.resize(to: CellSize(columns: 40, rows: 10))
    session.wait(for: "earmark needs 60x16")
    session.terminal.resize(to: CellSize(columns: 60, rows: 16))
    session.wait("the status row is back") { $0.line(14).contains("✓ saved") }
    session.type("\u{1b}[200~q1q\u{1b}[201~")
    session.wait(for: "Pasted text")
    session.type("e")
    session.wait(for: "label")
    session.type("\u{1b}[200~새소리\u{1b}[201~\r")
    session.wait(for: "1/3 ")
    session.wait(for: "새소리")
    session.quit()
  }

  @Test(arguments: [
    ["COLORTERM": "truecolor"], ["COLORTERM": ""], ["TERM": "screen", "COLORTERM": ""],
    ["TERM": "linux", "COLORTERM": ""], ["TERM": "vt100", "COLORTERM": ""],
    ["LC_ALL": "C", "COLORTERM": ""], ["LC_ALL": "xx_YY.nothing"],
  ])
  func everyTerminalIsUsable(changes: [String: String]) throws {
    let folder = try TestFolder()
    try folder.addClips(3) { "clip_\($0).wav" }
    let session = try ExplorerSession(
      [folder.sounds], home: folder.home, environment: changes.mapValues { $0 })
    session.wait(for: "saved")
    session.type("e")
    session.type("bird\r")
    session.wait(for: "1 of 3")
    session.type("?")
    session.wait(for: "keys in browse")
    session.type("\u{1b}")
    session.wait("help is gone") { !$0.text.contains("keys in browse") }
    session.type("q")
    #expect(session.terminal.finish(timeout: 10) == 0)
  }

  @Test(arguments: ["--color=truecolor", "--color=256", "--color=16", "--color=8", "--color=mono"])
  func colorsAreChosen(flag: String) throws {
    let folder = try TestFolder()
    try folder.addClips(2) { "clip_\($0).wav" }
    let session = try ExplorerSession([folder.sounds, flag], home: folder.home)
    session.wait(for: "kHz")
    let least = flag == "--color=mono" ? 1 : flag == "--color=truecolor" ? 13 : 4
    session.wait("\(least) colors") { Set($0.cells.map(\.pen.foreground)).count >= least }
    if flag == "--color=mono" {
      #expect(Set(session.terminal.model.cells.map(\.pen.foreground)) == [.standard])
    }
    session.quit()
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
  func signalsEndItWithEverythingSaved(signal: Int32) throws {
    let folder = try TestFolder()
    try folder.addClips(3) { "clip_\($0).wav" }
    let session = try ExplorerSession([folder.sounds], home: folder.home)
    session.wait(for: "✓ saved")
    session.type("ebell\r")
    session.wait(for: "1 of 3")
    session.terminal.send(signal: signal)
    #expect(session.terminal.finish(timeout: 10) != nil)
    session.expectRestored()
    let list = try Program.run(["labels", "list", folder.sounds, "--json"], home: folder.home)
    #expect(list.output.contains("bell"))
  }

  @Test(arguments: [SIGSEGV, SIGABRT, SIGILL, SIGTRAP, SIGBUS])
  func aCrashGivesTheTerminalBack(signal: Int32) throws {
    let folder = try TestFolder()
    try folder.addClips(2) { "clip_\($0).wav" }
    let session = try ExplorerSession([folder.sounds], home: folder.home)
    session.wait(for: "✓ saved")
    session.terminal.send(signal: signal)
    #expect(session.terminal.finish(timeout: 10) == 128 + signal)
    session.expectRestored(mayBeCut: true)
  }

  @Test func suspendingUnderAShell() throws {
    let folder = try TestFolder()
    try folder.addClips(2) { "clip_\($0).wav" }
    let terminal = try PseudoTerminal(size: CellSize(columns: 80, rows: 24))
    var environment = Program.environment(home: folder.home)
    environment["PS1"] = "shell> "
    try terminal.start(
      ["/bin/bash", "--norc", "--noprofile", "-i"], environment: environment)
    #expect(terminal.pump { $0.text.contains("shell>") })
    terminal.type("'\(Program.path)' '\(folder.sounds)'\r")
    #expect(terminal.pump(until: { $0.text.contains("✓ saved") }, timeout: 20))
    terminal.type("\u{1a}")
    #expect(terminal.pump(until: { !$0.isAlternate && $0.text.contains("Stopped") }, timeout: 20))
    terminal.type("echo cooked\r")
    #expect(terminal.pump { $0.text.contains("cooked") })
    terminal.type("fg\r")
    #expect(
      terminal.pump(until: { $0.isAlternate && $0.text.contains("✓ saved") }, timeout: 20))
    terminal.type("q")
    #expect(
      terminal.pump(
        until: { !$0.isAlternate && $0.text.contains("shell>") && terminal.localModes != 0 },
        timeout: 20))
    terminal.type("exit\r")
    #expect(terminal.finish(timeout: 10) == 0)
  }

  @Test func aFolderThatVanishesIsNoEnd() throws {
    let folder = try TestFolder()
    try folder.addClips(5) { "clip_\($0).wav" }
    let session = try ExplorerSession([folder.sounds], home: folder.home)
    session.wait(for: "✓ saved")
    for place in 2..<5 {
      try FileManager.default.removeItem(atPath: folder.sounds + "/clip_\(place).wav")
    }
    session.type(":rescan\r")
    session.wait(for: "missing")
    session.type("jjj")
    session.wait(for: "4/5")
    session.type("ewhere\r")
    session.wait(for: "1 of 5")
    session.quit()
  }
}
