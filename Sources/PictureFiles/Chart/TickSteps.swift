import Foundation

/// Tidy distances between the ticks of an axis.
struct TickSteps {
  /// The distances, rising.
  let all: [Double]

  /// 1, 2 and 5 times the powers of ten, no smaller than `smallest`.
  ///
  /// - Precondition: `smallest` is positive.
  static func decimal(from smallest: Double) -> TickSteps {
    precondition(smallest > 0, "ticks need a positive distance")
    let power = Int(log10(smallest).rounded(.down))
    let steps = (power...power + 12).flatMap { exponent in
      let scale = pow(10, Double(abs(exponent)))
      return [1, 2, 5].map { exponent < 0 ? $0 / scale : $0 * scale }
    }
    return TickSteps(all: steps.filter { $0 >= smallest * 0.999_999 })
  }

  /// As on a clock from a second on: 1, 2, 5, 10, 15, 30 seconds or minutes, then hours and days.
  ///
  /// - Precondition: `smallest` is positive.
  static func clock(from smallest: Double) -> TickSteps {
    let seconds: [Double] = [1, 2, 5, 10, 15, 30]
    let hours: [Double] = [1, 2, 3, 6, 12].map { $0 * 3600 }
    let days = decimal(from: 1).all.map { $0 * 86_400 }
    let below = decimal(from: smallest).all.filter { $0 < 0.999 }
    let above = (seconds + seconds.map { $0 * 60 } + hours + days)
    return TickSteps(all: below + above.filter { $0 >= smallest * 0.999_999 })
  }

  /// The finest distance that divides `step` into two to ten equal parts.
  func division(of step: Double) -> Double? {
    all.first { candidate in
      let parts = (step / candidate).rounded()
      return (2...10).contains(parts) && abs(parts * candidate - step) < step * 1e-6
    }
  }
}

/// The multiples of a step in a range.
struct Ticks {
  /// The distance between neighbors.
  let step: Double
  /// The multiples, rising.
  let values: [Double]

  /// Finds the multiples; the step must be so large that there are few.
  init(in range: ClosedRange<Double>, step: Double) {
    self.step = step
    let first = (range.lowerBound / step - 1e-6).rounded(.up)
    let last = (range.upperBound / step + 1e-6).rounded(.down)
    values = last < first ? [] : (0...Int(last - first)).map { (first + Double($0)) * step }
  }

  /// Decimals that tell neighbors apart.
  var decimals: Int { step >= 0.999 ? 0 : Int((-log10(step) - 1e-6).rounded(.up)) }
}
