import Explorer
import Foundation
import Testing

@Suite struct FormatTests {
  /// Ties, near ties, carries and the ends of what doubles hold.
  private static let values: [Double] = {
    var state: UInt64 = 7
    var values = [
      0, 0.5, 1.5, 2.5, 0.05, 0.15, 0.25, 0.125, 0.375, 1.005, 2.675, 9.995, 59.9995, 59.9996,
      0.9999999, 99.95, 999.9995, 999_999.5, 1e9, 4_503_599_627_370_497.5, 0x1p+53, 1e18, 1e22,
      1e38,
      1e-7, .leastNonzeroMagnitude, .ulpOfOne,
    ]
    for _ in 0..<400 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let number = Double(state >> 40)
      values += [number / 64, number / 1000, number / 1000 + 0.0005, number / 1e7]
    }
    return values
  }()

  @Test(arguments: 0...7) func numbersAreThoseOfC(decimals: Int) {
    for value in Self.values {
      let text = String(format: "%.\(decimals)f", value)
      #expect(Format.number(value, decimals: decimals) == text)
      let isZero = !text.contains { $0 != "0" && $0 != "." }
      #expect(Format.number(-value, decimals: decimals) == (isZero ? text : Format.minus + text))
    }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity]) func whatIsNotFiniteIsADash(value: Double) {
    #expect(Format.number(value, decimals: 2) == "–")
    #expect(Format.decibels(Float(value)) == "–")
    #expect(Format.time(value) == "–")
    #expect(Format.clock(value, decimals: 0) == "–")
    #expect(Format.shortTime(value) == "–")
    #expect(Format.hertz(value) == "–")
    #expect(Format.sampleRate(value) == "–")
  }

  @Test func zeroHasNoMinus() {
    #expect(Format.number(-0.0, decimals: 1) == "0.0")
    #expect(Format.number(-0.04, decimals: 1) == "0.0")
    #expect(Format.decibels(-0.0) == "0.0")
    #expect(Format.time(-0.0) == "0.000 s")
    #expect(Format.clock(-0.0, decimals: 1) == "0:00.0")
    #expect(Format.clock(-0.04, decimals: 1) == "0:00.0")
    #expect(Format.shortTime(-0.0) == "0.00")
    #expect(Format.hertz(-0.0) == "0 Hz")
  }

  @Test func decibelsHaveATrueMinus() {
    #expect(Format.decibels(-26.66) == "−26.7")
    #expect(Format.decibels(-70, decimals: 0) == "−70")
    #expect(Format.decibels(3.25) == "3.2")
  }

  @Test(arguments: [
    (0.448, "0.448 s"), (-0.448, "−0.448 s"), (59.9994, "59.999 s"), (59.9996, "1:00.000"),
    (60, "1:00.000"), (187.12, "3:07.120"), (-187.12, "−3:07.120"), (3599.9994, "59:59.999"),
    (3599.9996, "1:00:00.0"), (3727.1, "1:02:07.1"), (1e9, "277777:46:40.0"),
  ])
  func timesGrowFromSecondsToHours(seconds: Double, text: String) {
    #expect(Format.time(seconds) == text)
  }

  @Test(arguments: [
    (0.0, 0, "0:00"), (59.5, 0, "1:00"), (59.96, 1, "1:00.0"), (61.25, 2, "1:01.25"),
    (3599.5, 0, "1:00:00"), (-61, 0, "−1:01"), (1e9, 2, "277777:46:40.00"), (1e13, 0, "–"),
  ])
  func clocksCarry(seconds: Double, decimals: Int, text: String) {
    #expect(Format.clock(seconds, decimals: decimals) == text)
  }

  @Test(arguments: [
    (0.45, "0.45"), (12.34, "12.3"), (59.9, "59.9"), (59.9996, "1:00"), (187, "3:07"),
    (3720, "1:02 h"), (1e9, "277777:46 h"),
  ])
  func shortTimesFitTheList(seconds: Double, text: String) {
    #expect(Format.shortTime(seconds) == text)
  }

  @Test(arguments: [
    (4.5, "4.50 Hz"), (850, "850 Hz"), (3500, "3.50 kHz"), (12_340, "12.3 kHz"),
    (192_000, "192 kHz"), (1e9, "1000000 kHz"),
  ])
  func frequenciesHaveThreeDigits(hertz: Double, text: String) {
    #expect(Format.hertz(hertz) == text)
  }

  @Test(arguments: [
    (20.0, "20 Hz"), (8000, "8 kHz"), (44_100, "44.1 kHz"), (11_025, "11.025 kHz"),
    (1e9, "1000 MHz"),
  ])
  func sampleRatesHaveNoZeroesAtTheEnd(hertz: Double, text: String) {
    #expect(Format.sampleRate(hertz) == text)
  }

  @Test func channelsAreCounted() {
    #expect((1...4).map(Format.channels) == ["mono", "stereo", "3 channels", "4 channels"])
  }

  @Test(arguments: [
    (0, "0"), (9999, "9999"), (10_000, "10 000"), (1_002_003, "1 002 003"), (-7, "-7"),
  ])
  func countsHaveBlanksFromTenThousandOn(count: Int, text: String) {
    #expect(Format.count(count) == text)
  }
}
