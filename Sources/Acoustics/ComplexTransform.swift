#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A complex transform in place, of a power of two in double precision.
///
/// The forward transform leaves its bins in the order of reversed bits; the backward one, which is
/// not scaled, takes them so.
struct ComplexTransform: Sendable {
  /// A complex number.
  typealias Pair = SIMD2<Double>

  /// Complex numbers, a power of two.
  let length: Int
  /// Where bin k lies.
  let order: [Int]
  /// e^(−πi·j/span), j < span, of all stages, widest first.
  private let twiddles: [Pair]

  /// - Precondition: `length` is a power of two.
  init(length: Int) {
    precondition(length > 0 && length & (length - 1) == 0, "\(length) is no power of two")
    self.length = length
    let bits = length.trailingZeroBitCount
    let spans = (0..<bits).map { length >> ($0 + 1) }
    twiddles = spans.flatMap { span in (0..<span).map { Self.turn($0, of: span) } }
    order = (0..<length).map { place in
      bits == 0 ? 0 : Int(truncatingIfNeeded: UInt(place).bitReversed >> UInt(Int.bitWidth - bits))
    }
  }

  /// e^(−πi·place/span).
  static func turn(_ place: Int, of span: Int) -> Pair {
    let angle = Double.pi * Double(place) / Double(span)
    return Pair(cos(angle), -sin(angle))
  }

  /// Transforms numbers in their order.
  func forward(_ points: UnsafeMutableBufferPointer<Pair>) {
    twiddles.withUnsafeBufferPointer { twiddles in
      var (span, table) = (points.count / 2, 0)
      while span >= 1 {
        for start in stride(from: 0, to: points.count, by: 2 * span) {
          for place in start..<start + span {
            let (near, far) = (points[place], points[place + span])
            points[place] = near + far
            points[place + span] = Self.product(near - far, twiddles[table + place - start])
          }
        }
        table += span
        span /= 2
      }
    }
  }

  /// Transforms bins in the order of reversed bits back.
  func backward(_ points: UnsafeMutableBufferPointer<Pair>) {
    twiddles.withUnsafeBufferPointer { twiddles in
      var (span, table) = (1, twiddles.count)
      while span < points.count {
        table -= span
        for start in stride(from: 0, to: points.count, by: 2 * span) {
          for place in start..<start + span {
            let near = points[place]
            let far = Self.product(
              points[place + span], Self.conjugate(twiddles[table + place - start]))
            points[place] = near + far
            points[place + span] = near - far
          }
        }
        span *= 2
      }
    }
  }

  @inline(__always)
  static func product(_ a: Pair, _ b: Pair) -> Pair {
    a * b.x + Pair(-a.y, a.x) * b.y
  }

  @inline(__always)
  static func conjugate(_ a: Pair) -> Pair { Pair(a.x, -a.y) }
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
