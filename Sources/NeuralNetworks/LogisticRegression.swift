import CKernels

/// Multinomial logistic regression: one dense layer, fitted to all examples at once.
///
/// Inputs are standardized first; the mean loss plus `penalty` times the sum of squared weights (of
/// standardized inputs) is then brought to its minimum. The result is of the inputs as they came.
public struct LogisticRegression: Sendable {
  /// What the sum of squared weights counts for.
  public var penalty: Double
  /// Steps at most.
  public var iterationLimit: Int
  /// The part of each target that is spread over all classes.
  public var labelSmoothing: Float

  /// These settings; unless told those of few labels.
  public init(penalty: Double = 0.01, iterationLimit: Int = 60, labelSmoothing: Float = 0) {
    self.penalty = penalty
    self.iterationLimit = iterationLimit
    self.labelSmoothing = labelSmoothing
  }

  /// A dense layer and how well it fits.
  public struct Fit: Sendable, Equatable {
    /// `[inputs, classes]`.
    public var weights: NamedTensor
    /// `[classes]`.
    public var bias: NamedTensor
    /// The mean loss, without the penalty.
    public var loss: Double
    /// Steps that were taken.
    public var iterations: Int

    /// Takes a layer: `[inputs, classes]` and `[classes]`.
    public init(weights: NamedTensor, bias: NamedTensor, loss: Double = 0, iterations: Int = 0) {
      self.weights = weights
      self.bias = bias
      self.loss = loss
      self.iterations = iterations
    }
  }

  /// Fits a layer.
  ///
  /// - Parameters:
  ///   - inputs: `[targets.count][width]`, finite.
  ///   - targets: What each should be.
  ///   - isCancelled: Asked before every step; the best so far is the result then.
  public func fit(
    _ inputs: [Float], width: Int, targets: [ExampleTarget], classes: Int,
    isCancelled: () -> Bool = { false }
  ) -> Fit {
    precondition(inputs.count == width * targets.count, "inputs are [targets.count][width]")
    precondition(!targets.isEmpty && classes > 1, "there is something to tell apart")
    let scale = Standardization(inputs, width: width)
    let problem = LogisticProblem(
      inputs: scale.applied(to: inputs), width: width, targets: targets, classes: classes,
      penalty: penalty, loss: CrossEntropy(smoothing: labelSmoothing, classWeights: nil))
    var point = [Double](repeating: 0, count: (width + 1) * classes)
    let search = LimitedMemorySearch(iterationLimit: iterationLimit)
    let iterations = search.minimize(&point, isCancelled: isCancelled) { problem.evaluate($0) }
    let (weights, bias) = scale.unscaled(point, classes: classes)
    return Fit(
      weights: NamedTensor(shape: [width, classes], scalars: weights),
      bias: NamedTensor(shape: [classes], scalars: bias), loss: problem.loss(point),
      iterations: iterations)
  }
}

extension LogisticRegression.Fit {
  /// The logits of an example, `[classes]`.
  ///
  /// - Parameter input: As wide as those that were fitted.
  public func logits(_ input: [Float]) -> [Float] {
    precondition(input.count == weights.shape[0], "the input is as wide as what was fitted")
    var logits = bias.scalars
    let classes = logits.count
    for (place, value) in input.enumerated() {
      for label in 0..<classes { logits[label] += value * weights.scalars[place * classes + label] }
    }
    return logits
  }
}

/// The loss of all examples and its gradient, by the same kernels as networks use.
private final class LogisticProblem {
  private let width, count, classes: Int
  private let targets: [ExampleTarget]
  private let penalty, totalWeight: Double
  private let crossEntropy: CrossEntropy
  private let inputs, weights, bias, weightPanels, logits, gradients, gradientPanels, sums: Storage
  private let exampleRows, inputSteps, exampleOutputs, weightRows: Offsets

  init(
    inputs: [Float], width: Int, targets: [ExampleTarget], classes: Int, penalty: Double,
    loss: CrossEntropy
  ) {
    let count = targets.count
    self.width = width
    self.count = count
    self.classes = classes
    self.targets = targets
    self.penalty = penalty
    crossEntropy = loss
    totalWeight = max(1e-12, targets.reduce(0) { $0 + loss.weight($1) })
    let columns = (classes + 15) / 16 * 16
    self.inputs = Storage(inputs.count)
    for (index, value) in inputs.enumerated() { self.inputs.floats[index] = value }
    weights = Storage(width * classes)
    bias = Storage(classes)
    weightPanels = Storage(width * columns)
    logits = Storage(count * classes)
    gradients = Storage(count * classes)
    gradientPanels = Storage(count * columns)
    sums = Storage(width * classes)
    exampleRows = Offsets((0..<count).map { $0 * width })
    inputSteps = Offsets(Array(0..<width))
    exampleOutputs = Offsets((0..<count).map { $0 * classes })
    weightRows = Offsets((0..<width).map { $0 * classes })
  }

  /// The mean loss without the penalty; the gradients of the logits are there afterwards.
  func loss(_ point: [Double]) -> Double {
    for index in 0..<width * classes { weights.floats[index] = Float(point[index]) }
    for j in 0..<classes { bias.floats[j] = Float(point[width * classes + j]) }
    Kernels.table.pack(
      weights.floats, weightRows.table, Int32(width), Int32(classes), 1, weightPanels.floats)
    var product = ek_product(
      rows: Int32(count), columns: Int32(classes), depth: Int32(width),
      row_offsets: exampleRows.table, depth_offsets: inputSteps.table,
      out_offsets: exampleOutputs.table, panels: weightPanels.floats, bias: bias.floats,
      accumulates: 0, rectifies: 0)
    Kernels.table.product(&product, inputs.floats, logits.floats)
    var loss = 0.0
    for (index, target) in targets.enumerated() {
      let place = index * classes
      loss +=
        crossEntropy.gradient(
          logits.floats + place, classes, target, scale: 1 / totalWeight, gradients.floats + place
        ).loss
    }
    return loss / totalWeight
  }

  /// What is to be minimized, and its gradient.
  func evaluate(_ point: [Double]) -> (value: Double, gradient: [Double]) {
    var value = loss(point)
    Kernels.table.pack(
      gradients.floats, exampleOutputs.table, Int32(count), Int32(classes), 1,
      gradientPanels.floats)
    var product = ek_product(
      rows: Int32(width), columns: Int32(classes), depth: Int32(count),
      row_offsets: inputSteps.table, depth_offsets: exampleRows.table,
      out_offsets: weightRows.table, panels: gradientPanels.floats, bias: nil, accumulates: 0,
      rectifies: 0)
    Kernels.table.product(&product, inputs.floats, sums.floats)
    var gradient = [Double](repeating: 0, count: point.count)
    for index in 0..<width * classes {
      value += penalty * point[index] * point[index]
      gradient[index] = Double(sums.floats[index]) + 2 * penalty * point[index]
    }
    for index in 0..<count * classes {
      gradient[width * classes + index % classes] += Double(gradients.floats[index])
    }
    return (value, gradient)
  }
}
