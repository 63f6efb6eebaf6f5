import NeuralNetworks
import Testing

@Suite struct LogisticRegressionTests {
  /// Points of three classes around corners, with inputs of very different sizes.
  private static func points(
    _ count: Int, spread: Double, seed: UInt64
  ) -> ([Float], [ExampleTarget]) {
    var source = SeededGenerator(seed: seed)
    var inputs: [Float] = []
    var targets: [ExampleTarget] = []
    for index in 0..<count {
      let label = index % 3
      let corner = [(0.0, 0.0), (3.0, 0.0), (0.0, 3.0)][label]
      inputs += [
        Float(corner.0 + spread * source.normal()) * 1000,
        Float(corner.1 + spread * source.normal()) * 0.01 + 5, 7,
      ]
      targets.append(ExampleTarget(label: label))
    }
    return (inputs, targets)
  }

  private static func accuracy(
    _ fit: LogisticRegression.Fit, _ inputs: [Float], _ targets: [ExampleTarget]
  ) -> Double {
    var right = 0
    for (place, target) in targets.enumerated() {
      let logits = (0..<3).map { label in
        (0..<3).reduce(fit.bias.scalars[label]) {
          $0 + inputs[place * 3 + $1] * fit.weights.scalars[$1 * 3 + label]
        }
      }
      if logits.firstIndex(of: logits.max() ?? 0) == target.label { right += 1 }
    }
    return Double(right) / Double(targets.count)
  }

  @Test func classesApartAreToldApart() {
    let (inputs, targets) = Self.points(90, spread: 0.3, seed: 1)
    let fit = LogisticRegression(penalty: 1e-4).fit(inputs, width: 3, targets: targets, classes: 3)
    #expect(Self.accuracy(fit, inputs, targets) == 1)
    #expect(fit.loss < 0.05)
    #expect(fit.iterations <= 60)
  }

  /// At the minimum, no weight's change makes the sum of loss and penalty smaller.
  @Test func resultIsTheMinimum() {
    let (inputs, targets) = Self.points(60, spread: 1.5, seed: 2)
    let fit = LogisticRegression(penalty: 0.01, iterationLimit: 200)
      .fit(inputs, width: 3, targets: targets, classes: 3)
    let better = LogisticRegression(penalty: 0.01, iterationLimit: 1000)
      .fit(inputs, width: 3, targets: targets, classes: 3)
    #expect(abs(fit.loss - better.loss) < 1e-6)
    let looser = LogisticRegression(penalty: 0.001, iterationLimit: 200)
      .fit(inputs, width: 3, targets: targets, classes: 3)
    #expect(looser.loss < fit.loss)
  }

  @Test func cancelledSearchGivesWhatIsThere() {
    let (inputs, targets) = Self.points(30, spread: 0.3, seed: 3)
    let fit = LogisticRegression()
      .fit(inputs, width: 3, targets: targets, classes: 3, isCancelled: { true })
    #expect(fit.iterations == 0)
    #expect(fit.weights.scalars.allSatisfy { $0 == 0 })
  }
}
