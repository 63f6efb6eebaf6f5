import Explorer
import Labeling

extension AgreementReport {
  /// Tables for people.
  var text: String {
    var people = TextTable(rightAligned: [1])
    people.add(["annotator", "labels"])
    for person in annotators { people.add([person.name, Format.count(person.count)]) }
    var text = people.text
    var table = TextTable(rightAligned: [2, 3, 5])
    table.add(["", "", "kappa", "alike", "95 %", "of"])
    for pair in pairs + repeats {
      let second = pair.first == pair.second ? "with themselves" : "and \(pair.second)"
      let share = Double(pair.counts.alike) / Double(max(1, pair.counts.both))
      table.add([
        pair.first, second, Self.figure(pair.kappa?.value), Self.percent(share),
        Self.interval(pair.kappa), Format.count(pair.counts.both),
      ])
    }
    text += "\n" + table.text
    guard !labels.isEmpty else { return text }
    table = TextTable(rightAligned: [1, 2, 4])
    table.add(["all", "", "alike", "95 %", "of"])
    table.add(["Fleiss' kappa"] + Self.cells(fleiss))
    table.add(["Krippendorff's alpha"] + Self.cells(alpha))
    for label in labels { table.add(["alpha of \(label.name)"] + Self.cells(label.alpha)) }
    text += "\n" + table.text
    let things = disputedCount == 1 ? "1 is" : "\(Format.count(disputedCount)) are"
    return text + "\n\(things) labelled in different ways\n"
  }

  private static func cells(_ agreement: Agreement?) -> [String] {
    guard let agreement else { return [Format.dash, "", "too few, or all alike", ""] }
    return [
      figure(agreement.value), percent(agreement.observed), interval(agreement),
      Format.count(agreement.unitCount),
    ]
  }

  private static func figure(_ value: Double?) -> String {
    value.map { Format.number($0, decimals: 3) } ?? Format.dash
  }

  private static func percent(_ share: Double) -> String {
    Format.number(100 * share, decimals: 1) + " %"
  }

  private static func interval(_ agreement: Agreement?) -> String {
    guard let agreement else { return "too few, or all alike" }
    return agreement.interval.map { "\(figure($0.lowerBound)) to \(figure($0.upperBound))" } ?? ""
  }

  /// Everything as keys and values.
  var jsonMembers: [(String, JSONValue)] {
    [
      (
        "annotators",
        .array(
          annotators.map {
            .object([("name", .string($0.name)), ("count", .integer($0.count))])
          })
      ),
      ("cohen", .array(pairs.map(Self.json))), ("self", .array(repeats.map(Self.json))),
      ("fleiss", Self.json(fleiss)), ("alpha", Self.json(alpha)),
      (
        "labels",
        .array(
          labels.map { .object([("label", .string($0.name)), ("alpha", Self.json($0.alpha))]) })
      ),
      ("disputed", .integer(disputedCount)),
    ]
  }

  private static func json(_ pair: Pair) -> JSONValue {
    .object([
      ("first", .string(pair.first)), ("second", .string(pair.second)),
      ("count", .integer(pair.counts.both)), ("alike", .integer(pair.counts.alike)),
      ("kappa", json(pair.kappa)),
    ])
  }

  private static func json(_ agreement: Agreement?) -> JSONValue {
    guard let agreement else { return .null }
    let interval = agreement.interval.map { [$0.lowerBound, $0.upperBound].map(rounded) }
    return .object([
      ("value", rounded(agreement.value)), ("interval", interval.map { .array($0) } ?? .null),
      ("count", .integer(agreement.unitCount)), ("observed", rounded(agreement.observed)),
    ])
  }

  private static func rounded(_ value: Double) -> JSONValue {
    .number((value * 1e9).rounded() / 1e9)
  }
}
