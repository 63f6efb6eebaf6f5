#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The complex roots of a polynomial with real coefficients.
///
/// - Source: Aberth, *Iteration methods for finding all zeros of a polynomial simultaneously*,
///   Mathematics of Computation 27 (1973).
package enum PolynomialRoots {
  /// A complex number, its real part first.
  package typealias Complex = SIMD2<Double>

  private static let iterations = 100
  private static let precision = 1e-14

  /// Finds the roots of xⁿ + c₀ xⁿ⁻¹ + … + cₙ₋₁.
  ///
  /// - Complexity: O(n²) for each of a dozen iterations.
  package static func roots(_ coefficients: [Double]) -> [Complex] {
    let degree = coefficients.count
    guard degree > 0 else { return [] }
    // Cauchy: no root is larger than one more than the largest coefficient.
    let bound = 1 + coefficients.reduce(0) { max($0, abs($1)) }
    let radius = min(0.9, bound)
    var roots = (0..<degree).map { place in
      // Not symmetric about the real axis, which no pair could leave.
      let angle = 2 * Double.pi * Double(place) / Double(degree) + 0.4
      return Complex(radius * cos(angle), radius * sin(angle))
    }
    for _ in 0..<iterations {
      var largest = 0.0
      for place in 0..<degree {
        let step = step(coefficients, roots, place)
        guard step.x.isFinite, step.y.isFinite else { continue }
        roots[place] -= step
        largest = max(largest, abs(step.x) + abs(step.y))
      }
      if largest < precision { break }
    }
    return roots
  }

  /// Newton's step of a root, with all others divided out.
  private static func step(
    _ coefficients: [Double], _ roots: [Complex], _ place: Int
  ) -> Complex {
    let root = roots[place]
    var (value, slope) = (Complex(1, 0), Complex.zero)
    for coefficient in coefficients {
      slope = product(slope, root) + value
      value = product(value, root) + Complex(coefficient, 0)
    }
    if value == .zero { return .zero }
    let newton = quotient(value, slope)
    var repulsion = Complex.zero
    for other in roots.indices where other != place {
      repulsion += quotient(Complex(1, 0), root - roots[other])
    }
    return quotient(newton, Complex(1, 0) - product(newton, repulsion))
  }

  @inline(__always)
  private static func product(_ a: Complex, _ b: Complex) -> Complex {
    a * b.x + Complex(-a.y, a.x) * b.y
  }

  @inline(__always)
  private static func quotient(_ a: Complex, _ b: Complex) -> Complex {
    product(a, Complex(b.x, -b.y)) / (b * b).sum()
  }
}
