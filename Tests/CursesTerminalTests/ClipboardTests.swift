import CellCanvas
import CursesTerminal
import EarmarkTestSupport
import Foundation
import Testing

extension TerminalSuites {
  @Suite(.serialized) @MainActor struct ClipboardTests {
    /// What a terminal is sent for a content.
    private func sent(_ content: [UInt8], _ environment: [String: String]) throws -> VTModel {
      let stage = try Stage(environment: environment)
      defer { stage.close() }
      stage.terminal.copy(content)
      stage.line.settle()
      #expect(stage.model.unknown == [])
      return stage.model
    }

    private let path = Array("/tmp/\u{1b}]0;x\u{7}\n".utf8) + [0xff, 0x00]

    private var encoded: String { "52;c;" + Data(path).base64EncodedString() }

    @Test func whateverItIsGoesInBase64() throws {
      #expect(try sent(path, [:]).strings == ["]" + encoded])
      #expect(try sent([], [:]).strings == ["]52;c;"])
    }

    @Test func tmuxIsTold() throws {
      let strings = try sent(path, ["TMUX": "/tmp/tmux-0/default,1,0"]).strings
      #expect(strings == ["]" + encoded, "Ptmux;\u{1b}]" + encoded + "\u{7}"])
    }

    @Test func screenGetsPieces() throws {
      let content = [UInt8](repeating: 0x41, count: 600)
      let strings = try sent(content, ["STY": "1.pts-0.host"]).strings
      #expect(strings.count == 4)
      #expect(strings.allSatisfy { $0.hasPrefix("P") && $0.utf8.count <= 241 })
      let joined = strings.map { $0.dropFirst() }.joined()
      #expect(joined == "\u{1b}]52;c;" + Data(content).base64EncodedString() + "\u{7}")
    }

    @Test func whatIsTooLongIsNotSent() throws {
      #expect(try sent([UInt8](repeating: 1, count: 74_994), [:]).strings.count == 1)
      #expect(try sent([UInt8](repeating: 1, count: 74_995), [:]).strings == [])
    }
  }
}
