import CellCanvas
import EarmarkTestSupport
import Explorer
import ExplorerRuntime
import Foundation
import Testing

/// The view written to files by the real loop.
@MainActor @Suite(.serialized) struct ViewExportTests {
  private let folder: FolderTree

  init() throws {
    folder = try FolderTree()
    try folder.write(Sound.wav(), "sounds/tone.wav")
  }

  /// Types a name, and answers what is asked until there is a notice.
  private func export(_ name: String, answer: String? = nil) throws -> Notice? {
    let terminal = ScriptedTerminal(size: CellSize(columns: 80, rows: 24))
    let location = try LibraryLocation([folder("sounds")], environment: [:])
    let mailbox = Mailbox()
    let runner = EffectRunner(
      location: location, labelling: .folders, annotator: "ada", isKept: false,
      mailbox: mailbox)
    let loop = EventLoop(
      state: AppState(
        place: "x", annotator: "ada", size: terminal.size, now: Date(), seed: 1),
      terminal: terminal,
      look: Look(theme: .midnight, colorMaps: [], mode: .colors16, glyphs: .ascii),
      runner: runner, mailbox: mailbox)
    let letters = (folder.text + "/" + name).map(String.init).joined(separator: " ")
    var isTyped = false
    var isAnswered = false
    let end = Date().addingTimeInterval(20)
    _ = loop.run { state in
      if !isTyped, state.scan.isOver, state.isCurrentShown {
        isTyped = true
        terminal.feed(keys: "E Ctrl-U " + letters + " Enter")
      } else if let answer, !isAnswered, case .replace? = state.prompt?.kind {
        isAnswered = true
        terminal.feed(keys: answer)
      }
      let isGivenUp = isAnswered && answer == "Esc" && state.prompt == nil
      return Date() > end
        || (isTyped && terminal.inputs.isEmpty && (state.notice != nil || isGivenUp))
    }
    return loop.state.notice
  }

  private func contents(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: FilePath.text(folder(name)))))
  }

  @Test func everyKindIsWritten() throws {
    for kind in ViewExport.Kind.allCases {
      let notice = try export("view." + kind.rawValue)
      #expect(notice?.what == "Wrote \(folder.text)/view.\(kind.rawValue).")
    }
    #expect(try contents("view.png").starts(with: [0x89, 0x50, 0x4e, 0x47]))
    let svg = String(decoding: try contents("view.svg"), as: UTF8.self)
    // The colors of a file are not those of the terminal.
    #expect(
      svg.hasPrefix("<svg")
        && Set(svg.matches(of: /fill="#[0-9a-f]{6}"/).map { $0.output })
          .count > 20
    )
    let plain = String(decoding: try contents("view.txt"), as: UTF8.self)
    #expect(plain.contains("tone") && !plain.contains("\u{1b}"))
    #expect(String(decoding: try contents("view.ansi"), as: UTF8.self).contains("\u{1b}[0"))
    let table = String(decoding: try contents("view.csv"), as: UTF8.self).split(separator: "\n")
    #expect(table[0].hasPrefix("seconds,0,") && table.count > 100)
    let columns = Set(table.map { $0.count { $0 == "," } })
    #expect(columns.count == 1)
  }

  @Test func whatIsThereStaysUnlessTheUserSaysSo() throws {
    try folder.write("mine", "view.txt")
    _ = try export("view.txt", answer: "Esc")
    #expect(String(decoding: try contents("view.txt"), as: UTF8.self) == "mine")
    let notice = try export("view.txt", answer: "r")
    #expect(notice?.what.hasPrefix("Wrote") == true)
    #expect(String(decoding: try contents("view.txt"), as: UTF8.self).contains("tone"))
  }

  @Test func whatCannotBeWrittenSaysWhy() throws {
    try folder.folder("sub.png")
    for name in ["sub.png", "nowhere/view.png"] {
      let notice = try export(name)
      #expect(notice?.kind == .error && notice?.what.hasPrefix("Cannot write") == true)
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.text)
    #expect(!left.contains { $0.hasPrefix(".earmark-") })
  }
}
