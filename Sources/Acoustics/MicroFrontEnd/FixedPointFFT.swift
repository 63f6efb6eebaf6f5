/// The transform of real 16-bit samples, in 16-bit arithmetic.
///
/// Each stage divides by its radix first, so nothing overflows: the spectrum comes out divided by
/// the length.
///
/// - Source: KissFFT 131 with `FIXED_POINT=16`, bit for bit: radix 4, then 2, and the split of a
///   half-length complex transform.
package struct FixedPointFFT: Sendable {
  /// How many samples go in.
  package let length: Int
  /// The bins of the last transform, 1 + length/2.
  package private(set) var spectrum: [FixedPointComplex]

  /// One pass over the whole buffer.
  private struct Stage {
    let radix: Int
    /// Elements from one input of a butterfly to the next.
    let span: Int
    let twiddleStride: Int
  }

  private let half: Int
  private let stages: [Stage]
  /// Where the input of each place of the first stage comes from.
  private let order: [Int]
  private let twiddles: [FixedPointComplex]
  private let splitTwiddles: [FixedPointComplex]
  private var work: [FixedPointComplex]

  /// Plans a transform.
  ///
  /// - Precondition: `length` is a power of two, at least 4.
  package init(length: Int) {
    precondition(
      length >= 4 && length & (length - 1) == 0,
      "a transform of \(length) samples is not a power of two from 4 on")
    let half = length / 2
    self.length = length
    self.half = half
    (stages, order) = FixedPointFFT.plan(half)
    twiddles = (0..<half).map { .unit(-2 * Double.pi * Double($0) / Double(half)) }
    splitTwiddles = (0..<half / 2).map { .unit(-Double.pi * (Double($0 + 1) / Double(half) + 0.5)) }
    work = Array(repeating: .zero, count: half)
    spectrum = Array(repeating: .zero, count: half + 1)
  }

  /// Radix 4 as often as it divides, then 2, from the outermost stage inwards.
  private static func plan(_ count: Int) -> (stages: [Stage], order: [Int]) {
    var stages: [Stage] = []
    var order = [0]
    var span = count
    var stride = 1
    while span > 1 {
      let radix = span.isMultiple(of: 4) ? 4 : 2
      span /= radix
      stages.append(Stage(radix: radix, span: span, twiddleStride: stride))
      order = order.flatMap { first in (0..<radix).map { first + $0 * stride } }
      stride *= radix
    }
    return (stages.reversed(), order)
  }

  /// Fills ``spectrum`` from `[length]` samples.
  package mutating func transform(_ samples: [Int16]) {
    precondition(samples.count == length, "\(samples.count) samples are not \(length)")
    for place in 0..<half {
      let source = 2 * order[place]
      work[place] = FixedPointComplex(real: samples[source], imaginary: samples[source + 1])
    }
    let (stages, twiddles) = (stages, twiddles)
    work.withUnsafeMutableBufferPointer { work in
      twiddles.withUnsafeBufferPointer { twiddles in
        for stage in stages {
          for block in stride(from: 0, to: work.count, by: stage.radix * stage.span) {
            if stage.radix == 4 {
              FixedPointFFT.four(work, twiddles, stage, block)
            } else {
              FixedPointFFT.two(work, twiddles, stage, block)
            }
          }
        }
      }
    }
    split()
  }

  private static func two(
    _ work: UnsafeMutableBufferPointer<FixedPointComplex>,
    _ twiddles: UnsafeBufferPointer<FixedPointComplex>, _ stage: Stage, _ block: Int
  ) {
    for offset in 0..<stage.span {
      let first = block + offset
      let second = first + stage.span
      let a = work[first].scaled(FixedPointFFT.oneHalf)
      let b = work[second].scaled(FixedPointFFT.oneHalf) * twiddles[offset * stage.twiddleStride]
      work[second] = a - b
      work[first] = a + b
    }
  }

  private static func four(
    _ work: UnsafeMutableBufferPointer<FixedPointComplex>,
    _ twiddles: UnsafeBufferPointer<FixedPointComplex>, _ stage: Stage, _ block: Int
  ) {
    for offset in 0..<stage.span {
      let first = block + offset
      let (second, third, fourth) = (
        first + stage.span, first + 2 * stage.span, first + 3 * stage.span
      )
      let twiddle = offset * stage.twiddleStride
      let a = work[first].scaled(FixedPointFFT.oneFourth)
      let b = work[second].scaled(FixedPointFFT.oneFourth) * twiddles[twiddle]
      let c = work[third].scaled(FixedPointFFT.oneFourth) * twiddles[2 * twiddle]
      let d = work[fourth].scaled(FixedPointFFT.oneFourth) * twiddles[3 * twiddle]
      let (even, evenDifference) = (a + c, a - c)
      let (odd, oddDifference) = (b + d, b - d)
      let turned = FixedPointComplex(
        real: oddDifference.imaginary, imaginary: 0 &- oddDifference.real)
      work[first] = even + odd
      work[third] = even - odd
      work[second] = evenDifference + turned
      work[fourth] = evenDifference - turned
    }
  }

  /// Takes the spectra of even and odd samples apart and joins them to that of all.
  private mutating func split() {
    let first = work[0].scaled(FixedPointFFT.oneHalf)
    spectrum[0] = FixedPointComplex(real: first.real &+ first.imaginary, imaginary: 0)
    spectrum[half] = FixedPointComplex(real: first.real &- first.imaginary, imaginary: 0)
    for bin in 1...(half / 2) {
      let near = work[bin].scaled(FixedPointFFT.oneHalf)
      let far = work[half - bin].conjugate.scaled(FixedPointFFT.oneHalf)
      let sum = near + far
      let turned = (near - far) * splitTwiddles[bin - 1]
      spectrum[bin] = FixedPointComplex(
        real: halved(Int32(sum.real) + Int32(turned.real)),
        imaginary: halved(Int32(sum.imaginary) + Int32(turned.imaginary)))
      spectrum[half - bin] = FixedPointComplex(
        real: halved(Int32(sum.real) - Int32(turned.real)),
        imaginary: halved(Int32(turned.imaginary) - Int32(sum.imaginary)))
    }
  }

  private static let oneHalf = Int32(32_767 / 2)
  private static let oneFourth = Int32(32_767 / 4)
}

private func halved(_ sum: Int32) -> Int16 { Int16(truncatingIfNeeded: sum >> 1) }
