import CellCanvas
import EarmarkTestSupport
import Foundation
import Testing

/// Two explorers label one library at once, by keys: no edit is lost.
@Suite(.serialized) struct TwoExplorersTests {
  /// Edits of each; `EARMARK_LONG` asks for many.
  private static let count =
    ProcessInfo.processInfo.environment["EARMARK_LONG"] == nil ? 300 : 5000

  @Test func noEditIsLost() throws {
    let folder = try TestFolder()
    try folder.clip("no/a.wav")
    try folder.clip("yes/b.wav", hertz: 880)
    _ = try Program.run(["scan", folder.sounds], home: folder.home)
    let sessions = try ["gg", "G"].map { keys in
      let session = try ExplorerSession([folder.sounds, "--color=mono"], home: folder.home)
      session.wait(for: "✓ saved")
      session.type(keys + "gl")
      session.wait(for: "LABEL")
      return session
    }
    // What its folder said of a clip is confirmed first, then every key changes the label.
    let keys = [["1", "2"], ["2", "1"]]
    for start in stride(from: 0, to: Self.count, by: 20) {
      for (session, keys) in zip(sessions, keys) {
        let numbers = start..<min(start + 20, Self.count)
        session.type(numbers.map { keys[$0 % 2] }.joined())
      }
      for session in sessions { session.terminal.readAvailable() }
    }
    for session in sessions {
      session.wait(for: "✓ saved", timeout: Double(Self.count))
      session.type("q")
      session.wait(for: "BROWSE")
      session.quit()
    }
    let entries = try Program.objects(["history", folder.sounds, "--json"], home: folder.home)
    #expect(entries.count == 2 * Self.count)
    for path in ["no/a.wav", "yes/b.wav"] {
      let own = entries.filter { entry in
        (entry["changes"] as? [[String: Any]])?.contains { $0["path"] as? String == path } == true
      }
      #expect(own.count == Self.count, "\(path)")
    }
  }
}
