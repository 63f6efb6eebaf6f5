import CellCanvas
import EarmarkTestSupport
import Foundation
import Testing

/// What a training shows on a terminal.
@Suite struct TrainingTerminalTests {
  @Test(arguments: [60, 80, 120])
  func curvesAreDrawnOverThemselves(columns: Int) throws {
    let folder = try TestFolder()
    try folder.addWords(["a", "b"], count: 8)
    let terminal = try PseudoTerminal(size: CellSize(columns: columns, rows: 40))
    try terminal.start(
      [
        Program.path, "train", folder.sounds, "-o", folder.model, "--model", "tiny-conv",
        "--epochs", "60", "--split", "random",
      ], environment: Program.environment(home: folder.home))
    let isOver = terminal.pump(until: { $0.text.contains("truth \\ said") }, timeout: 50)
    #expect(isOver, "\(terminal.model.text)")
    let lines = (0..<40).map { terminal.model.line($0) }
    #expect(lines.count { $0.hasPrefix("loss") } == 1, "\(terminal.model.text)")
    #expect(lines.contains { $0.unicodeScalars.contains { (0x2801...0x28ff).contains($0.value) } })
    #expect(terminal.model.unknown == [])
    #expect(terminal.finish(timeout: 10) == 0)
  }
}
