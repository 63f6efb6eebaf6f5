import Acoustics
import Foundation
import Testing

struct ZeroCrossingRateTests {
  private func rate(_ frame: [Float], threshold: Float = 1e-10) throws -> Float {
    var step = ZeroCrossingRate(threshold: threshold)
    return try #require(try values(&step, [frame]).first)
  }

  @Test("the example of librosa's manual has 8 crossings in 20 samples")
  func example() throws {
    let frame = (0..<20).map { Float(sin(8 * Double.pi * Double($0) / 19)) }
    #expect(try rate(frame) == 0.4)
  }

  @Test("a sine crosses twice a period")
  func sines() throws {
    for hertz in [50.0, 440, 3000] {
      let found = try rate(sine(hertz: hertz, amplitude: 0.1, rate: 16_000, count: 16_000))
      #expect(abs(Double(found) - 2 * hertz / 16_000) < 1e-4)
    }
  }

  @Test("zero is positive, and what is near zero is zero")
  func zeros() throws {
    #expect(try rate([0, 0, -0.0, 0]) == 0)
    #expect(try rate([0, -1, -0.0, -1]) == 0.75)
    #expect(try rate([1, -1e-11, 1, -1]) == 0.25)
    #expect(try rate([1, -0.5, 1, -1], threshold: 0.5) == 0.25)
    #expect(try rate([-1]) == 0)
    #expect(try rate([1, -1, 1, -1, 1]) == 0.8)
  }
}
