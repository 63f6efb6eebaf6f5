/// Labels in tiers where nothing overlaps, as TextGrid and ELAN have them.
struct TierLayout {
  /// A label in whole units of time.
  struct Entry {
    let tier: String?
    let onset: Int
    let offset: Int
    let text: String

    var isPoint: Bool { onset == offset }
  }

  /// Entries in order of time.
  struct Tier {
    let name: String
    let isOfPoints: Bool
    var entries: [Entry]
  }

  /// The tier of labels without one.
  static let usualName = "label"

  /// The tiers in the order in which their names come first.
  private(set) var tiers: [Tier] = []
  private var taken: Set<String>

  /// Lays out entries; what overlaps goes to a tier beside its own, and so do points.
  init(_ entries: [Entry], _ losses: inout LossCount) {
    var order: [String] = []
    var groups: [String: [Entry]] = [:]
    for entry in entries {
      losses.count("that a label is in no tier", if: entry.tier == nil)
      let name = entry.tier ?? Self.usualName
      if groups[name] == nil { order.append(name) }
      groups[name, default: []].append(entry)
    }
    taken = Set(order)
    for name in order {
      let sorted = (groups[name] ?? []).enumerated().sorted { one, other in
        (one.element.onset, one.element.offset, one.offset)
          < (other.element.onset, other.element.offset, other.offset)
      }.map(\.element)
      let regions = sorted.filter { !$0.isPoint }
      let points = sorted.filter(\.isPoint)
      add(regions, name, isFirst: true, &losses)
      add(points, name, isFirst: regions.isEmpty, &losses)
    }
  }

  /// Adds the tiers of one name.
  ///
  /// - Parameter isFirst: Whether the first of them has that very name.
  private mutating func add(
    _ entries: [Entry], _ name: String, isFirst: Bool, _ losses: inout LossCount
  ) {
    var lanes: [[Entry]] = []
    for entry in entries {
      let lane = lanes.firstIndex { lane in
        lane.last.map { entry.isPoint ? $0.onset < entry.onset : $0.offset <= entry.onset } ?? true
      }
      losses.count(
        "the tier of labels that need another one",
        if: lane.map { $0 > 0 } ?? !lanes.isEmpty || !isFirst)
      if let lane {
        lanes[lane].append(entry)
      } else {
        lanes.append([entry])
      }
    }
    for (place, lane) in lanes.enumerated() {
      let isOwn = place == 0 && isFirst
      tiers.append(
        Tier(
          name: isOwn ? name : freeName(like: name), isOfPoints: entries.first?.isPoint ?? false,
          entries: lane))
    }
  }

  private mutating func freeName(like name: String) -> String {
    var number = 2
    while !taken.insert("\(name) (\(number))").inserted { number += 1 }
    return "\(name) (\(number))"
  }
}
