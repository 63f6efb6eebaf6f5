#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What should be labelled next.
public enum LabelQueue: String, Sendable, Hashable, CaseIterable {
  /// Where the two best classes are nearest to each other (the default).
  case margin
  /// Where the probabilities are spread most.
  case entropy
  /// Where passes with dropout disagree most.
  case bald
  /// What is farthest from all that is labelled, and from what the queue has already.
  case diverse
  /// By chance.
  case random

  /// A clip in the queue.
  public struct Place: Sendable, Hashable {
    /// The place of the clip.
    public let clip: Int
    /// How much it asks to be labelled; the larger, the more.
    public let score: Double
  }

  /// Orders by uncertainty, the most uncertain first.
  ///
  /// - Parameter probabilities: `[clips]` of `[classes]`.
  /// - Precondition: It is ``margin`` or ``entropy``.
  public func order(probabilities: [[Float]]) -> [Place] {
    switch self {
    case .margin: return LabelQueue.sorted(probabilities.map { 1 - LabelQueue.margin($0) })
    case .entropy: return LabelQueue.sorted(probabilities.map(LabelQueue.entropy))
    default: preconditionFailure("\(rawValue) is not made of one pass of probabilities")
    }
  }

  /// Orders by how much passes disagree: the entropy of their mean less their mean entropy.
  ///
  /// - Parameter passes: `[passes]` of `[clips]` of `[classes]`.
  /// - Source: Houlsby et al., *Bayesian active learning*, arXiv:1112.5745.
  public static func bald(passes: [[[Float]]]) -> [Place] {
    guard let first = passes.first else { return [] }
    return sorted(
      first.indices.map { clip in
        var mean = [Float](repeating: 0, count: first[clip].count)
        var inner = 0.0
        for pass in passes {
          for (label, score) in pass[clip].enumerated() { mean[label] += score }
          inner += entropy(pass[clip])
        }
        let count = Double(passes.count)
        return entropy(mean.map { Float(Double($0) / count) }) - inner / count
      })
  }

  /// Orders so that each is farthest from all before it and from what is labelled (k-center).
  ///
  /// - Parameters:
  ///   - embeddings: `[clips]` of `[values]`; their directions are compared.
  ///   - labelled: Those of clips that have labels.
  ///   - count: How many are wanted; the others follow by their distance.
  public static func diverse(
    embeddings: [[Float]], labelled: [[Float]], count: Int = .max
  ) -> [Place] {
    let points = embeddings.map(direction)
    var distances = [Double](repeating: .infinity, count: points.count)
    for known in labelled.map(direction) {
      for (place, point) in points.enumerated() {
        distances[place] = min(distances[place], distance(point, known))
      }
    }
    var left = Set(points.indices)
    var order: [Place] = []
    while order.count < count, let next = farthest(left, distances) {
      // Without any label the first is as far as directions can be.
      order.append(Place(clip: next, score: min(2, distances[next])))
      left.remove(next)
      for place in left {
        distances[place] = min(distances[place], distance(points[place], points[next]))
      }
    }
    let rest = left.sorted { (-distances[$0], $0) < (-distances[$1], $1) }
    return order + rest.map { Place(clip: $0, score: min(2, distances[$0])) }
  }

  /// Orders by chance; scores fall evenly from 1.
  public static func random(count: Int, seed: UInt64) -> [Place] {
    var draws = SeededDraws(seed: seed, 0x7175_6575)
    return Array(0..<count).shuffled(using: &draws).enumerated().map {
      Place(clip: $0.element, score: 1 - Double($0.offset) / Double(count))
    }
  }

  /// The distance of the two highest probabilities.
  static func margin(_ scores: [Float]) -> Double {
    var (first, second) = (-Float.infinity, -Float.infinity)
    for score in scores {
      if score > first {
        (first, second) = (score, first)
      } else if score > second {
        second = score
      }
    }
    return scores.count < 2 ? 1 : Double(first - second)
  }

  /// The entropy of probabilities, in nats.
  static func entropy(_ scores: [Float]) -> Double {
    scores.reduce(0) { sum, score in
      score > 0 ? sum - Double(score) * log(Double(score)) : sum
    }
  }

  private static func sorted(_ scores: [Double]) -> [Place] {
    scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }
      .map { Place(clip: $0, score: scores[$0]) }
  }

  private static func farthest(_ left: Set<Int>, _ distances: [Double]) -> Int? {
    left.max { (distances[$0], $1) < (distances[$1], $0) }
  }

  private static func direction(_ values: [Float]) -> [Float] {
    let length = values.reduce(Float(0)) { $0 + $1 * $1 }.squareRoot()
    return length > 0 ? values.map { $0 / length } : values
  }

  /// 1 less the cosine.
  private static func distance(_ left: [Float], _ right: [Float]) -> Double {
    var product: Float = 0
    for place in left.indices { product += left[place] * right[place] }
    return Double(1 - product)
  }
}
