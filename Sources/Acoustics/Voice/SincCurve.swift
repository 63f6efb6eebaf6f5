#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A curve through points at whole places, by a sinc under a Hann window.
///
/// - Source: Boersma, *Accurate short-term analysis of the fundamental frequency*, IFA Proceedings 17
///   (1993), with the depths that Praat 6.1 has.
package struct SincCurve {
  private let points: UnsafeBufferPointer<Double>

  /// Takes points, which must stay while the curve is used.
  package init(points: UnsafeBufferPointer<Double>) { self.points = points }

  /// The golden section.
  private static let golden = 0.381_966_011_250_105
  private static let precision = 1e-9
  private static let steps = 60

  /// The value between points; beyond the ends that of the end.
  ///
  /// - Parameter depth: Points on either side that it is made of, where there are so many.
  package func value(at place: Double, depth: Int) -> Double {
    let last = points.count - 1
    guard place > 0 else { return points[0] }
    guard place < Double(last) else { return points[last] }
    let left = Int(place)
    let share = place - Double(left)
    guard share > 0 else { return points[left] }
    let count = min(depth, left + 1, last - left)
    return side(from: left, by: -1, count: count, distance: share)
      + side(from: left + 1, by: 1, count: count, distance: 1 - share)
  }

  /// The sum over the points of one side, the nearest first.
  private func side(from first: Int, by step: Int, count: Int, distance: Double) -> Double {
    // cos of the window's angle goes on by a rotation; the sine of the sinc changes sign alone.
    let width = distance + Double(count)
    let (turn, start) = (Double.pi / width, Double.pi * distance / width)
    let (turnCosine, turnSine) = (cos(turn), sin(turn))
    var (cosine, sine) = (cos(start), sin(start))
    var half = 0.5 * sin(Double.pi * distance)
    var angle = Double.pi * distance
    var sum = 0.0
    var place = first
    for _ in 0..<count {
      sum += points[place] * half / angle * (1 + cosine)
      (cosine, sine) = (
        cosine * turnCosine - sine * turnSine, sine * turnCosine + cosine * turnSine
      )
      half = -half
      angle += Double.pi
      place += step
    }
    return sum
  }

  /// The highest place within a point on either side of one.
  ///
  /// - Source: Brent, *Algorithms for minimization without derivatives*, 1973, chapter 5.
  package func maximum(around point: Int, depth: Int) -> (place: Double, value: Double) {
    guard point > 0 else { return (0, points[0]) }
    guard point < points.count - 1 else { return (Double(point), points[points.count - 1]) }
    var (low, high) = (Double(point) - 1, Double(point) + 1)
    var best = low + Self.golden * (high - low)
    var bestValue = value(at: best, depth: depth)
    var (second, third) = ((best, bestValue), (best, bestValue))
    var (step, before) = (0.0, 0.0)
    for _ in 0..<Self.steps {
      let middle = (low + high) / 2
      let tolerance = Self.precision * (1 + abs(best))
      if abs(best - middle) <= 2 * tolerance - (high - low) / 2 { break }
      // A parabola through the three best, if it leads inside and faster than before.
      let first = (best - second.0) * (bestValue - third.1)
      let other = (best - third.0) * (bestValue - second.1)
      var top = (best - third.0) * other - (best - second.0) * first
      let bottom = 2 * (other - first)
      if bottom > 0 { top = -top }
      let size = abs(bottom)
      let isGood =
        abs(before) > tolerance && abs(top) < abs(0.5 * size * before)
        && top > size * (low - best) && top < size * (high - best)
      if isGood {
        (before, step) = (step, top / size)
        let next = best + step
        if next - low < 2 * tolerance || high - next < 2 * tolerance {
          step = best < middle ? tolerance : -tolerance
        }
      } else {
        before = best < middle ? high - best : low - best
        step = Self.golden * before
      }
      let next = best + (abs(step) >= tolerance ? step : step > 0 ? tolerance : -tolerance)
      let nextValue = value(at: next, depth: depth)
      if nextValue >= bestValue {
        if next < best { high = best } else { low = best }
        (third, second) = (second, (best, bestValue))
        (best, bestValue) = (next, nextValue)
      } else {
        if next < best { low = next } else { high = next }
        if nextValue >= second.1 || second.0 == best {
          (third, second) = (second, (next, nextValue))
        } else if nextValue >= third.1 || third.0 == best || third.0 == second.0 {
          third = (next, nextValue)
        }
      }
    }
    return (best, bestValue)
  }
}
