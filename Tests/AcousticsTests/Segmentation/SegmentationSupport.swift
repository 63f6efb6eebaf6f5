import Acoustics
import Foundation

extension Noise {
  /// White noise with about a normal distribution.
  mutating func white(_ count: Int, rms: Double) -> [Float] {
    // Four uniform numbers have a variance of 1/3 each.
    let scale = Float(rms / (4.0 / 3).squareRoot())
    return (0..<count).map { _ in
      let bits = next()
      let sum = (0..<4).reduce(0) { $0 + Int(Int16(truncatingIfNeeded: bits >> ($1 * 16))) }
      return scale * Float(sum) / 32_768
    }
  }

  /// Noise that falls by 3 dB an octave.
  ///
  /// - Source: Paul Kellet's economy filter, musicdsp.org, *Pink noise filter*.
  mutating func pink(_ count: Int, rms: Double) -> [Float] {
    var (slow, middle, fast) = (0.0, 0.0, 0.0)
    let raw = white(count, rms: 1).map { sample in
      let value = Double(sample)
      slow = 0.99765 * slow + value * 0.0990460
      middle = 0.96300 * middle + value * 0.2965164
      fast = 0.57000 * fast + value * 1.0526913
      return slow + middle + fast + value * 0.1848
    }
    let scale = rms / (raw.reduce(0) { $0 + $1 * $1 } / Double(max(count, 1))).squareRoot()
    return raw.map { Float($0 * scale) }
  }
}

extension [Float] {
  /// The same with a tone added from one second to another.
  func adding(
    tone hertz: Double, amplitude: Double, from: Double, to: Double, rate: Double
  ) -> [Float] {
    var samples = self
    for place in Int(from * rate)..<Swift.min(count, Int(to * rate)) {
      samples[place] += Float(amplitude * sin(2 * Double.pi * hertz * Double(place) / rate))
    }
    return samples
  }
}

/// All that a method tells of a signal whose samples come in pieces.
func findings(
  _ id: String, _ samples: [Float], rate: Double,
  _ settings: SegmentationSettings = SegmentationSettings(), pieces: () -> Int = { 40_000 }
) throws -> [SegmentationFinding] {
  guard let type = SegmentationRegistry.method(id) else { return [] }
  var method = try type.init(settings, sampleRate: rate, sampleCount: samples.count)
  var findings: [SegmentationFinding] = []
  var start = 0
  while start < samples.count {
    let end = min(samples.count, start + pieces())
    method.push(Array(samples[start..<end])) { findings.append($0) }
    start = end
  }
  method.finish { findings.append($0) }
  return findings
}

/// The sounds that a method finds, in seconds.
func sounds(
  _ samples: [Float], rate: Double, _ settings: SegmentationSettings = SegmentationSettings()
) throws -> [ClosedRange<Double>] {
  let signal = SampleBuffer(samples: samples, sampleRate: rate)
  return try EnergySegmentation.segments(of: signal, settings).map {
    Double($0.span.lowerBound) / rate...Double($0.span.upperBound) / rate
  }
}
