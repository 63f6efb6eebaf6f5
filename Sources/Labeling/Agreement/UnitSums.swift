/// What agreement needs of units, so that many resamples of them are quick: units that were rated
/// alike are one pattern.
struct UnitSums {
  /// The sums of some units.
  struct Total {
    /// The share of agreeing pairs, units weighted.
    let observed: Double
    /// How often each label was given, as a share of all ratings.
    let labelShares: [Double]
    /// How many ratings there are.
    let ratingCount: Double
  }

  /// How many units there are of each pattern.
  private(set) var frequencies: [Int] = []
  private let labelCount: Int
  private var patternOfUnit: [Int] = []
  private var agreements: [Double] = []
  private var weights: [Double] = []
  private var counts: [Double] = []

  /// Takes the labels of units, `[units, labels]`, each with two ratings or more.
  ///
  /// - Parameter weight: How much a unit of so many ratings counts.
  init(_ units: [[Int]], weight: (Int) -> Double) {
    labelCount = units.first?.count ?? 0
    var known: [[Int]: Int] = [:]
    for unit in units {
      let pattern = known[unit, default: frequencies.count]
      patternOfUnit.append(pattern)
      guard pattern == frequencies.count else {
        frequencies[pattern] += 1
        continue
      }
      known[unit] = pattern
      frequencies.append(1)
      let total = unit.reduce(0, +)
      let pairs = unit.reduce(0) { $0 + $1 * ($1 - 1) }
      agreements.append(Double(pairs) / Double(total * (total - 1)))
      weights.append(weight(total))
      counts += unit.map(Double.init)
    }
  }

  /// As many units by chance as there are, each as often as it comes: how many of each pattern.
  func resample(using random: inout SeededRandom) -> [Int] {
    var chosen = Array(repeating: 0, count: frequencies.count)
    for _ in patternOfUnit.indices {
      chosen[patternOfUnit[Int.random(in: 0..<patternOfUnit.count, using: &random)]] += 1
    }
    return chosen
  }

  /// The sums of so many units of each pattern.
  func total(_ frequencies: [Int]) -> Total {
    var labels = Array(repeating: 0.0, count: labelCount)
    var (agreement, weight) = (0.0, 0.0)
    for (pattern, frequency) in frequencies.enumerated() where frequency > 0 {
      let share = weights[pattern] * Double(frequency)
      agreement += agreements[pattern] * share
      weight += share
      for label in 0..<labelCount {
        labels[label] += counts[pattern * labelCount + label] * Double(frequency)
      }
    }
    let all = labels.reduce(0, +)
    return Total(
      observed: agreement / weight, labelShares: labels.map { $0 / all }, ratingCount: all)
  }
}
