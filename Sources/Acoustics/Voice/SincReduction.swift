#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Samples at a lower rate around the middle of a frame, with what is above their range taken off.
///
/// Each is a sum over the frame's samples, weighted by a sinc under a Hann window.
package struct SincReduction: Sendable {
  private typealias Lanes = SIMD8<Float>

  /// Samples of the frame.
  package let frameLength: Int
  /// Samples that come out; their middle is that of the frame.
  let count: Int
  private let taps: Int
  /// Where the sum of each sample begins in the frame.
  private let starts: [Int]
  /// `[count, taps]`.
  private let weights: [Float]

  /// Zeros of the sinc on either side.
  private static let lobes = 60.0

  /// Prepares it.
  ///
  /// - Parameters:
  ///   - ratio: The lower rate by the frame's own, below 1.
  ///   - count: Samples that come out, an even number.
  package init(ratio: Double, count: Int) {
    let reach = Self.lobes / ratio
    let width = Lanes.scalarCount
    let taps = (Int(2 * reach) + width) / width * width
    let half = Int(Self.frameLength(ratio: ratio, count: count)) / 2
    self.count = count
    self.taps = taps
    frameLength = 2 * half
    var starts: [Int] = []
    var weights: [Float] = []
    weights.reserveCapacity(count * taps)
    for sample in 0..<count {
      // Samples lie in the middle of their span: the frame's own, and those that come out.
      let place = (Double(sample - count / 2) + 0.5) / ratio + Double(half) - 0.5
      let start = Int((place - Double(taps) / 2).rounded(.up))
      starts.append(start)
      for tap in start..<start + taps {
        weights.append(Float(Self.weight((Double(tap) - place) * ratio) * ratio))
      }
    }
    self.starts = starts
    self.weights = weights
  }

  /// Samples of the frame, an even number.
  static func frameLength(ratio: Double, count: Int) -> Double {
    2 * ((Double(count / 2) + lobes) / ratio + Double(Lanes.scalarCount)).rounded(.up)
  }

  /// The sinc at a distance in samples that come out.
  private static func weight(_ distance: Double) -> Double {
    guard abs(distance) < lobes else { return 0 }
    guard abs(distance) > 1e-12 else { return 1 }
    let angle = Double.pi * distance
    return sin(angle) / angle * (0.5 + 0.5 * cos(angle / lobes))
  }

  /// Fills `[count]` samples from a frame.
  package func reduce(_ frame: UnsafeBufferPointer<Float>, into samples: inout [Double]) {
    precondition(frame.count == frameLength && samples.count == count, "frames have one length")
    weights.withUnsafeBytes { weights in
      let frame = UnsafeRawBufferPointer(frame)
      let size = MemoryLayout<Float>.stride
      for sample in 0..<count {
        var sum = Lanes.zero
        for tap in stride(from: 0, to: taps, by: Lanes.scalarCount) {
          let values = frame.loadUnaligned(
            fromByteOffset: (starts[sample] + tap) * size, as: Lanes.self)
          let factors = weights.loadUnaligned(
            fromByteOffset: (sample * taps + tap) * size, as: Lanes.self)
          sum += values * factors
        }
        samples[sample] = Double(sum.sum())
      }
    }
  }
}
