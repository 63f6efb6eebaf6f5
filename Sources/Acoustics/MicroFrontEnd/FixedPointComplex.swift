#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A complex number of two 16-bit fractions; sums wrap, products round.
package struct FixedPointComplex: Equatable, Sendable {
  /// The real part, in 1/32768.
  package var real: Int16
  /// The imaginary part, in 1/32768.
  package var imaginary: Int16

  /// Nothing.
  static let zero = FixedPointComplex(real: 0, imaginary: 0)

  /// The number on the unit circle at a phase in radians.
  static func unit(_ phase: Double) -> FixedPointComplex {
    FixedPointComplex(
      real: Int16((0.5 + 32_767 * cos(phase)).rounded(.down)),
      imaginary: Int16((0.5 + 32_767 * sin(phase)).rounded(.down)))
  }

  /// The conjugate.
  var conjugate: FixedPointComplex {
    FixedPointComplex(real: real, imaginary: 0 &- imaginary)
  }

  /// |z|², taken from signed 32-bit sums as the reference does.
  var energy: UInt32 {
    let sum =
      Int32(real) &* Int32(real) &+ Int32(imaginary) &* Int32(imaginary)
    return UInt32(bitPattern: sum)
  }

  /// The number times a reciprocal in 1/32768, rounded: the reference never divides.
  func scaled(_ reciprocal: Int32) -> FixedPointComplex {
    FixedPointComplex(
      real: rounded(Int32(real) &* reciprocal),
      imaginary: rounded(Int32(imaginary) &* reciprocal))
  }

  static func + (a: FixedPointComplex, b: FixedPointComplex) -> FixedPointComplex {
    FixedPointComplex(real: a.real &+ b.real, imaginary: a.imaginary &+ b.imaginary)
  }

  static func - (a: FixedPointComplex, b: FixedPointComplex) -> FixedPointComplex {
    FixedPointComplex(real: a.real &- b.real, imaginary: a.imaginary &- b.imaginary)
  }

  static func * (a: FixedPointComplex, b: FixedPointComplex) -> FixedPointComplex {
    let real = Int32(a.real) &* Int32(b.real) &- Int32(a.imaginary) &* Int32(b.imaginary)
    let imaginary = Int32(a.real) &* Int32(b.imaginary) &+ Int32(a.imaginary) &* Int32(b.real)
    return FixedPointComplex(real: rounded(real), imaginary: rounded(imaginary))
  }
}

/// The upper half of a product of two fractions, rounded.
private func rounded(_ product: Int32) -> Int16 {
  Int16(truncatingIfNeeded: (product &+ 0x4000) >> 15)
}
