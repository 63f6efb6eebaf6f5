import CellCanvas
import CursesTerminal
import EarmarkTestSupport
import Testing

extension TerminalSuites {
  /// Answers of a terminal that nobody asked for must not count as keys.
  @Suite(.serialized) @MainActor struct AnswerTests {
    nonisolated static let answers = [
      "\u{1b}[32;10;10M", "\u{1b}[I",
      "\u{1b}[O", "\u{1b}[10;20R", "\u{1b}[?1;2c", "\u{1b}[>41;354;0c", "\u{1b}[=0c",
      "\u{1b}[?2026;1$y", "\u{1b}[8;24;80t", "\u{1b}[?1u", "\u{1b}[?1;0;256S", "\u{1b}[0n",
      "\u{1b}[27;5;105~", "\u{1b}[[A", "\u{1b}Oj", "\u{1b}O ",
      "\u{1b}]11;rgb:0e0e/1111/1717\u{7}", "\u{1b}]11;rgb:0e0e/1111/1717\u{1b}\\",
      "\u{1b}]52;c;\(String(repeating: "QUJD", count: 500))\u{7}",
      "\u{1b}P>|XTerm(379)\u{1b}\\", "\u{1b}P1+r544e=78\u{1b}\\", "\u{1b}_Gi=1;OK\u{1b}\\",
      "\u{1b}^private\u{1b}\\", "\u{1b}Xstring\u{1b}\\", "\u{9b}?1;2c", "\u{9d}11;x\u{9c}",
    ]

    @Test(arguments: answers) func typeNothing(_ answer: String) throws {
      for term in ["xterm-256color", "vt100"] {
        let stage = try Stage(term: term)
        defer { stage.close() }
        let typed = stage.inputs(typing: answer + "q" + answer + "\u{1b}[Az", count: 3)
        #expect(typed == ScriptedTerminal.inputs(keys: "q Up z"), "\(term)")
      }
    }

    @Test(arguments: ["\u{1b}[?1;2c", "\u{1b}]11;rgb:0e0e\u{7}", "\u{1b}P>|X(3)\u{1b}\\"])
    func mayComeInPieces(_ answer: String) throws {
      let stage = try Stage()
      defer { stage.close() }
      let bytes = Array(answer)
      for cut in 1..<bytes.count {
        // What could be a key alone counts as one.
        let key = cut == 1 ? "Esc" : cut == 2 ? "Alt-\(bytes[1])" : ""
        let expected = ScriptedTerminal.inputs(keys: key)
        stage.line.type(String(bytes[..<cut]))
        if cut > 2 {
          stage.line.pump(until: { _ in stage.terminal.nextInput() != nil }, timeout: 0.05)
        }
        #expect(stage.inputs(count: expected.count) == expected, "after \(cut)")
        let typed = stage.inputs(typing: String(bytes[cut...]) + "q")
        #expect(typed == ScriptedTerminal.inputs(keys: "q"), "after \(cut)")
      }
    }

    @Test func anUnfinishedOneSwallowsNoKeysForLong() throws {
      let stage = try Stage()
      defer { stage.close() }
      stage.line.type("\u{1b}]11;rgb")
      stage.line.pump(until: { _ in stage.terminal.nextInput() != nil }, timeout: 0.7)
      #expect(stage.inputs(typing: "q") == ScriptedTerminal.inputs(keys: "q"))
      // Keys that no answer has end it at once.
      #expect(stage.inputs(typing: "\u{1b}]11;rgb\r") == ScriptedTerminal.inputs(keys: "Enter"))
      #expect(stage.inputs(typing: "\u{1b}]11;rgb\u{1b}[A") == ScriptedTerminal.inputs(keys: "Up"))
      #expect(stage.inputs(typing: "\u{1b}[1;\u{1b}x") == ScriptedTerminal.inputs(keys: "Alt-x"))
    }

    @Test func theIntroducersAreStillKeys() throws {
      let stage = try Stage()
      defer { stage.close() }
      for key in ["[", "]", "O", "P", "X", "^", "_"] {
        #expect(stage.inputs(typing: key) == ScriptedTerminal.inputs(keys: key))
        #expect(stage.inputs(typing: "\u{1b}" + key) == ScriptedTerminal.inputs(keys: "Alt-" + key))
      }
    }
  }
}
