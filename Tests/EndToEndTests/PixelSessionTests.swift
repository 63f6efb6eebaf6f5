import CellCanvas
import EarmarkTestSupport
import Foundation
import Testing

/// Pictures in pixels, with a terminal that answers and with one that does not.
@Suite(.serialized) struct PixelSessionTests {
  private let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    try folder.addClips(2) { "clip_\($0).wav" }
  }

  private func session(_ arguments: [String]) throws -> ExplorerSession {
    try ExplorerSession(
      [folder.sounds] + arguments, home: folder.home, size: CellSize(columns: 100, rows: 30))
  }

  private func contains(_ text: String, _ model: VTModel) -> Bool {
    model.bytes.count >= text.utf8.count
      && String(decoding: model.bytes, as: UTF8.self).contains(text)
  }

  @Test func aTerminalThatKnowsKittysProtocolGetsPNG() throws {
    let session = try session(["--pixels", "auto"])
    session.wait("the first question") { contains("\u{1b}[16t\u{1b}[c", $0) }
    session.type("\u{1b}[6;10;5t\u{1b}[?62;22c")
    session.wait("the question to kitty") { contains("\u{1b}_Gi=31,", $0) }
    session.type("\u{1b}_Gi=31;OK\u{1b}\\\u{1b}[?62;22c")
    session.wait("a picture") { model in
      model.strings.contains { $0.hasPrefix("_Ga=p,") && $0.contains("z=-1") }
    }
    let strings = session.terminal.model.strings.drop { !$0.hasPrefix("_Ga=t,f=100,") }
    var text = ""
    for part in strings {
      let halves = part.split(separator: ";", maxSplits: 1)
      guard halves.count == 2 else { break }
      text += halves[1]
      if halves[0].contains("m=0") { break }
    }
    let file = [UInt8](try #require(Data(base64Encoded: text)))
    #expect(file.prefix(8) == [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    let width = file[16..<20].reduce(0) { $0 << 8 | Int($1) }
    let height = file[20..<24].reduce(0) { $0 << 8 | Int($1) }
    #expect(width > 100 && width % 5 == 0 && height > 40 && height % 10 == 0)
    session.quit()
    let last = session.terminal.model.strings.last ?? ""
    #expect(last.hasPrefix("_Ga=d,d=I,"))
  }

  @Test func aTerminalThatDoesNotAnswerGetsBlocks() throws {
    let session = try session(["--pixels", "auto"])
    session.wait(for: "This terminal shows no pictures in pixels; ")
    session.wait(for: "✓ saved")
    #expect(session.terminal.model.strings == [])
    session.type("j")
    session.wait(for: "2/2")
    session.quit()
    #expect(session.terminal.model.strings == [])
  }

  @Test func nobodyIsAskedUnlessToldTo() throws {
    let session = try session([])
    session.wait(for: "✓ saved")
    session.wait(for: "1/2")
    session.quit()
    #expect(!contains("\u{1b}[c", session.terminal.model))
    #expect(!contains("\u{1b}[16t", session.terminal.model))
  }
}
