/// What brings a model's input to mean 0 and deviation 1.
public enum Normalization: Sendable, Equatable {
  /// Nothing.
  case none
  /// One mean and deviation for all values.
  case whole(mean: Float, deviation: Float)
  /// A mean and a deviation for each bin.
  case bins(means: [Float], deviations: [Float])

  /// Clips that are measured at most.
  public static let clipLimit = 512

  /// Measures unaugmented inputs, `[frames, bins]` each.
  ///
  /// - Parameter bins: How many bins there are; nil for one mean over all values.
  public static func measured(_ inputs: [[Float]], bins: Int? = nil) -> Normalization {
    let width = bins ?? 1
    var sums = [Double](repeating: 0, count: width)
    var squares = sums
    var count = 0
    for input in inputs {
      for (place, value) in input.enumerated() {
        sums[place % width] += Double(value)
      }
      count += input.count / width
    }
    guard count > 0 else { return .none }
    let means = sums.map { $0 / Double(count) }
    for input in inputs {
      for (place, value) in input.enumerated() {
        let distance = Double(value) - means[place % width]
        squares[place % width] += distance * distance
      }
    }
    // A bin that never changes is left at 0, not blown up.
    let deviations = squares.map { square -> Double in
      let deviation = (square / Double(count)).squareRoot()
      return deviation > 1e-6 ? deviation : 1
    }
    guard bins != nil else { return .whole(mean: Float(means[0]), deviation: Float(deviations[0])) }
    return .bins(means: means.map { Float($0) }, deviations: deviations.map { Float($0) })
  }

  /// Applies it to an input, `[frames, bins]`.
  public func apply(to input: inout [Float]) {
    switch self {
    case .none: return
    case .whole(let mean, let deviation):
      let factor = 1 / deviation
      for place in input.indices { input[place] = (input[place] - mean) * factor }
    case .bins(let means, let deviations):
      precondition(input.count % means.count == 0, "the input does not have \(means.count) bins")
      for place in input.indices {
        let bin = place % means.count
        input[place] = (input[place] - means[bin]) / deviations[bin]
      }
    }
  }
}
