import CellCanvas
import CursesTerminal
import EarmarkTestSupport
import Testing

extension TerminalSuites {
  @Suite(.serialized) @MainActor struct SignalTests {
    private func stage(_ target: StandardErrorTarget = .unchanged) throws -> Stage {
      try Stage(options: .init(standardError: target, handlesSignals: true))
    }

    @Test(arguments: [OwnSignal.terminate, .hangUp, .interrupt])
    func signalsEndTheProgramOnce(_ signal: OwnSignal) throws {
      let stage = try stage()
      defer { stage.close() }
      #expect(stage.terminal.nextInput() == nil)
      #expect(!isReadable(stage.terminal.inputDescriptor, milliseconds: 0))
      #expect(stage.terminal.endingSignal == nil)
      raiseSignal(signal)
      #expect(isReadable(stage.terminal.inputDescriptor))
      #expect(stage.inputs(count: 1) == [.ended])
      #expect(stage.terminal.endingSignal == signal.number)
      #expect(stage.terminal.nextInput() == nil)
      #expect(!isReadable(stage.terminal.inputDescriptor, milliseconds: 0))
    }

    @Test func aClosedLineEndsTheProgramOnce() throws {
      let stage = try stage()
      defer { stage.terminal.close() }
      stage.line.settle()
      stage.line.hangUp()
      #expect(isReadable(stage.terminal.inputDescriptor))
      #expect(stage.terminal.nextInput() == .ended)
      #expect(stage.terminal.nextInput() == nil)
      #expect(stage.terminal.endingSignal == nil)
      stage.terminal.present(
        Canvas(size: stage.terminal.size), images: [], palette: stage.palette)
    }

    @Test func keysWakeThePoll() throws {
      let stage = try stage()
      defer { stage.close() }
      #expect(!isReadable(stage.terminal.inputDescriptor, milliseconds: 0))
      stage.line.type("jk")
      #expect(isReadable(stage.terminal.inputDescriptor))
      #expect(stage.inputs(count: 2) == ScriptedTerminal.inputs(keys: "j k"))
      #expect(!isReadable(stage.terminal.inputDescriptor, milliseconds: 0))
    }

    @Test func handlersOfBeforeComeBack() throws {
      let before = handlers()
      try stage().close()
      #expect(handlers() == before)
    }

    @Test func standardErrorIsKeptAndGivenBack() throws {
      let stage = try stage(.temporary)
      writeStandardError("a library says é\n")
      stage.show(stage.canvas())
      #expect(!stage.model.text.contains("library"))
      #expect(stage.close() == "a library says é\n")
      #expect(stage.terminal.close() == "")
    }
  }
}
