import CellCanvas
import CursesTerminal
import EarmarkTestSupport
import Testing

extension TerminalSuites {
  @Suite(.serialized) struct SuspendTests {
    private static let size = CellSize(columns: 60, rows: 16)

    /// Not a test but the program that runs under the shell of one: this process started again.
    @Test(.enabled(if: variable("EARMARK_TEST_PROGRAM") != nil)) @MainActor
    func program() throws {
      let line = openTerminal("/dev/tty")
      let terminal = try CursesTerminal(
        input: line, output: line, term: "xterm-256color", environment: [:],
        options: .init(color: .fixed(.truecolor), mouse: true, standardError: .temporary))
      var (resumed, keys) = (0, "")
      while true {
        var canvas = Canvas(size: terminal.size)
        canvas.write("resumed \(resumed) keys \(keys)", at: CellPoint(column: 0, row: 0), Style())
        let image = ramp(CellRect(column: 0, row: 1, columns: terminal.size.columns, rows: 4))
        terminal.present(canvas, images: [image], palette: Palette())
        wait(terminal.inputDescriptor)
        while let input = terminal.nextInput() {
          switch input {
          case .key(KeyChord(.character("q"))), .ended:
            terminal.close()
            exitProcess(terminal.endingSignal.map { 128 + $0 } ?? 7)
          case .key(let chord): keys += chord.notation
          case .resumed: resumed += 1
          case .pasted, .pointer, .resized, .pixels: break
          }
        }
      }
    }

    /// A shell with job control that has started the program.
    private func shell() throws -> PseudoTerminal? {
      let bash = "/bin/bash"
      guard canRun(bash) else {
        print("skipped: there is no \(bash)")
        return nil
      }
      let line = try PseudoTerminal(size: Self.size)
      try line.start(
        [bash, "--norc", "--noprofile", "--noediting", "-i"],
        environment: [
          "PS1": "ready> ", "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin",
          "EARMARK_TEST_PROGRAM": "1", "HISTFILE": "",
          "LD_LIBRARY_PATH": variable("LD_LIBRARY_PATH") ?? "",
        ])
      #expect(line.pump { $0.text.contains("ready>") })
      line.type(
        "\(CommandLine.arguments[0]) --testing-library swift-testing"
          + " --filter SuspendTests/program >/dev/null 2>&1\r")
      #expect(line.pump { $0.line(0).contains("resumed 0 keys") })
      return line
    }

    private func hasImage(_ model: VTModel) -> Bool {
      let image = ramp(CellRect(column: 0, row: 1, columns: model.size.columns, rows: 4))
      return (0..<model.size.columns).allSatisfy { column in
        (1...4).allSatisfy { row in
          let (text, style) = Palette().resolve(image[column: column, row: row], diverging: false)
          let cell = model[column: column, row: row]
          return cell.text == text && cell.pen.background == VTColor(style.background)
        }
      }
    }

    @Test func controlZStopsAndForegroundComesBack() throws {
      guard let line = try shell() else { return }
      #expect(line.pump { hasImage($0) })
      for round in 1...2 {
        line.type("\u{1a}")
        #expect(line.pump { !$0.isAlternate && $0.text.contains("Stopped") })
        #expect(line.model.isCursorVisible)
        #expect(line.model.modes.isDisjoint(with: [1, 1000, 1002, 1006, 2004, 2026]))
        #expect(line.pump { _ in line.localModes & linesAndEcho == linesAndEcho })
        // The window changes while the program is stopped.
        line.resize(to: CellSize(columns: 60 + round * 4, rows: 16))
        line.type("fg\r")
        #expect(line.pump { $0.isAlternate && $0.line(0).contains("resumed \(round)") })
        #expect(line.model.modes.isSuperset(of: [1000, 1002, 1006]))
        #expect(line.pump { hasImage($0) })
        line.type("k")
        #expect(line.pump { $0.line(0).hasSuffix(String(repeating: "k", count: round)) })
      }
      line.type("q")
      #expect(line.pump { !$0.isAlternate && line.localModes & linesAndEcho == linesAndEcho })
      line.type("echo ended $?\r")
      #expect(line.pump { $0.text.contains("ended 7") })
      #expect(line.localModes & linesAndEcho == linesAndEcho)
      #expect(line.model.unknown == [])
      line.type("exit\r")
      #expect(line.finish() == 0)
    }

    @Test func controlCEndsTheProgramInOrder() throws {
      guard let line = try shell() else { return }
      line.type("\u{3}")
      #expect(line.pump { !$0.isAlternate && line.localModes & linesAndEcho == linesAndEcho })
      line.type("echo ended $?\r")
      #expect(line.pump { $0.text.contains("ended 130") })
      line.type("exit\r")
      line.finish()
    }

    @Test func aClosedWindowEndsTheProgram() throws {
      guard let line = try shell() else { return }
      line.hangUp()
      #expect(line.finish(timeout: 5) != 128 + 9)
    }
  }
}
