import Explorer
import Labeling
import Recognition

extension ComparedKind {
  /// The object of `compare --json`.
  var json: JSONValue {
    .object([
      ("model", .string(name)), ("parameters", .integer(parameters)),
      ("multiplies", .integer(multiplies)), ("accuracy", .number(test.share)),
      ("accuracyInterval", Self.json(test.interval)),
      ("heldOutAccuracy", heldOut.map { .number($0.share) } ?? .null),
      ("trainSeconds", .number((trainSeconds * 1_000).rounded() / 1_000)),
      ("millisecondsPerClip", .number((millisecondsPerClip * 10_000).rounded() / 10_000)),
      ("testClips", .integer(test.count)), ("diverged", .bool(hasDiverged)),
      ("family", .string(family.rawValue)), ("pretrained", .bool(isPretrained)),
      ("heldOutInterval", heldOut.map { Self.json($0.interval) } ?? .null),
      ("heldOutClips", heldOut.map { .integer($0.count) } ?? .null),
      ("passes", passes.map { .number(Self.hundredths($0.taken)) } ?? .null),
      ("plannedPasses", passes.map { .number(Self.hundredths($0.planned)) } ?? .null),
      ("cutShort", .bool(isCut)),
    ])
  }

  private static func json(_ interval: ClosedRange<Double>) -> JSONValue {
    .array([.number(interval.lowerBound), .number(interval.upperBound)])
  }

  private static func hundredths(_ value: Double) -> Double { (value * 100).rounded() / 100 }

  /// Kinds as a table for people, by family; how many passes they took where some were cut short.
  static func table(_ kinds: [ComparedKind]) -> String {
    let showsPasses = kinds.contains(where: \.isCut)
    var table = TextTable(rightAligned: Set(1...8))
    table.add(
      [
        "model", "parameters", "multiplies", "accuracy", "95 % between", "held out", "training",
        "a clip",
      ] + (showsPasses ? ["passes"] : []))
    for (title, group) in grouped(kinds) {
      table.add([title])
      for kind in group { table.add(["  " + kind.name] + kind.figures(passes: showsPasses)) }
    }
    return table.text
  }

  /// Kinds by family, those that had learnt from other sounds before as the last group.
  private static func grouped(
    _ kinds: [ComparedKind]
  ) -> [(title: String, kinds: [ComparedKind])] {
    let groups = ArchitectureFamily.allCases.map { family in
      (family.rawValue, kinds.filter { $0.family == family && !$0.isPretrained })
    }
    return (groups + [("on a trained model", kinds.filter(\.isPretrained))])
      .filter { !$0.1.isEmpty }
  }

  private func figures(passes showsPasses: Bool) -> [String] {
    let interval = test.interval
    let low = Self.percent(interval.lowerBound)
    let cells = [
      Format.count(parameters), Format.count(multiplies), Self.percent(test.share) + " %",
      "\(low) and \(Self.percent(interval.upperBound))",
      heldOut.map { Self.percent($0.share) + " %" } ?? "–",
      "\(Format.number(trainSeconds, decimals: 1)) s",
      "\(Format.number(millisecondsPerClip, decimals: 2)) ms",
    ]
    guard showsPasses else { return cells }
    guard let passes else { return cells + ["–"] }
    let planned = Format.number(passes.planned, decimals: 0)
    guard passes.areCut else { return cells + [planned] }
    let taken = Format.number(passes.taken, decimals: passes.taken < 10 ? 1 : 0)
    return cells + ["\(taken) of \(planned)"]
  }

  private static func percent(_ share: Double) -> String {
    Format.number(100 * share, decimals: 1)
  }
}
