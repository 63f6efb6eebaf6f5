/// The linear prediction of samples by those before them, after Burg.
///
/// - Source: Childers (ed.), *Modern spectrum analysis*, IEEE Press 1978, pages 252–255, which Praat
///   follows too.
package struct BurgPrediction: Sendable {
  /// How much each of the samples before counts, the nearest first; zeros for silence.
  package private(set) var coefficients: [Double]
  private var before: [Double]
  private var forward: [Double] = []
  private var backward: [Double] = []

  /// Prepares a prediction by so many samples.
  package init(order: Int) {
    coefficients = Array(repeating: 0, count: order)
    before = coefficients
  }

  /// Finds the prediction of samples.
  ///
  /// - Precondition: There are more samples than the order.
  /// - Complexity: O(order · samples).
  package mutating func predict(_ samples: [Double]) {
    let (order, count) = (coefficients.count, samples.count)
    precondition(count > order, "\(count) samples have no prediction of order \(order)")
    for place in 0..<order { coefficients[place] = 0 }
    forward = Array(samples.dropLast())
    backward = Array(samples.dropFirst())
    for stage in 0..<order {
      let reflection = reflection(count: count - 1 - stage)
      guard let reflection else { return }
      for place in 0..<stage { before[place] = coefficients[place] }
      coefficients[stage] = reflection
      for place in 0..<stage {
        coefficients[place] = before[place] - reflection * before[stage - 1 - place]
      }
      advance(by: reflection, count: count - 2 - stage)
    }
  }

  /// How alike the errors of both directions are; nil where there are none.
  private func reflection(count: Int) -> Double? {
    forward.withUnsafeBufferPointer { forward in
      backward.withUnsafeBufferPointer { backward in
        var (product, energy) = (0.0, 0.0)
        for place in 0..<count {
          product += forward[place] * backward[place]
          energy += forward[place] * forward[place] + backward[place] * backward[place]
        }
        return energy > 0 ? 2 * product / energy : nil
      }
    }
  }

  private mutating func advance(by reflection: Double, count: Int) {
    forward.withUnsafeMutableBufferPointer { forward in
      backward.withUnsafeMutableBufferPointer { backward in
        for place in 0..<max(0, count) {
          forward[place] -= reflection * backward[place]
          backward[place] = backward[place + 1] - reflection * forward[place + 1]
        }
      }
    }
  }
}
