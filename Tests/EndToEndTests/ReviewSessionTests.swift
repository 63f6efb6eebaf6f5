import CellCanvas
import EarmarkTestSupport
import Foundation
import Testing

/// Reviews in a pseudo-terminal.
@Suite(.serialized) struct ReviewSessionTests {
  private static let count = 500
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  /// The label of a clip in the plan of the test, by its place.
  private static func label(_ place: Int) -> Int {
    place < 2 ? place + 1 : (place * 7 + place / 3) % 3 == 0 ? 2 : 1
  }

  /// The keys of the verdicts on clips; those of the first two type the labels.
  private static func keys(_ places: Range<Int>) -> String {
    places.map { place in
      place < 2 ? "e\(["one", "two"][place])\r" : String(label(place))
    }.joined()
  }

  private func start(_ arguments: [String] = []) throws -> ExplorerSession {
    try ExplorerSession(
      ["review", folder.sounds, "--color=mono"] + arguments, home: folder.home)
  }

  /// Checks that the first clips have the labels of the plan and the others have none.
  private func expectLabels(_ count: Int) throws {
    let rows = try Program.objects(["labels", "list", folder.sounds, "--json"], home: folder.home)
    let found = Dictionary(
      rows.map { ($0["path"] as? String ?? "", $0["label"] as? String ?? "") }
    ) { $1 }
    #expect(rows.count == count && found.count == count)
    for place in 0..<count {
      let name = String(format: "c%03d.wav", place)
      #expect(found[name] == ["one", "two"][Self.label(place) - 1], "\(name)")
    }
  }

  /// How many verdicts the screen shows.
  private func shown(_ session: ExplorerSession) -> Int? {
    let line = session.terminal.model.line(0)
    guard let end = line.range(of: " of \(Self.count) verdicts") else { return nil }
    return line[..<end.lowerBound].split(separator: " ").last.flatMap { Int($0) }
  }

  @Test func fiveHundredVerdictsAreRightUndoneRedoneAndSurviveAKill() throws {
    try folder.addClips(Self.count) { String(format: "c%03d.wav", $0) }
    let first = try start()
    first.wait(for: "0 of 500 verdicts")
    first.type(Self.keys(0..<200))
    first.wait(for: "200 of 500 verdicts", timeout: 60)
    first.wait(for: "✓ saved")
    // It is killed in the middle of what is typed.
    first.type(Self.keys(200..<300))
    first.wait("some of them") { _ in (shown(first) ?? 0) > 220 }
    first.terminal.send(signal: SIGKILL)
    first.terminal.finish(timeout: 5)

    let second = try start()
    second.wait(for: "of 500 have a verdict")
    second.wait("the whole count") { _ in (shown(second) ?? 0) >= 200 }
    let done = try #require(shown(second))
    second.wait(for: " \(done + 1)/500")
    try expectLabels(done)
    second.type(Self.keys(done..<Self.count))
    second.wait(for: "every clip has a verdict", timeout: 60)
    second.type("\u{1b}")
    second.wait(for: "500 of 500 verdicts")
    second.wait(for: "✓ saved")
    try expectLabels(Self.count)
    second.type(String(repeating: "u", count: Self.count))
    second.wait("all is taken back", timeout: 60) { _ in shown(second) == 0 }
    second.wait(for: "✓ saved")
    try expectLabels(0)
    second.type(String(repeating: "\u{12}", count: Self.count))
    second.wait(for: "every clip has a verdict", timeout: 60)
    second.type("\u{1b}")
    second.wait(for: "✓ saved")
    try expectLabels(Self.count)
    second.type("q")
    second.wait(for: "q ends the program")
    second.type("q")
    #expect(second.terminal.finish(timeout: 10) == 0)
    #expect(second.terminal.model.text.contains("500 of 500 verdicts"))
  }

  @Test func anotherPersonReviewsBlindAndSomebodyDecides() throws {
    try folder.addClips(3, in: "yes") { "a\($0).wav" }
    try folder.addClips(3, in: "no") { "b\($0).wav" }
    for (who, keys) in [("ann", "121212"), ("bob", "121211")] {
      let session = try start(["--queue", "folder", "--blind", "--annotator", who])
      session.wait(for: "0 of 6 verdicts")
      session.wait("labels are hidden") { !$0.text.contains("from the folder") }
      session.type(keys)
      session.wait(for: "every clip has a verdict")
      session.type("q")
      #expect(session.terminal.finish(timeout: 10) == 0)
    }
    let rows = try Program.objects(["labels", "list", folder.sounds, "--json"], home: folder.home)
    #expect(rows.count == 12)
    let report = try Program.object(["agreement", folder.sounds, "--json"], home: folder.home)
    #expect(report["disputed"] as? Int == 1)

    let decision = try start(["--queue", "between", "--annotator", "cid"])
    decision.wait(for: "0 of 1 verdicts")
    decision.wait(for: "bob")
    decision.type(";y")
    decision.wait(for: "every clip has a verdict")
    decision.type("q")
    #expect(decision.terminal.finish(timeout: 10) == 0)
    let decided = try Program.objects(
      ["labels", "list", folder.sounds, "--where", "tier:decision", "--json"], home: folder.home)
    #expect(decided.count == 1 && decided[0]["annotator"] as? String == "cid")
  }

  @Test func whatCanNotBeReviewedIsRefused() throws {
    try folder.addClips(1) { "c\($0).wav" }
    let folder = folder.sounds
    let refusals: [([String], Int32)] = [
      (["review", folder], 1), (["review", folder, "--twice", "2"], 2),
      (["review", folder, "--queue", "between", "--blind"], 2),
      (["review", folder, "--hide", "ears"], 2), (["review", folder, "--where", "a:"], 2),
    ]
    for (arguments, status) in refusals {
      try Program.expectRefusal(arguments, home: self.folder.home, status: status)
    }
  }
}
