import Acoustics
import Foundation
import SoundDevices
import Testing

@Suite struct BandTests {
  /// The level of a sine after the band, in decibels relative to before.
  private func level(
    _ hertz: Double, _ band: ClosedRange<Double>, rate: Double = 48_000
  ) -> Double {
    let listener = Listener(latency: 0)
    let sine = Sounds.sine(hertz, seconds: 0.5, rate: rate)
    listener.play(Sounds.source(sine, rate: rate), nil, PlaybackSettings(band: band))
    let heard = listener.left(sine.count)
    let middle = sine.count / 4..<sine.count * 3 / 4
    return 10 * log10(Sounds.power(heard[middle]) / Sounds.power(sine[middle]) + 1e-12)
  }

  @Test(arguments: [
    (1000.0...2000.0, 48_000.0), (50.0...100.0, 44_100.0), (0.0...4000.0, 48_000.0),
    (300.0...30_000.0, 48_000.0), (20_000.0...60_000.0, 192_000.0),
  ])
  func onlyTheBandIsLeft(band: ClosedRange<Double>, rate: Double) {
    let (low, high) = (band.lowerBound, band.upperBound)
    let inside = high < rate / 2 ? (low + high) / 2 : low + 1000
    #expect(abs(level(inside, band, rate: rate)) < 0.1)
    let width = max(25, rate / 2000, low > 0 ? min(0.15 * low, (high - low) / 2) : 0.15 * high)
    if low > 0 { #expect(level(low - width, band, rate: rate) < -40, "below") }
    if low > 0 { #expect(level(low / 4, band, rate: rate) < -60, "far below") }
    if high < rate / 2 {
      #expect(level(high + width, band, rate: rate) < -40, "above")
      #expect(level(min(high * 3, rate * 0.49), band, rate: rate) < -60, "far above")
      #expect(abs(level(high, band, rate: rate) + 6) < 1, "at the edge")
    }
  }

  @Test func nothingIsShiftedAndEdgesAreSoft() throws {
    let listener = Listener(latency: 0)
    let sine = Sounds.sine(1500, seconds: 1)
    listener.play(Sounds.source(sine), 10_000..<30_000, PlaybackSettings(band: 1000...2000))
    let heard = listener.left(24_000)
    for index in 300..<19_700 { #expect(abs(heard[index] - sine[10_000 + index]) < 0.003) }
    #expect(abs(heard[0]) < 0.001 && abs(heard[19_999]) < 0.001)
    #expect(heard[20_000...].allSatisfy { $0 == 0 })
    #expect(listener.player.statistics.underrunCount == 0)
  }

  @Test func theWholeBandLeavesTheSoundAlone() {
    let listener = Listener(latency: 0)
    let noise = Sounds.noise(10_000)
    listener.play(Sounds.source(noise), nil, PlaybackSettings(band: 0...24_000))
    #expect(Array(listener.left(10_000)[240..<9760]) == Array(noise[240..<9760]))
  }

  @Test func bothChannelsAreFiltered() {
    let listener = Listener(latency: 0)
    let (high, low) = (Sounds.sine(3000, seconds: 0.5), Sounds.sine(200, seconds: 0.5))
    let source = MemorySource(
      amplitudes: zip(high, low).flatMap { [$0, $1] }, sampleRate: 48_000, channelCount: 2)
    listener.play(source, nil, PlaybackSettings(band: 100...400))
    let heard = listener.output.hear(20_000)
    let (left, right) = (1000..<19_000).reduce(into: (0.0, 0.0)) { sum, index in
      sum.0 += Double(abs(heard[2 * index]))
      sum.1 += Double(abs(heard[2 * index + 1] - low[index]))
    }
    #expect(left / 18_000 < 0.001)
    #expect(right / 18_000 < 0.001)
  }
}
