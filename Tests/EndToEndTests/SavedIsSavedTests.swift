import CellCanvas
import EarmarkTestSupport
import Foundation
import Testing

/// Kills the program at random moments of labelling: what the screen showed as saved is on disk.
@Suite(.serialized) struct SavedIsSavedTests {
  private static let clips = 40

  @Test func whatWasShownAsSavedIsThere() throws {
    var random = SystemRandomNumberGenerator()
    var compared = 0
    for round in 0..<50 {
      let folder = try TestFolder()
      try folder.addClips(SavedIsSavedTests.clips) { String(format: "c%02d.wav", $0) }
      let shown = try labelAndKill(folder, round: round, &random)
      let there = try labels(folder)
      for (name, label) in shown {
        compared += 1
        #expect(there[name] == label, "round \(round): \(name) was shown as \(label)")
      }
    }
    #expect(compared > 200, "only \(compared) labels were shown as saved in 50 rounds")
  }

  /// Labels each clip once, by keys, stops somewhere, and gives what the last screen with `✓ saved`
  /// showed.
  private func labelAndKill(
    _ folder: TestFolder, round: Int, _ random: inout SystemRandomNumberGenerator
  ) throws -> [String: String] {
    let terminal = try PseudoTerminal(size: CellSize(columns: 80, rows: 48))
    let clock = ContinuousClock()
    let start = clock.now
    try terminal.start(
      [Program.path, folder.sounds, "--color=mono"],
      environment: Program.environment(home: folder.home))
    guard terminal.pump(until: { $0.text.contains("✓ saved") }, timeout: 30) else {
      Issue.record("round \(round) did not start:\n\(terminal.model.text)")
      return [:]
    }
    terminal.type("gg")
    // On a busy machine everything takes as much longer as the start.
    let usual = Int((clock.now - start) / .milliseconds(1)) * 2
    let end = clock.now + .milliseconds(Int.random(in: 5...max(400, usual), using: &random))
    var shown: [String: String] = [:]
    var typed = 0
    while clock.now < end {
      if typed < SavedIsSavedTests.clips - 1 {
        switch typed {
        case 0: terminal.type("efirst\r")
        case 1: terminal.type("esecond\r")
        default: terminal.type("\(Int.random(in: 1...2, using: &random))")
        }
        typed += 1
      }
      let pause = clock.now + .milliseconds(Int.random(in: 0...12, using: &random))
      repeat {
        terminal.readAvailable()
        if let seen = savedLabels(terminal.model) { shown = seen }
      } while clock.now < pause
    }
    terminal.send(signal: SIGKILL)
    terminal.finish(timeout: 5)
    if let seen = savedLabels(terminal.model) { shown = seen }
    return shown
  }

  /// The labels on a screen that says `✓ saved`; nil where it does not, or is half drawn.
  private func savedLabels(_ model: VTModel) -> [String: String]? {
    guard !model.isSynchronizing, model.line(46).contains("✓ saved") else { return nil }
    var labels: [String: String] = [:]
    for row in 2..<46 {
      let words = model.line(row).split(separator: " ").map(String.init)
      guard let place = words.firstIndex(where: { $0.hasPrefix("c") && $0.count == 3 }),
        place + 1 < words.count
      else { continue }
      if words[place - 1].hasSuffix("●") { labels[words[place]] = words[place + 1] }
    }
    return labels
  }

  private func labels(_ folder: TestFolder) throws -> [String: String] {
    let result = try Program.run(["labels", "list", folder.sounds, "--json"], home: folder.home)
    #expect(result.status == 0, "\(result.error)")
    let rows = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]]
    var labels: [String: String] = [:]
    for row in rows ?? [] {
      guard let path = row["path"] as? String, let label = row["label"] as? String else { continue }
      labels[String(path.dropLast(4).suffix(3))] = label
    }
    return labels
  }
}
