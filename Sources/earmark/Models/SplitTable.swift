import CellCanvas
import Explorer
import ExplorerRuntime
import Labeling
import Recognition

/// The parts of clips, for people and for programs.
struct SplitTable {
  private let data: LabeledData
  private let split: Split
  private let groups: [String?]
  private let leaks: [SplitLeak]
  private let rule: SplitRule

  /// Leaks of a kind that are named.
  private static let named = 10

  /// Makes a table.
  ///
  /// - Parameter twins: For each clip what it shares with those that sound nearly the same.
  init(
    _ data: LabeledData, _ split: Split, _ groups: GroupRule, _ rule: SplitRule,
    twins: [String?]
  ) {
    self.data = data
    self.split = split
    self.rule = rule
    let clips = data.clips
    self.groups = clips.map(groups.group(of:))
    leaks =
      split.leaks(in: clips, groups: groups) + split.leaks(.nearContents, keys: twins)
  }

  /// What lies in several parts, a sentence each.
  var leakSentences: [String] {
    SplitLeak.Kind.allCases.flatMap { kind -> [String] in
      let found = leaks.filter { $0.kind == kind }
      let more = found.count - Self.named
      return found.prefix(Self.named).map(sentence(of:))
        + (more > 0 ? ["\(Format.count(more)) more such leaks"] : [])
    }
  }

  private func sentence(of leak: SplitLeak) -> String {
    let parts = Set(leak.places.map { split.parts[$0] })
    let names = SplitPart.allCases.filter(parts.contains).map(\.rawValue)
      .joined(separator: " and ")
    // One of each part is shown.
    let places = SplitPart.allCases.compactMap { part in
      leak.places.first { split.parts[$0] == part }
    }
    let paths = places.map { data.items[$0].shown.text }.joined(separator: ", ")
    switch leak.kind {
    case .group:
      return "leak: \(Format.count(leak.places.count)) clips of the group \(leak.key) are in"
        + " \(names), such as \(paths)"
    case .nearContents: return "leak: nearly the same sound is in \(names): \(paths)"
    case .contents: return "leak: the same sound is in \(names): \(paths)"
    }
  }

  /// How many clips of each label each part has.
  var text: String {
    var table = TextTable(rightAligned: [1, 2, 3])
    table.add(["label"] + SplitPart.allCases.map(\.rawValue))
    var counts: [String: [SplitPart: Int]] = [:]
    for (place, item) in data.items.enumerated() {
      counts[item.label ?? "", default: [:]][split.parts[place], default: 0] += 1
    }
    let special = counts.keys.filter { !data.labels.contains($0) }.sorted()
    for label in data.labels + special {
      let own = counts[label] ?? [:]
      table.add([label] + SplitPart.allCases.map { Format.count(own[$0] ?? 0) })
    }
    table.add(["all"] + SplitPart.allCases.map { Format.count(split.count(of: $0)) })
    let sentences = leakSentences
    return table.text + "divided \(rule.words)\n"
      + (sentences.isEmpty
        ? "no leak was found\n" : sentences.map { DisplayText($0).text + "\n" }.joined())
  }

  /// A row for each clip: `path, label, split, group, rule, leaks`.
  var json: [JSONValue] {
    var kinds: [Int: [SplitLeak.Kind]] = [:]
    for leak in leaks {
      for place in leak.places { kinds[place, default: []].append(leak.kind) }
    }
    return data.items.indices.map { place in
      let item = data.items[place]
      let found = kinds[place] ?? []
      return .object([
        ("path", .string(item.shown.text)), ("label", .optional(item.label)),
        ("split", .string(split.parts[place].rawValue)), ("group", .optional(groups[place])),
        ("rule", .string(rule.name)),
        (
          "leaks",
          .array(
            SplitLeak.Kind.allCases.filter(found.contains).map { .string($0.rawValue) })
        ),
      ])
    }
  }
}
