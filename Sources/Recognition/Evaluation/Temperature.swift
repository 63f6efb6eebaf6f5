#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// One number that logits are divided by, so that scores are the shares that are right.
///
/// - Source: Guo et al., *On calibration of modern neural networks*, arXiv:1706.04599.
public enum Temperature {
  /// Temperatures that are looked at.
  public static let limits = 0.05...20.0
  /// Steps of the search; each narrows it to 0.618.
  private static let steps = 60

  /// The temperature of the least mean negative log likelihood.
  ///
  /// - Parameters:
  ///   - logits: `[clips]` of `[labels]`, of clips that the model did not learn from.
  ///   - truth: The class of each clip.
  /// - Returns: 1 where there is no clip.
  public static func fitted(logits: [[Float]], truth: [Int]) -> Double {
    precondition(logits.count == truth.count, "every clip needs logits and a class")
    guard !logits.isEmpty else { return 1 }
    // In the logarithm of the temperature the loss falls and then rises.
    let ratio = (5.0.squareRoot() - 1) / 2
    var (low, high) = (log(limits.lowerBound), log(limits.upperBound))
    func value(_ place: Double) -> Double {
      loss(logits: logits, truth: truth, temperature: exp(place))
    }
    var (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
    var (leftLoss, rightLoss) = (value(left), value(right))
    for _ in 0..<steps {
      if leftLoss <= rightLoss {
        (high, right, rightLoss) = (right, left, leftLoss)
        left = high - ratio * (high - low)
        leftLoss = value(left)
      } else {
        (low, left, leftLoss) = (left, right, rightLoss)
        right = low + ratio * (high - low)
        rightLoss = value(right)
      }
    }
    return exp((low + high) / 2)
  }

  /// The mean negative log likelihood at a temperature.
  public static func loss(logits: [[Float]], truth: [Int], temperature: Double) -> Double {
    guard !logits.isEmpty else { return 0 }
    var sum = 0.0
    for (logits, label) in zip(logits, truth) {
      let scaled = logits.map { Double($0) / temperature }
      let highest = scaled.max() ?? 0
      sum += highest + log(scaled.reduce(0) { $0 + exp($1 - highest) }) - scaled[label]
    }
    return sum / Double(logits.count)
  }

  /// Probabilities of logits, `[labels]`, that are divided by a temperature.
  public static func probabilities(_ logits: [Float], temperature: Double = 1) -> [Float] {
    let scaled = logits.map { Double($0) / temperature }
    let highest = scaled.max() ?? 0
    let powers = scaled.map { exp($0 - highest) }
    let sum = powers.reduce(0, +)
    return powers.map { Float($0 / sum) }
  }
}
