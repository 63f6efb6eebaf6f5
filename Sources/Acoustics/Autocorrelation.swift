/// The autocorrelation of a frame with zeros behind it, by two transforms in double precision.
///
/// Even and odd samples are the real and imaginary parts of half as many complex numbers.
struct Autocorrelation: Sendable {
  private typealias Pair = ComplexTransform.Pair

  private let transform: ComplexTransform
  /// e^(−πi·k/half) of the lower half of the bins.
  private let turns: [Pair]
  private var points: [Pair]

  /// Prepares it for frames and lags up to these.
  init(frameLength: Int, highestLag: Int) {
    var half = 2
    while 2 * half < frameLength + highestLag { half *= 2 }
    transform = ComplexTransform(length: half)
    turns = (0...half / 2).map { ComplexTransform.turn($0, of: half) }
    points = Array(repeating: .zero, count: half)
  }

  /// r(k) = Σ y[m] y[m + k] of the last frame.
  subscript(lag: Int) -> Double { points[lag / 2][lag % 2] }

  /// Takes a frame.
  mutating func measure(_ frame: UnsafeBufferPointer<Float>) {
    let (transform, turns, pairs) = (transform, turns, frame.count / 2)
    points.withUnsafeMutableBufferPointer { points in
      for place in 0..<pairs {
        points[place] = Pair(Double(frame[2 * place]), Double(frame[2 * place + 1]))
      }
      for place in pairs..<points.count { points[place] = .zero }
      if !frame.count.isMultiple(of: 2) { points[pairs].x = Double(frame[frame.count - 1]) }
      transform.forward(points)
      Autocorrelation.replaceByPower(points, turns: turns, order: transform.order)
      transform.backward(points)
    }
  }

  /// Makes of the bins of the packed samples those of the packed autocorrelation.
  private static func replaceByPower(
    _ points: UnsafeMutableBufferPointer<Pair>, turns: [Pair], order: [Int]
  ) {
    let half = points.count
    let scale = 1 / Double(2 * half)
    for bin in 0...half / 2 {
      let (place, image) = (order[bin], order[(half - bin) % half])
      let (near, far) = (points[place], ComplexTransform.conjugate(points[image]))
      let even = (near + far) / 2
      let difference = (near - far) / 2
      let odd = ComplexTransform.product(Pair(difference.y, -difference.x), turns[bin])
      let (low, high) = (even + odd, even - odd)
      let (power, mirrored) = ((low * low).sum(), (high * high).sum())
      let sum = (power + mirrored) * scale
      let turned = turns[bin] * ((power - mirrored) * scale)
      points[image] = Pair(sum - turned.y, turned.x)
      points[place] = Pair(sum + turned.y, turned.x)
    }
  }
}
