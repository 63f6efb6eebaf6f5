import Foundation
import Labeling
import Testing

@Suite struct TimestampTests {
  @Test(arguments: [
    (0.0, "1970-01-01T00:00:00.000Z"), (1_700_000_000.345, "2023-11-14T22:13:20.345Z"),
    (951_782_399.9996, "2000-02-29T00:00:00.000Z"), (-0.001, "1969-12-31T23:59:59.999Z"),
    (4_107_542_400, "2100-03-01T00:00:00.000Z"),
  ])
  func momentsInMilliseconds(seconds: Double, text: String) {
    let date = Date(timeIntervalSince1970: seconds)
    #expect(Timestamp.text(date) == text)
    #expect(Timestamp.date(text) == Timestamp.rounded(date))
  }

  @Test(arguments: ["", "2023-11-14", "2023-13-14T22:13:20.345Z", "2023-11-14T22:13:20.345+"])
  func otherTextsAreNone(text: String) {
    #expect(Timestamp.date(text) == nil)
  }

  @Test func secondsComeBackAsSamples() {
    for rate in [20.0, 8000, 44_100, 1_000_000] {
      for sample in [0, 1, 17, 44_099, 123_456_789] {
        let seconds = Seconds.seconds(ofSample: sample, sampleRate: rate) ?? -1
        #expect(Seconds.sample(ofSeconds: seconds, sampleRate: rate) == sample)
        #expect(Double(Seconds.text(seconds)) == seconds)
      }
    }
    #expect(Seconds.text(0.05) == "0.05")
    #expect(Seconds.text(1) == "1")
    #expect(Seconds.seconds(ofSample: 1, sampleRate: 0) == nil)
  }
}
