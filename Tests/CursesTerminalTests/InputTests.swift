import CellCanvas
import CursesTerminal
import EarmarkTestSupport
import Testing

extension TerminalSuites {
  @Suite(.serialized) @MainActor struct InputTests {
    private static let keys: [(bytes: String, notation: String)] = [
      ("j", "j"), ("J", "J"), (" ", "Space"), ("é", "é"), ("日", "日"), ("🙂", "🙂"),
      ("\r", "Enter"), ("\n", "Enter"), ("\t", "Tab"), ("\u{1b}[Z", "S-Tab"),
      ("\u{7f}", "Backspace"), ("\u{8}", "Backspace"), ("\u{0}", "Ctrl-Space"),
      ("\u{4}", "Ctrl-D"), ("\u{12}", "Ctrl-R"), ("\u{13}", "Ctrl-S"), ("\u{11}", "Ctrl-Q"),
      ("\u{16}", "Ctrl-V"), ("\u{f}", "Ctrl-O"), ("\u{1f}", "Ctrl-_"),
      ("\u{1b}", "Esc"), ("\u{1b}x", "Alt-x"), ("\u{1b}\u{4}", "Alt-Ctrl-D"),
      ("\u{1b}\r", "Alt-Enter"), ("\u{1b}é", "Alt-é"),
      ("\u{1b}OA", "Up"), ("\u{1b}[A", "Up"), ("\u{1b}OD", "Left"), ("\u{1b}[B", "Down"),
      ("\u{1b}[1;2A", "S-Up"), ("\u{1b}[1;3A", "Alt-Up"), ("\u{1b}[1;5A", "Ctrl-Up"),
      ("\u{1b}[1;6D", "Ctrl-S-Left"), ("\u{1b}[1;2B", "S-Down"), ("\u{1b}[1;5C", "Ctrl-Right"),
      ("\u{1b}OH", "Home"), ("\u{1b}[1;5H", "Ctrl-Home"), ("\u{1b}OF", "End"),
      ("\u{1b}[5~", "PageUp"), ("\u{1b}[6;2~", "S-PageDown"), ("\u{1b}[2~", "Insert"),
      ("\u{1b}[3~", "Delete"), ("\u{1b}[3;5~", "Ctrl-Delete"),
      ("\u{1b}OP", "F1"), ("\u{1b}[15~", "F5"), ("\u{1b}[24~", "F12"),
      ("\u{1b}[1;2P", "S-F1"), ("\u{1b}[15;5~", "Ctrl-F5"), ("\u{1b}\u{1b}[A", "Esc Up"),
      ("\u{1b}\u{1b}", "Esc Esc"),
    ]

    @Test func keysAreDecoded() throws {
      let stage = try Stage()
      defer { stage.close() }
      for (bytes, notation) in Self.keys {
        let expected = ScriptedTerminal.inputs(keys: notation)
        let typed = stage.inputs(typing: bytes, count: expected.count)
        #expect(typed == expected, "\(bytes.debugDescription)")
      }
    }

    @Test func unknownSequencesTypeNothing() throws {
      let stage = try Stage()
      defer { stage.close() }
      let typed = stage.inputs(typing: "\u{1b}[99;1X\u{1b}[?1;2c\u{1b}[57358u\u{1b}[Iq")
      #expect(typed == ScriptedTerminal.inputs(keys: "q"))
    }

    private static let pointers: [(bytes: String, input: PointerInput)] = [
      ("\u{1b}[<0;1;1M", PointerInput(.press, at: CellPoint(column: 0, row: 0))),
      ("\u{1b}[<0;3;2m", PointerInput(.release, at: CellPoint(column: 2, row: 1))),
      ("\u{1b}[<32;300;90M", PointerInput(.drag, at: CellPoint(column: 299, row: 89))),
      ("\u{1b}[<64;5;6M", PointerInput(.wheelUp, at: CellPoint(column: 4, row: 5))),
      ("\u{1b}[<65;5;6M", PointerInput(.wheelDown, at: CellPoint(column: 4, row: 5))),
      (
        "\u{1b}[<80;5;6M", PointerInput(.wheelUp, at: CellPoint(column: 4, row: 5), control: true)
      ),
      ("\u{1b}[<8;5;6M", PointerInput(.press, at: CellPoint(column: 4, row: 5), alt: true)),
      ("\u{1b}[<36;5;6M", PointerInput(.drag, at: CellPoint(column: 4, row: 5), shift: true)),
      // The older form: 32 and more for each number.
      ("\u{1b}[M !!", PointerInput(.press, at: CellPoint(column: 0, row: 0))),
      ("\u{1b}[M#\"!", PointerInput(.release, at: CellPoint(column: 1, row: 0))),
      ("\u{1b}[M`!!", PointerInput(.wheelUp, at: CellPoint(column: 0, row: 0))),
    ]

    @Test func theMouseIsDecoded() throws {
      let stage = try Stage(options: .init(mouse: true, standardError: .unchanged))
      defer { stage.close() }
      for (bytes, input) in Self.pointers {
        #expect(
          stage.inputs(typing: bytes) == [.pointer(input)], "\(bytes.debugDescription)")
      }
    }

    @Test(arguments: [
      "\u{1b}[<0;0;1M", "\u{1b}[<0;1;0M", "\u{1b}[<35;1;1M", "\u{1b}[<1;1;1M", "\u{1b}[<2;4;4M",
      "\u{1b}[<66;4;4M", "\u{1b}[<0;1M", "\u{1b}[<0;1;1;1M", "\u{1b}[<0;99999;1M",
      "\u{1b}[<;;M", "\u{1b}[<-1;1;1M", "\u{1b}[<99999999999999999999;1;1M",
    ])
    func otherReportsOfTheMouseDoNothing(bytes: String) throws {
      let stage = try Stage(options: .init(mouse: true, standardError: .unchanged))
      defer { stage.close() }
      #expect(stage.inputs(typing: bytes + "q") == ScriptedTerminal.inputs(keys: "q"))
    }

    @Test(arguments: [
      ("xterm-256color", true), ("tmux-256color", true), ("screen", true), ("linux", true),
      ("vt100", false),
    ])
    func theMouseIsAskedForWhereThereIsOne(term: String, hasMouse: Bool) throws {
      let stage = try Stage(
        term: term, environment: [:], options: .init(mouse: true, standardError: .unchanged))
      stage.line.settle()
      #expect(stage.model.modes.isSuperset(of: [1000, 1002, 1006]) == hasMouse)
      stage.close()
      #expect(stage.model.modes.isDisjoint(with: [1000, 1002, 1006]))
      let without = try Stage(term: term, environment: [:])
      without.line.settle()
      #expect(without.model.modes.isDisjoint(with: [1000, 1002, 1006]))
      without.close()
    }

    @Test func longSequencesAndBrokenTextDoNotHang() throws {
      let stage = try Stage()
      defer { stage.close() }
      let digits = String(repeating: "1;", count: 40)
      let typed = stage.inputs(typing: "\u{1b}[\(digits)~\r")
      #expect(typed == ScriptedTerminal.inputs(keys: "Enter"))
    }

    @Test func pastedTextIsOneInput() throws {
      let stage = try Stage()
      defer { stage.close() }
      let typed = stage.inputs(
        typing: "a\u{1b}[200~q dé\r\nx\ty\u{1}\u{1b}[Az\u{1b}[201~b", count: 3)
      #expect(typed.count == 3)
      #expect(typed.first == ScriptedTerminal.inputs(keys: "a")[0])
      #expect(typed.last == ScriptedTerminal.inputs(keys: "b")[0])
      guard case .pasted(let text) = typed[1] else {
        Issue.record("not pasted: \(typed)")
        return
      }
      #expect(text.hasPrefix("q dé\nx y"))
      #expect(text.hasSuffix("z"))
      #expect(text.unicodeScalars.allSatisfy { $0.value >= 32 || $0 == "\n" })
    }

    @Test func longPastesArriveWhole() throws {
      let stage = try Stage()
      defer { stage.close() }
      let text = String(repeating: "0123456789 and words\n", count: 2000)
      let typed = stage.inputs(typing: "\u{1b}[200~\(text)\u{1b}[201~")
      #expect(typed == [.pasted(text)])
    }

    @Test func resizingChangesTheScreen() throws {
      let stage = try Stage(
        options: .init(standardError: .unchanged, handlesSignals: true))
      defer { stage.close() }
      for size in [(60, 20), (20, 6), (40, 10)] {
        let new = CellSize(columns: size.0, rows: size.1)
        stage.line.resize(to: new)
        raiseSignal(.windowChange)
        #expect(isReadable(stage.terminal.inputDescriptor))
        #expect(stage.inputs(count: 1) == [.resized(new)])
        #expect(stage.terminal.size == new)
        var canvas = stage.canvas()
        canvas.write("size", at: CellPoint(column: new.columns - 4, row: new.rows - 1), Style())
        let images = [ramp(CellRect(column: 0, row: 0, columns: new.columns, rows: 3))]
        stage.show(canvas, images: images)
        stage.expect(canvas, images, stage.palette)
      }
    }

    @Test func theWindowWinsOverVariables() throws {
      setVariable("COLUMNS", "33")
      defer { setVariable("COLUMNS", nil) }
      let stage = try Stage()
      defer { stage.close() }
      #expect(stage.terminal.size == CellSize(columns: 40, rows: 10))
    }
  }
}
