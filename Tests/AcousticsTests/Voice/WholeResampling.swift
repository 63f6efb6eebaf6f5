import Foundation

/// Sounds at a lower rate as Praat makes them of a whole one: a sharp edge in its spectrum, then a
/// sinc of fifty points on either side.
///
/// The sharp edge can't be had of a piece of sound, but the reference is made with it.
enum WholeResampling {
  private typealias Complex = SIMD2<Double>

  private static let margin = 1000
  private static let depth = 50

  static func reduced(_ samples: [Float], by ratio: Double) -> [Float] {
    var length = 2
    while length < samples.count + 2 * margin { length *= 2 }
    var points = [Complex](repeating: .zero, count: length)
    for (place, sample) in samples.enumerated() { points[margin + place].x = Double(sample) }
    points = transform(points, sign: -1)
    let edge = Int(ratio * Double(length)) / 2
    for bin in edge...length - edge { points[bin] = .zero }
    // The reference takes the imaginary part of the last bin away too.
    points[edge - 1].y = 0
    points[length - edge + 1].y = 0
    let filtered = transform(points, sign: 1).map { $0.x / Double(length) }
    let plain = Array(filtered[margin..<margin + samples.count])
    return (0..<Int((Double(samples.count) * ratio).rounded())).map { sample in
      Float(value(plain, at: (Double(sample) + 0.5) / ratio - 0.5))
    }
  }

  private static func value(_ samples: [Double], at place: Double) -> Double {
    let last = samples.count - 1
    guard place > 0 else { return samples[0] }
    guard place < Double(last) else { return samples[last] }
    let left = Int(place)
    guard place > Double(left) else { return samples[left] }
    let count = min(depth, left + 1, last - left)
    var sum = 0.0
    for (first, step, distance) in [
      (left, -1, place - Double(left)), (left + 1, 1, Double(left + 1) - place),
    ] {
      for number in 0..<count {
        let angle = Double.pi * (distance + Double(number))
        let taper = 0.5 + 0.5 * cos(angle / (distance + Double(count)))
        sum += samples[first + step * number] * sin(angle) / angle * taper
      }
    }
    return sum
  }

  private static func transform(_ points: [Complex], sign: Double) -> [Complex] {
    guard points.count > 1 else { return points }
    let half = points.count / 2
    let even = transform((0..<half).map { points[2 * $0] }, sign: sign)
    let odd = transform((0..<half).map { points[2 * $0 + 1] }, sign: sign)
    var result = [Complex](repeating: .zero, count: points.count)
    for place in 0..<half {
      let angle = sign * Double.pi * Double(place) / Double(half)
      let (turn, value) = (Complex(cos(angle), sin(angle)), odd[place])
      let turned = Complex(
        value.x * turn.x - value.y * turn.y, value.x * turn.y + value.y * turn.x)
      result[place] = even[place] + turned
      result[place + half] = even[place] - turned
    }
    return result
  }
}
