/// Counts labels, each of which is looked up once; those that come one after the other not at all.
struct LabelTally {
  private var places: [String: Int] = [:]
  private var found: [(label: String, count: Int)] = []
  private var last = 0

  /// How often each label came.
  var counts: [String: Int] {
    Dictionary(uniqueKeysWithValues: found.map { ($0.label, $0.count) })
  }

  /// Counts a label.
  ///
  /// - Returns: Whether it came before.
  mutating func add(_ label: String) -> Bool {
    if last < found.count, found[last].label == label {
      found[last].count += 1
      return true
    }
    if let place = places[label] {
      found[place].count += 1
      last = place
      return true
    }
    last = found.count
    places[label] = last
    found.append((label, 1))
    return false
  }
}
