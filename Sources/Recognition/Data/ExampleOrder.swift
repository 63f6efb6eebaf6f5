#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// In which order the examples of a pass are learnt from.
public enum ExampleOrder: Sendable, Hashable {
  /// Each once, shuffled.
  case shuffled
  /// Drawn with replacement, each as likely as any other (the original).
  case drawn
  /// Drawn with replacement so that classes come alike; `exponent` 1 evens them out in full.
  ///
  /// A class is drawn in proportion to its size to the power `1 − exponent`.
  case balanced(exponent: Double)

  /// How much larger the largest class may be than the smallest before draws are balanced.
  public static let imbalanceLimit = 3.0

  /// What suits the sizes of classes: balanced draws where they differ more than 3 : 1.
  public static func suited(to counts: [Int]) -> ExampleOrder {
    let there = counts.filter { $0 > 0 }
    guard let least = there.min(), let most = there.max() else { return .shuffled }
    return Double(most) > imbalanceLimit * Double(least) ? .balanced(exponent: 1) : .shuffled
  }

  /// The places of the examples of a pass, as many as there are; it depends on seed and pass alone.
  ///
  /// - Parameter labels: The class of each example.
  public func places(labels: [Int], pass: Int, seed: UInt64) -> [Int] {
    var draws = SeededDraws(seed: seed, 0x6f72_6465, UInt64(bitPattern: Int64(pass)))
    switch self {
    case .shuffled: return Array(labels.indices).shuffled(using: &draws)
    case .drawn: return labels.indices.map { _ in draws.whole(below: labels.count) }
    case .balanced(let exponent):
      var places: [Int: [Int]] = [:]
      for (place, label) in labels.enumerated() { places[label, default: []].append(place) }
      let classes = places.sorted { $0.key < $1.key }.map(\.value)
      var sum = 0.0
      let edges = classes.map { members -> Double in
        sum += pow(Double(members.count), 1 - exponent)
        return sum
      }
      return labels.indices.map { _ in
        let point = draws.share() * sum
        let chosen = classes[edges.firstIndex { point < $0 } ?? (classes.count - 1)]
        return chosen[draws.whole(below: chosen.count)]
      }
    }
  }
}
