import CellCanvas
import EarmarkTestSupport
import Foundation
import Testing

/// The explorer in a pseudo-terminal.
final class ExplorerSession {
  let terminal: PseudoTerminal

  init(
    _ arguments: [String], home: String, size: CellSize = CellSize(columns: 80, rows: 24),
    environment: [String: String?] = [:], launcher: [String] = []
  ) throws {
    terminal = try PseudoTerminal(size: size)
    try terminal.start(
      launcher + [Program.path] + arguments,
      environment: Program.environment(home: home, environment))
  }

  /// Waits for a text anywhere on the screen.
  func wait(
    for text: String, timeout: Double = 20, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    if !terminal.pump(until: { $0.text.contains(text) }, timeout: timeout) {
      Issue.record(
        "‘\(text)’ did not come; the screen shows\n\(terminal.model.text)",
        sourceLocation: sourceLocation)
    }
  }

  /// Waits until the screen is as wanted.
  func wait(
    _ what: String, timeout: Double = 20, sourceLocation: SourceLocation = #_sourceLocation,
    until condition: (VTModel) -> Bool
  ) {
    if !terminal.pump(until: condition, timeout: timeout) {
      Issue.record(
        "\(what) did not come; the screen shows\n\(terminal.model.text)",
        sourceLocation: sourceLocation)
    }
  }

  func type(_ keys: String) { terminal.type(keys) }

  /// Presses `q` and waits for the end.
  func quit(sourceLocation: SourceLocation = #_sourceLocation) {
    type("q")
    let status = terminal.finish(timeout: 10)
    #expect(status == 0, sourceLocation: sourceLocation)
    expectRestored(sourceLocation: sourceLocation)
  }

  /// The terminal is as it was: no alternate screen, a visible cursor, echo and lines.
  ///
  /// - Parameter mayBeCut: Whether the last redraw may have ended in the middle of a sequence.
  func expectRestored(
    mayBeCut: Bool = false, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let model = terminal.model
    #expect(!model.isAlternate, sourceLocation: sourceLocation)
    #expect(model.isCursorVisible, sourceLocation: sourceLocation)
    #expect(
      model.modes.isDisjoint(with: [1000, 1002, 1006, 2004]), sourceLocation: sourceLocation)
    #expect(mayBeCut || model.unknown == [], sourceLocation: sourceLocation)
    let modes = terminal.localModes
    #expect(modes & tcflag_t(ICANON) != 0, sourceLocation: sourceLocation)
    #expect(modes & tcflag_t(ECHO) != 0, sourceLocation: sourceLocation)
  }

  var statusRow: String { terminal.model.line(terminal.model.size.rows - 2) }
}
