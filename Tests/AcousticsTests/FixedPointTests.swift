import Acoustics
import Foundation
import Testing

/// The integer arithmetic of the micro front end against the same in double.
struct FixedPointTests {
  @Test(
    "transforms equal a plain sum divided by the length", arguments: [4, 8, 16, 128, 512, 1024])
  func transform(length: Int) {
    var transform = FixedPointFFT(length: length)
    var noise = Noise(UInt64(length))
    let samples = noise.samples(length).map { Int16($0 * 32_767) }
    transform.transform(samples)
    for bin in 0...length / 2 {
      var (real, imaginary) = (0.0, 0.0)
      for (place, sample) in samples.enumerated() {
        let phase = -2 * Double.pi * Double(place * bin % length) / Double(length)
        real += Double(sample) * cos(phase) / Double(length)
        imaginary += Double(sample) * sin(phase) / Double(length)
      }
      #expect(abs(Double(transform.spectrum[bin].real) - real) < 4)
      #expect(abs(Double(transform.spectrum[bin].imaginary) - imaginary) < 4)
    }
  }

  @Test("square roots are the nearest integers, but for the last below a power")
  func root() {
    var noise = Noise(3)
    for bits in 0..<64 {
      for _ in 0..<50 {
        let number = UInt64.random(in: 0...(UInt64.max >> UInt64(63 - bits)), using: &noise)
        guard number >> 32 != 0 || number < 0xFFFF_0000 else { continue }
        guard number < 0xFFFF_FFFF_0000_0000 else { continue }
        let root = UInt64(roundedSquareRoot(number))
        // The nearest root r is the one with r² − r < number ≤ r² + r.
        #expect(number <= root * root + root)
        #expect(root == 0 || number > root * root - root)
      }
    }
    #expect(roundedSquareRoot(0) == 0)
    #expect(roundedSquareRoot(0xFFFF_FFFF) == 0xFFFF)
    #expect(roundedSquareRoot(.max) == 0xFFFF_FFFF)
  }

  @Test("logarithms are within one 64th")
  func logarithm() {
    let logarithm = IntegerLogarithm()
    var noise = Noise(4)
    #expect(logarithm(0) == 0 && logarithm(1) == 0 && logarithm(2) == 44)
    for bits in 1..<32 {
      for _ in 0..<50 {
        let number = UInt32.random(in: 2...(UInt32.max >> UInt32(31 - bits)), using: &noise)
        #expect(abs(Double(logarithm(number)) - 64 * log(Double(number))) <= 1)
      }
    }
  }
}
