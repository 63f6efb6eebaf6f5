/// Mean and deviation of every input.
struct Standardization {
  let means, deviations: [Double]

  init(_ inputs: [Float], width: Int) {
    let count = Double(inputs.count / width)
    var means = [Double](repeating: 0, count: width)
    var squares = means
    for (index, value) in inputs.enumerated() { means[index % width] += Double(value) }
    for j in 0..<width { means[j] /= count }
    for (index, value) in inputs.enumerated() {
      let distance = Double(value) - means[index % width]
      squares[index % width] += distance * distance
    }
    self.means = means
    // What never changes says nothing and is left as it is.
    deviations = squares.map { sum in
      let deviation = (sum / count).squareRoot()
      return deviation > 1e-8 ? deviation : 1
    }
  }

  func applied(to inputs: [Float]) -> [Float] {
    let width = means.count
    return inputs.enumerated().map { index, value in
      Float((Double(value) - means[index % width]) / deviations[index % width])
    }
  }

  /// Weights and bias for inputs that are not standardized.
  func unscaled(_ point: [Double], classes: Int) -> (weights: [Float], bias: [Float]) {
    let width = means.count
    var bias = Array(point[(width * classes)...])
    var weights = [Float](repeating: 0, count: width * classes)
    for i in 0..<width {
      for j in 0..<classes {
        let weight = point[i * classes + j] / deviations[i]
        weights[i * classes + j] = Float(weight)
        bias[j] -= weight * means[i]
      }
    }
    return (weights, bias.map { Float($0) })
  }
}
