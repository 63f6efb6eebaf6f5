import Labeling

/// Draws whole groups into parts.
struct GroupDraw {
  /// The places of each group's clips.
  private let members: [[Int]]
  private let clipCount: Int
  private let seed: UInt64

  init(_ rule: GroupRule, _ clips: [LabeledClip], seed: UInt64) {
    let (groups, count) = rule.numbers(of: clips)
    var members = [[Int]](repeating: [], count: count)
    for (place, group) in groups.enumerated() { members[group].append(place) }
    self.members = members
    clipCount = clips.count
    self.seed = seed
  }

  /// Fills testing and then validation, never beyond what brings them nearest to their shares; but
  /// of groups that are all too large, the smallest is tested on.
  func split(_ validation: Double, _ testing: Double) -> Split {
    var parts = [SplitPart](repeating: .training, count: clipCount)
    var random = SeededDraws(seed: seed, 0x6772_6f75)
    var free = members.shuffled(using: &random)
    for (part, share) in [(SplitPart.testing, testing), (.validation, validation)] {
      var missing = Double(clipCount) * share / 100
      var kept: [[Int]] = []
      for group in free {
        if missing > 0, abs(missing - Double(group.count)) < missing {
          for place in group { parts[place] = part }
          missing -= Double(group.count)
        } else {
          kept.append(group)
        }
      }
      if part == .testing, share > 0, kept.count == free.count, kept.count > 1,
        let smallest = kept.indices.min(by: { kept[$0].count < kept[$1].count })
      {
        for place in kept.remove(at: smallest) { parts[place] = part }
      }
      free = kept
    }
    return Split(parts)
  }
}

/// Draws single clips into parts, class by class.
enum StratifiedDraw {
  static func split(
    _ clips: [LabeledClip], _ validation: Double, _ testing: Double, seed: UInt64
  ) -> Split {
    var parts = [SplitPart](repeating: .training, count: clips.count)
    for places in byClass(clips.map(\.label)) {
      var random = SeededDraws(seed: seed, UInt64(places.first ?? 0))
      let shuffled = places.shuffled(using: &random)
      let tested = Int((Double(places.count) * testing / 100).rounded())
      let validated = Int((Double(places.count) * validation / 100).rounded())
      for place in shuffled.prefix(tested) { parts[place] = .testing }
      for place in shuffled.dropFirst(tested).prefix(validated) { parts[place] = .validation }
    }
    return Split(parts)
  }

  /// The places of each class, in order of appearance.
  static func byClass(_ labels: [String]) -> [[Int]] {
    var order: [String: Int] = [:]
    var places: [[Int]] = []
    for (place, label) in labels.enumerated() {
      if let known = order[label] {
        places[known].append(place)
      } else {
        order[label] = places.count
        places.append([place])
      }
    }
    return places
  }
}
