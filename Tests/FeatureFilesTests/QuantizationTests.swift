import FeatureFiles
import Testing

struct QuantizationTests {
  @Test("the nearest byte, halves to the even one, ends for what is beyond")
  func bytes() throws {
    let steps = try #require(Quantization(lowest: 0, highest: 255))
    let expected: [(Float, UInt8)] = [
      (0, 0), (0.5, 0), (0.50001, 1), (1.5, 2), (2.5, 2), (3.5, 4), (127.4, 127), (254.5, 254),
      (254.6, 255), (255, 255), (256, 255), (-1, 0), (.infinity, 255), (-.infinity, 0), (.nan, 0),
      (.greatestFiniteMagnitude, 255),
    ]
    for (value, byte) in expected { #expect(steps.byte(of: value) == byte, "\(value)") }
  }

  @Test("the ranges of TensorFlow's front ends")
  func tensorFlow() throws {
    // Python: round(255 * (v - lowest) / (highest - lowest))
    let mfcc = try #require(Quantization(lowest: -247, highest: 30))
    #expect([-247, -100.5, 0, 12.25, 30].map { mfcc.byte(of: $0) } == [0, 135, 227, 239, 255])
    let average = try #require(Quantization(lowest: 0, highest: 127.5))
    #expect([0, 0.25, 0.75, 63.75, 127.5].map { average.byte(of: $0) } == [0, 0, 2, 128, 255])
  }

  @Test("ranges that are none")
  func ranges() {
    #expect(Quantization(lowest: 1, highest: 1) == nil)
    #expect(Quantization(lowest: 1, highest: 0) == nil)
    #expect(Quantization(lowest: .nan, highest: 0) == nil)
    #expect(Quantization(lowest: 0, highest: .infinity) == nil)
    #expect(Quantization(lowest: -1e308, highest: 1e308) == nil)
  }
}
