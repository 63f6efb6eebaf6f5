import CellCanvas
import CursesTerminal
import EarmarkTestSupport
import Testing

extension TerminalSuites {
  @Suite(.serialized) struct CrashTests {
    @MainActor private static func open(_ path: String) throws {
      let line = openTerminal(path)
      let terminal = try CursesTerminal(
        input: line, output: line, term: "xterm-256color", environment: [:],
        options: .init(mouse: true, standardError: .temporary))
      var canvas = Canvas(size: terminal.size)
      canvas.write("on the screen", at: CellPoint(column: 0, row: 0), Style())
      terminal.present(canvas, images: [], palette: Palette(mode: terminal.colorMode))
    }

    @inline(never) private static func deep(_ level: Int) -> Int {
      // The block keeps the optimizer from making a loop of it.
      withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 16) { block in
        block[level & 4095] = UInt8(truncatingIfNeeded: level)
        return level == .max ? 0 : deep(level + 1) ^ Int(block[level & 4095])
      }
    }

    private func expectRestored(_ line: PseudoTerminal, _ modes: UInt32) {
      line.settle()
      let model = line.model
      #expect(String(decoding: model.bytes, as: UTF8.self).contains("on the screen"))
      #expect(!model.isAlternate)
      #expect(model.isCursorVisible)
      #expect(model.modes.isDisjoint(with: [1, 1000, 1002, 1006, 2004, 2026]))
      #expect(line.localModes == modes)
      #expect(model.unknown == [])
    }

    @Test func aTrapRestoresTheTerminalAndIsTold() async throws {
      let line = try PseudoTerminal(size: CellSize(columns: 40, rows: 10), readsAlways: true)
      let (modes, name) = (line.localModes, line.name)
      let result = await #expect(
        processExitsWith: .failure, observing: [\.standardErrorContent]
      ) { [name = name as String] in
        try await CrashTests.open(name)
        fatalError("a trap of the test")
      }
      let said = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
      #expect(said.contains("a trap of the test"))
      guard case .signal? = result?.exitStatus else {
        Issue.record("ended without a signal: \(String(describing: result?.exitStatus))")
        return
      }
      expectRestored(line, modes)
    }

    @Test func aStackOverflowRestoresTheTerminal() async throws {
      let line = try PseudoTerminal(size: CellSize(columns: 40, rows: 10), readsAlways: true)
      let (modes, name) = (line.localModes, line.name)
      await #expect(processExitsWith: .failure) { [name = name as String] in
        try await CrashTests.open(name)
        await MainActor.run { _ = CrashTests.deep(0) }
      }
      expectRestored(line, modes)
    }

    @Test func abortRestoresTheTerminal() async throws {
      let line = try PseudoTerminal(size: CellSize(columns: 40, rows: 10), readsAlways: true)
      let (modes, name) = (line.localModes, line.name)
      await #expect(processExitsWith: .signal(abortSignal)) { [name = name as String] in
        try await CrashTests.open(name)
        abortProcess()
      }
      expectRestored(line, modes)
    }
  }
}
