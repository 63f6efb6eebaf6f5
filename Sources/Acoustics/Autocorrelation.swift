#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The autocorrelation of a frame with zeros behind it, by two transforms in double precision.
///
/// Even and odd samples are the real and imaginary parts of half as many complex numbers. The
/// forward transform leaves its bins in the order of reversed bits; the backward one takes them so.
struct Autocorrelation: Sendable {
  /// A complex number.
  private typealias Pair = SIMD2<Double>

  /// Complex numbers of a transform, a power of two.
  private let half: Int
  /// e^(−πi·k/half) of the lower half of the bins.
  private let turns: [Pair]
  /// e^(−πi·j/span), j < span, of all stages, widest first.
  private let twiddles: [Pair]
  /// Where bin k lies.
  private let order: [Int]
  private var points: [Pair]

  /// Prepares it for frames and lags up to these.
  init(frameLength: Int, highestLag: Int) {
    var half = 2
    while 2 * half < frameLength + highestLag { half *= 2 }
    self.half = half
    let turn = { (place: Int, span: Int) in
      let angle = Double.pi * Double(place) / Double(span)
      return Pair(cos(angle), -sin(angle))
    }
    turns = (0...half / 2).map { turn($0, half) }
    let spans = (0..<half.trailingZeroBitCount).map { half >> ($0 + 1) }
    twiddles = spans.flatMap { span in (0..<span).map { turn($0, span) } }
    let unused = Int.bitWidth - half.trailingZeroBitCount
    order = (0..<half).map { Int(truncatingIfNeeded: UInt($0).bitReversed >> UInt(unused)) }
    points = Array(repeating: .zero, count: half)
  }

  /// r(k) = Σ y[m] y[m + k] of the last frame.
  subscript(lag: Int) -> Double { points[lag / 2][lag % 2] }

  /// Takes a frame.
  mutating func measure(_ frame: UnsafeBufferPointer<Float>) {
    let (half, turns, order, pairs) = (half, turns, order, frame.count / 2)
    points.withUnsafeMutableBufferPointer { points in
      for place in 0..<pairs {
        points[place] = Pair(Double(frame[2 * place]), Double(frame[2 * place + 1]))
      }
      for place in pairs..<half { points[place] = .zero }
      if !frame.count.isMultiple(of: 2) { points[pairs].x = Double(frame[frame.count - 1]) }
      twiddles.withUnsafeBufferPointer { twiddles in
        Autocorrelation.transform(points, twiddles)
        Autocorrelation.replaceByPower(points, turns: turns, order: order)
        Autocorrelation.transformBack(points, twiddles)
      }
    }
  }

  private static func transform(
    _ points: UnsafeMutableBufferPointer<Pair>, _ twiddles: UnsafeBufferPointer<Pair>
  ) {
    var (span, table) = (points.count / 2, 0)
    while span >= 1 {
      for start in stride(from: 0, to: points.count, by: 2 * span) {
        for place in start..<start + span {
          let (near, far) = (points[place], points[place + span])
          points[place] = near + far
          points[place + span] = product(near - far, twiddles[table + place - start])
        }
      }
      table += span
      span /= 2
    }
  }

  private static func transformBack(
    _ points: UnsafeMutableBufferPointer<Pair>, _ twiddles: UnsafeBufferPointer<Pair>
  ) {
    var (span, table) = (1, twiddles.count)
    while span < points.count {
      table -= span
      for start in stride(from: 0, to: points.count, by: 2 * span) {
        for place in start..<start + span {
          let near = points[place]
          let far = product(points[place + span], conjugate(twiddles[table + place - start]))
          points[place] = near + far
          points[place + span] = near - far
        }
      }
      span *= 2
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
      let (near, far) = (points[place], Autocorrelation.conjugate(points[image]))
      let even = (near + far) / 2
      let difference = (near - far) / 2
      let odd = Autocorrelation.product(Pair(difference.y, -difference.x), turns[bin])
      let (low, high) = (even + odd, even - odd)
      let (power, mirrored) = ((low * low).sum(), (high * high).sum())
      let sum = (power + mirrored) * scale
      let turned = turns[bin] * ((power - mirrored) * scale)
      points[image] = Pair(sum - turned.y, turned.x)
      points[place] = Pair(sum + turned.y, turned.x)
    }
  }

  @inline(__always)
  private static func product(_ a: Pair, _ b: Pair) -> Pair {
    a * b.x + Pair(-a.y, a.x) * b.y
  }

  @inline(__always)
  private static func conjugate(_ a: Pair) -> Pair { Pair(a.x, -a.y) }
}

extension UInt {
  /// The bits from the last to the first.
  fileprivate var bitReversed: UInt {
    var (rest, reversed) = (self, UInt(0))
    for _ in 0..<UInt.bitWidth {
      reversed = reversed << 1 | rest & 1
      rest >>= 1
    }
    return reversed
  }
}
