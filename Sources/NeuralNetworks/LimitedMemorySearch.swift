/// Finds a minimum along gradients and a memory of the last steps (L-BFGS).
///
/// - Source: Nocedal, *Updating quasi-Newton matrices with limited storage*, 1980.
struct LimitedMemorySearch {
  let iterationLimit: Int
  /// Steps that are remembered.
  private let memory = 10
  /// The length of a gradient at which the search is over, of the first one.
  private let tolerance = 1e-5
  private let sufficientDecrease = 1e-4
  private let shortest = 1e-10

  private struct Step {
    let move, change: [Double]
    let curvature: Double
  }

  /// Moves a point towards a minimum; gives how many steps that took.
  func minimize(
    _ point: inout [Double], isCancelled: () -> Bool,
    _ evaluate: ([Double]) -> (value: Double, gradient: [Double])
  ) -> Int {
    var (value, gradient) = evaluate(point)
    let first = dot(gradient, gradient).squareRoot()
    var steps: [Step] = []
    for iteration in 0..<iterationLimit {
      let length = dot(gradient, gradient).squareRoot()
      if length <= tolerance * max(1e-3, first) || isCancelled() { return iteration }
      let direction = self.direction(gradient, steps)
      let slope = dot(direction, gradient)
      var factor = steps.isEmpty ? min(1, 1 / length) : 1
      var next = moved(point, direction, factor)
      var (nextValue, nextGradient) = evaluate(next)
      while !(nextValue <= value + sufficientDecrease * factor * slope) {
        factor /= 2
        if factor < shortest { return iteration }
        next = moved(point, direction, factor)
        (nextValue, nextGradient) = evaluate(next)
      }
      let move = zip(next, point).map { $0 - $1 }
      let change = zip(nextGradient, gradient).map { $0 - $1 }
      let curvature = dot(move, change)
      if curvature > 1e-12 {
        steps.append(Step(move: move, change: change, curvature: curvature))
        if steps.count > memory { steps.removeFirst() }
      }
      (point, value, gradient) = (next, nextValue, nextGradient)
    }
    return iterationLimit
  }

  /// Against the gradient, bent by what the last steps say of curvature.
  private func direction(_ gradient: [Double], _ steps: [Step]) -> [Double] {
    var direction = gradient.map { -$0 }
    var shares: [Double] = []
    for step in steps.reversed() {
      let share = dot(step.move, direction) / step.curvature
      shares.append(share)
      for index in direction.indices { direction[index] -= share * step.change[index] }
    }
    if let last = steps.last {
      let scale = last.curvature / dot(last.change, last.change)
      for index in direction.indices { direction[index] *= scale }
    }
    for (step, share) in zip(steps, shares.reversed()) {
      let back = dot(step.change, direction) / step.curvature
      for index in direction.indices { direction[index] += (share - back) * step.move[index] }
    }
    return direction
  }

  private func dot(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for index in a.indices { sum += a[index] * b[index] }
    return sum
  }

  private func moved(_ point: [Double], _ direction: [Double], _ factor: Double) -> [Double] {
    zip(point, direction).map { $0 + factor * $1 }
  }
}
