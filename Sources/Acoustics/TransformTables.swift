import CKernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the kernels read for a complex transform of one length: its stages and their twiddles.
final class TransformTables {
  private let stages: UnsafeMutablePointer<ek_stage>
  private let buffers: [RealBuffer]
  private let places: UnsafeMutablePointer<UInt32>
  /// The kernels' view, valid while the tables live.
  let transform: ek_transform
  /// Where output k lies, in reals; valid while the tables live.
  var order: UnsafePointer<UInt32> { UnsafePointer(places) }

  /// - Precondition: ``radices(ofLength:)`` knows the length.
  init(length: Int, _ precision: Precision) {
    guard let radices = TransformTables.radices(ofLength: length) else {
      preconditionFailure("\(length) has too large a prime factor for stages")
    }
    stages = .allocate(capacity: max(radices.count, 1))
    var buffers: [RealBuffer] = []
    var span = length
    for (place, radix) in radices.enumerated() {
      let block = span
      span /= radix
      let twiddles = RealBuffer(pairs: span * (radix - 1), precision) {
        rootOfUnity($0 / (radix - 1) * ($0 % (radix - 1) + 1), of: block)
      }
      let roots = RealBuffer(pairs: radix, precision) { rootOfUnity($0, of: radix) }
      buffers += [twiddles, roots]
      (stages + place).initialize(
        to: ek_stage(
          radix: Int32(radix), span: Int32(span), twiddles: twiddles.start, roots: roots.start))
    }
    self.buffers = buffers
    places = .allocate(capacity: length)
    for output in 0..<length {
      let place = TransformTables.place(ofOutput: output, length: length, radices: radices)
      (places + output).initialize(to: UInt32(place * 2 * precision.lanes))
    }
    transform = ek_transform(
      length: Int32(length), stage_count: Int32(radices.count), stages: stages)
  }

  deinit {
    stages.deallocate()
    places.deallocate()
  }

  /// The stages of a length, in their order: odd ones, fours, and at last what is left of a power
  /// of two; nil where a prime factor is too large for a stage.
  static func radices(ofLength length: Int) -> [Int]? {
    var rest = length >> length.trailingZeroBitCount
    var radices: [Int] = []
    var radix = 3
    while rest > 1 {
      guard radix <= Int(ek_largest_radix) else { return nil }
      if rest % radix == 0 {
        radices.append(radix)
        rest /= radix
      } else {
        radix += 2
      }
    }
    let bits = length.trailingZeroBitCount
    let tail = bits % 2 == 0 ? 0 : min(bits, 3)
    radices += repeatElement(4, count: (bits - tail) / 2)
    return tail == 0 ? radices : radices + [1 << tail]
  }

  /// Stages sort outputs by their remainders, those of the first radix first.
  private static func place(ofOutput output: Int, length: Int, radices: [Int]) -> Int {
    var (place, rest, span) = (0, output, length)
    for radix in radices {
      span /= radix
      place += rest % radix * span
      rest /= radix
    }
    return place
  }
}

/// e^(−2πi·place/length), real and imaginary part.
func rootOfUnity(_ place: Int, of length: Int) -> (Double, Double) {
  let phase = -2 * Double.pi * Double(place % length) / Double(length)
  return (cos(phase), sin(phase))
}
