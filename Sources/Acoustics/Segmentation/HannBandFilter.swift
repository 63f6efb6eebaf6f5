import CKernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Keeps a band of frequencies and moves nothing in time; the band's edges are halves of a cosine.
///
/// A signal that fits into one transform is filtered as a whole, around a circle of the next power
/// of two. Longer ones go through in blocks of a second or more that overlap by half, where what
/// comes from beyond a block is about 90 dB down. Copies share their scratch and stay on one thread.
struct HannBandFilter {
  /// Samples of a transform.
  private let blockLength: Int
  /// Samples at each end of a block that only help; none for a signal that fits into a block.
  private let margin: Int
  private let tables: TransformTables
  /// The gain of each bin, over the length of the transform.
  private let gains: [Double]
  private let elements: RealBuffer
  private let spectrum: RealBuffer
  /// Samples from a margin before the next one that comes out.
  private var pending: [Float]
  /// Samples that are yet to come out.
  private var owed = 0

  private typealias Lanes = SIMD4<Double>
  /// Blocks of one run: in the real and in the imaginary parts of each lane.
  private static let blocksAtOnce = 2 * Lanes.scalarCount
  private static let longestBlock = 1 << 16
  /// Bytes from a part of an element to the next one.
  private static let stride = MemoryLayout<Lanes>.stride

  /// Prepares it.
  ///
  /// - Parameters:
  ///   - band: The middles of the edges in hertz; an upper one beyond Nyquist is none.
  ///   - smoothing: Half the width of an edge.
  ///   - sampleCount: Samples that will come.
  init(
    band: ClosedRange<Double>, smoothing: Double, sampleRate: Double, sampleCount: Int
  ) {
    var length = 2
    while length < sampleCount, Double(length) < sampleRate, length < Self.longestBlock {
      length *= 2
    }
    blockLength = length
    margin = length < sampleCount ? length / 4 : 0
    tables = TransformTables(length: length, .double)
    elements = RealBuffer(lanesOf: 2 * length, .double)
    spectrum = RealBuffer(lanesOf: 2 * length, .double)
    gains = (0..<length).map { bin in
      let hertz = Double(min(bin, length - bin)) * sampleRate / Double(length)
      let low = Self.rise(hertz, around: band.lowerBound, smoothing)
      let high = Self.rise(hertz, around: band.upperBound, smoothing)
      return low * (band.upperBound < sampleRate / 2 ? 1 - high : 1) / Double(length)
    }
    pending = Array(repeating: 0, count: margin)
  }

  /// From 0 to 1 about an edge.
  private static func rise(_ hertz: Double, around edge: Double, _ smoothing: Double) -> Double {
    let place = min(max((hertz - edge) / smoothing, -1), 1)
    return 0.5 + 0.5 * sin(Double.pi / 2 * place)
  }

  /// Takes samples and gives those that are filtered, in order.
  mutating func push(_ samples: [Float]) -> [Float] {
    owed += samples.count
    pending.append(contentsOf: samples.lazy.map { $0.isFinite ? $0 : 0 })
    var output: [Float] = []
    while margin > 0, pending.count >= 2 * margin + Self.blocksAtOnce * step {
      output += filtered(blocks: Self.blocksAtOnce)
    }
    return output
  }

  /// Ends the signal and gives the samples that are left.
  mutating func finish() -> [Float] {
    var output: [Float] = []
    while owed > 0 {
      let last = owed
      output += filtered(blocks: min(Self.blocksAtOnce, (owed + step - 1) / step)).prefix(last)
    }
    return output
  }

  /// Samples that a block gives.
  private var step: Int { blockLength - 2 * margin }

  /// Runs blocks through the transform and back, and drops the samples that are done with.
  private mutating func filtered(blocks: Int) -> [Float] {
    fill(blocks: blocks)
    var transform = tables.transform
    let kernels = KernelBuild.best.lanes(.double)
    kernels.pointee.transform(&transform, elements.start)
    turnAround()
    kernels.pointee.transform(&transform, spectrum.start)
    owed -= min(owed, blocks * step)
    pending.removeFirst(min(pending.count, blocks * step))
    return output(blocks: blocks)
  }

  private func fill(blocks: Int) {
    for place in 0..<blockLength {
      var parts = (Lanes.zero, Lanes.zero)
      for block in 0..<blocks {
        let source = block * step + place
        let sample = source < pending.count ? Double(pending[source]) : 0
        if block.isMultiple(of: 2) {
          parts.0[block / 2] = sample
        } else {
          parts.1[block / 2] = sample
        }
      }
      let start = elements.start + 2 * place * Self.stride
      start.storeBytes(of: parts.0, as: Lanes.self)
      start.storeBytes(of: parts.1, toByteOffset: Self.stride, as: Lanes.self)
    }
  }

  /// Puts the spectrum, with its gains, into the order of inputs; its conjugate transforms back.
  private func turnAround() {
    for bin in 0..<blockLength {
      let source = elements.start + Int(tables.order[bin]) * MemoryLayout<Double>.stride
      let target = spectrum.start + 2 * bin * Self.stride
      target.storeBytes(of: source.load(as: Lanes.self) * gains[bin], as: Lanes.self)
      let imaginary = source.load(fromByteOffset: Self.stride, as: Lanes.self)
      target.storeBytes(
        of: -imaginary * gains[bin], toByteOffset: Self.stride, as: Lanes.self)
    }
  }

  private func output(blocks: Int) -> [Float] {
    var samples = [Float](repeating: 0, count: blocks * step)
    for place in 0..<step {
      let source =
        spectrum.start + Int(tables.order[margin + place]) * MemoryLayout<Double>.stride
      let real = source.load(as: Lanes.self)
      let imaginary = source.load(fromByteOffset: Self.stride, as: Lanes.self)
      for block in 0..<blocks {
        let value = block.isMultiple(of: 2) ? real[block / 2] : -imaginary[block / 2]
        samples[block * step + place] = Float(value)
      }
    }
    return samples
  }
}
