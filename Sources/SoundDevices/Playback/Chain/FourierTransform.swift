import Foundation

/// A complex transform of a power of two, for filtering by blocks.
struct FourierTransform {
  /// How many values.
  let count: Int
  private let cosines: [Float]
  private let sines: [Float]

  /// - Precondition: `count` is a power of two.
  init(count: Int) {
    precondition(count > 0 && count & (count - 1) == 0, "a transform's length is a power of two")
    self.count = count
    let angles = (0..<max(1, count / 2)).map { 2 * Double.pi * Double($0) / Double(count) }
    cosines = angles.map { Float(cos($0)) }
    sines = angles.map { Float(sin($0)) }
  }

  /// Transforms in place; not scaled. Exchanging the two parts makes it the inverse, `count` times.
  func transform(_ real: inout [Float], _ imaginary: inout [Float]) {
    precondition(real.count == count && imaginary.count == count, "a transform has its length")
    real.withUnsafeMutableBufferPointer { real in
      imaginary.withUnsafeMutableBufferPointer { imaginary in
        reorder(real, imaginary)
        var half = 1
        while half < count {
          let stride = count / (2 * half)
          for first in Swift.stride(from: 0, to: count, by: 2 * half) {
            for index in 0..<half {
              let (cosine, sine) = (cosines[index * stride], -sines[index * stride])
              let (low, high) = (first + index, first + index + half)
              let turnedReal = real[high] * cosine - imaginary[high] * sine
              let turnedImaginary = real[high] * sine + imaginary[high] * cosine
              (real[high], imaginary[high]) = (
                real[low] - turnedReal, imaginary[low] - turnedImaginary
              )
              real[low] += turnedReal
              imaginary[low] += turnedImaginary
            }
          }
          half *= 2
        }
      }
    }
  }

  /// Sorts values by their index with its bits reversed.
  private func reorder(
    _ real: UnsafeMutableBufferPointer<Float>, _ imaginary: UnsafeMutableBufferPointer<Float>
  ) {
    var reversed = 0
    for index in 1..<max(1, count) {
      var bit = count >> 1
      while reversed & bit != 0 {
        reversed ^= bit
        bit >>= 1
      }
      reversed |= bit
      if index < reversed {
        real.swapAt(index, reversed)
        imaginary.swapAt(index, reversed)
      }
    }
  }
}
