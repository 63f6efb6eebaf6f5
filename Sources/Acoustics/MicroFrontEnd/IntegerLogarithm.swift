#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Natural logarithms of integers, in 1/64.
package struct IntegerLogarithm: Sendable {
  private static let fractionBits = 16
  private static let segmentBits = 7
  private static let outputBits = 6
  /// ln 2.
  private static let naturalPerBinary: UInt64 = 45_426

  /// How far log₂(1 + x) lies above x, in 1/65536, at 128 places and at 1.
  private let bulge: [Int32]

  /// Makes the table.
  package init() {
    let segments = 1 << IntegerLogarithm.segmentBits
    bulge = (0...segments).map { place in
      let x = Double(place) / Double(segments)
      return Int32(((log2(1 + x) - x) * 65_536).rounded())
    }
  }

  /// 64 ln(value), 0 of 0.
  package func callAsFunction(_ value: UInt32) -> UInt32 {
    guard value > 1 else { return 0 }
    let exponent = value.significantBits - 1
    // A negative shift shifts back.
    let fraction = Int32(
      truncatingIfNeeded: (Int64(value) - 1 << Int64(exponent))
        << (IntegerLogarithm.fractionBits - exponent))
    let segmentLength = IntegerLogarithm.fractionBits - IntegerLogarithm.segmentBits
    let segment = Int(fraction >> segmentLength)
    let place = fraction - Int32(segment << segmentLength)
    let rise = (bulge[segment + 1] - bulge[segment]) * place >> IntegerLogarithm.fractionBits
    let binary = UInt64(
      exponent << IntegerLogarithm.fractionBits + Int(fraction + bulge[segment] + rise))
    let half: UInt64 = 0x8000
    let natural = (IntegerLogarithm.naturalPerBinary * binary + half) >> 16
    return UInt32(truncatingIfNeeded: (natural << IntegerLogarithm.outputBits + half) >> 16)
  }
}
