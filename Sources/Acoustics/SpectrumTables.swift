import CKernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the transform kernel reads: window, twiddle factors and bit reversal of one length.
final class SpectrumTables {
  private let window: LaneBuffer
  private let twiddles: LaneBuffer
  private let splitTwiddles: LaneBuffer
  private let order: UnsafeMutablePointer<UInt32>
  /// The kernels' view of the tables, valid while they live.
  let plan: ek_spectrum_plan

  /// - Parameter window: At most `length` values; frames have as many samples.
  /// - Precondition: `length` is a power of two, at least 32.
  init(length: Int, window values: [Double]) {
    precondition(
      AnalysisSettings.transformLengths.contains(length) && length & (length - 1) == 0,
      "no transform of length \(length)")
    precondition(values.count <= length, "the window is longer than the transform")
    let elements = length / 2
    // The split into even and odd samples halves every output; the window carries that factor.
    window = LaneBuffer(values.map { Float($0 / 2) })
    twiddles = LaneBuffer(SpectrumTables.stageTwiddles(elements))
    splitTwiddles = LaneBuffer(
      (0...(elements / 2)).flatMap { SpectrumTables.root($0, of: length) })
    order = .allocate(capacity: elements)
    let bits = elements.trailingZeroBitCount
    for place in 0..<elements {
      let reversed = UInt32(place).bitReversed >> UInt32(32 - bits)
      (order + place).initialize(to: reversed * UInt32(2 * SpectralPlan.lanes))
    }
    plan = ek_spectrum_plan(
      transform_length: Int32(length), window_length: Int32(values.count), window: window.start,
      twiddles: twiddles.start, split_twiddles: splitTwiddles.start, order: order)
  }

  deinit { order.deallocate() }

  private static func stageTwiddles(_ elements: Int) -> [Float] {
    var twiddles: [Float] = []
    var length = elements
    while length >= 8 {
      for place in 0..<(length / 4) {
        for power in 1...3 { twiddles += root(place * power, of: length) }
      }
      length /= 4
    }
    return twiddles
  }

  /// e^(−2πi·place/length), real and imaginary part.
  private static func root(_ place: Int, of length: Int) -> [Float] {
    let phase = -2 * Double.pi * Double(place) / Double(length)
    return [Float(cos(phase)), Float(sin(phase))]
  }
}

extension UInt32 {
  fileprivate var bitReversed: UInt32 {
    var source = self
    var reversed: UInt32 = 0
    for _ in 0..<32 {
      reversed = reversed << 1 | source & 1
      source >>= 1
    }
    return reversed
  }
}
