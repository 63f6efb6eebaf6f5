import Acoustics
import Testing

@Suite struct SnapPlacesTests {
  /// Silence with tones in it, at 8 kHz.
  private func tones(_ spans: [Range<Int>], count: Int = 16_000, hum: Float = 0) -> SampleBuffer {
    var samples = (0..<count).map { hum * sine($0, 50) }
    for span in spans {
      for place in span { samples[place] += 0.5 * sine(place - span.lowerBound, 440) }
    }
    return SampleBuffer(samples: samples, sampleRate: 8000)
  }

  private func sine(_ sample: Int, _ hertz: Double) -> Float {
    // A triangle is as good as a sine here, and needs no library.
    let phase = (Double(sample) * hertz / 8000 + 0.25).truncatingRemainder(dividingBy: 1)
    return Float(1 - 4 * abs(phase - 0.5))
  }

  @Test func zerosAreWhereTheSignChanges() throws {
    let signal = SampleBuffer(samples: [0.5, 0.2, -0.1, -0.4, 0, 0.3, -0.2], sampleRate: 8000)
    let places = try SnapPlaces(.zero, in: signal)
    #expect(places.samples == [2, 4, 6])
    #expect(places.first(from: 3) == 4 && places.first(from: 4) == 4)
    #expect(places.last(to: 3) == 2 && places.last(to: 1) == nil)
    #expect(places.nearest(to: 3) == 2 && places.nearest(to: 5) == 4)
    #expect(places.nearest(to: 0) == 2 && places.first(from: 7) == nil)
    #expect(try SnapPlaces(.zero, in: SampleBuffer(samples: [], sampleRate: 8000)).samples == [])
  }

  @Test func onsetsAreWhereSoundsBegin() throws {
    let spans = [4000..<6000, 9000..<9800, 12_000..<14_000]
    for hum in [Float(0), 0.01] {
      let places = try SnapPlaces(.onset, in: tones(spans, hum: hum)).samples
      #expect(places.count == spans.count)
      for (place, span) in zip(places, spans) { #expect(abs(place - span.lowerBound) <= 16) }
    }
    #expect(try SnapPlaces(.onset, in: tones([])).samples == [])
    // A sound that goes on has no onset.
    #expect(try SnapPlaces(.onset, in: tones([0..<16_000])).samples == [])
  }

  @Test func silencesHaveTwoEdges() throws {
    let spans = [4000..<6000, 9000..<11_000]
    let places = try SnapPlaces(.silence, in: tones(spans, hum: 0.002)).samples
    #expect(places.count == 4)
    for (place, edge) in zip(places, spans.flatMap { [$0.lowerBound, $0.upperBound] }) {
      #expect(abs(place - edge) <= 400, "\(place) is not near \(edge)")
    }
  }
}
