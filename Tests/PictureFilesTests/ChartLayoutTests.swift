import Acoustics
import CellCanvas
import PictureFiles
import Testing

@Suite struct ChartLayoutTests {
  private static let sizes = [
    (320, 200), (330, 600), (480, 200), (640, 400), (900, 300), (1280, 720), (1920, 1080),
    (2560, 1440), (4000, 320), (3840, 2160), (8000, 4000),
  ]
  private static let spans: [(start: Double, end: Double)] = [
    (0, 0.0002), (0, 0.004), (0.3, 0.33), (0, 0.25), (0, 1), (0, 3.7), (59, 61), (0, 90),
    (150, 150.3), (0, 610), (3700, 3712), (0, 5400), (0, 86_400), (86_000, 2_000_000),
  ]

  private func layout(_ chart: SpectrogramChart, _ size: (Int, Int)) throws -> ChartLayout {
    let levels = LevelScale(SampleCharts.flat(-33, chart), chosen: nil)
    return try chart.layout(width: size.0, height: size.1, levels: levels)
  }

  private func texts(_ layout: ChartLayout) -> [String] { layout.texts.map(\.text.text) }

  /// What leaves the chart, lies in the picture or over something else.
  private func problems(_ layout: ChartLayout) -> [String] {
    var problems: [String] = []
    let things =
      layout.texts.map { ($0.text.text, $0.rect) } + layout.ticks.map { ("tick \($0)", $0) }
      + [("picture", layout.plot), ("ramp", layout.colorBar)]
    for (index, (name, rect)) in things.enumerated() {
      if !layout.bounds.contains(rect) { problems.append("\(name) leaves the chart") }
      for (other, otherRect) in things[..<index] where rect.intersects(otherRect) {
        problems.append("\(name) over \(other)")
      }
    }
    return problems
  }

  @Test(arguments: [FeatureID.spectrogram, .mel, .mfcc], [8000.0, 16_000, 44_100, 384_000])
  func nothingOverlapsAtAnySize(feature: FeatureID, rate: Double) throws {
    for span in Self.spans {
      var chart = try SampleCharts.chart(feature, from: span.start, to: span.end, rate: rate)
      chart.text.title = String(repeating: "a long name ", count: 12) + ".wav"
      chart.text.details = "1:02:03.4, 44.1 kHz, stereo"
      chart.text.caption = String(repeating: "window 1024, hop 256, ", count: 9)
      for size in Self.sizes {
        let layout = try layout(chart, size)
        #expect(
          problems(layout).isEmpty, "\(feature.rawValue) at \(rate) Hz, \(span), \(size)")
        #expect(layout.plot.width >= size.0 * 4 / 10 && layout.plot.height >= size.1 * 4 / 10)
      }
    }
  }

  @Test func timeHasTheUnitThatSuitsIt() throws {
    func labels(_ start: Double, _ end: Double) throws -> [String] {
      texts(try layout(try SampleCharts.chart(.spectrogram, from: start, to: end), (1280, 720)))
    }
    let second = try labels(0, 1)
    #expect(second.contains("time (s)") && second.contains("0.0") && second.contains("0.7"))
    let short = try labels(0.3, 0.33)
    #expect(short.contains("time (ms)") && short.contains("300") && short.contains("325"))
    let clip = try labels(0, 0.000_25)
    #expect(clip.contains("time (µs)") && clip.contains("50"))
    let minutes = try labels(0, 150)
    #expect(minutes.contains("time (min:s)") && minutes.contains("2:15"))
    let part = try labels(150, 150.3)
    #expect(part.contains("time (min:s)") && part.contains("2:30.20"))
    let hours = try labels(0, 5400)
    #expect(hours.contains("time (h:min)") && hours.contains("1:20"))
    let late = try labels(3700, 3712)
    #expect(late.contains("time (h:min:s)") && late.contains("1:01:42"))
    let day = try labels(0, 86_400)
    #expect(day.contains("time (h:min)") && day.contains("21:00") && day.contains("24:00"))
  }

  @Test func frequencyHasTheUnitThatSuitsIt() throws {
    var chart = try SampleCharts.chart(.spectrogram)
    let whole = texts(try layout(chart, (1280, 720)))
    #expect(whole.contains("frequency (kHz)"))
    for label in ["0", "1", "7", "8"] { #expect(whole.contains(label)) }
    chart.hertz = 100...300
    let part = texts(try layout(chart, (1280, 720)))
    #expect(part.contains("frequency (Hz)") && part.contains("100") && part.contains("250"))
    let mel = texts(try layout(try SampleCharts.chart(.mel), (1280, 720)))
    #expect(mel.contains("frequency (kHz, mel scale)"))
    for label in ["0.5", "1", "2", "5"] { #expect(mel.contains(label)) }
    let mfcc = texts(try layout(try SampleCharts.chart(.mfcc), (1280, 720)))
    #expect(mfcc.contains("coefficient") && mfcc.contains("0") && mfcc.contains("19"))
    let fast = try SampleCharts.chart(.spectrogram, rate: 6_000_000)
    #expect(texts(try layout(fast, (1280, 720))).contains("frequency (MHz)"))
  }

  @Test func longNamesAreCutInTheMiddleAndControlCharactersWrittenOut() throws {
    var chart = try SampleCharts.chart(.spectrogram)
    chart.text.title = "\u{1b}[31m" + String(repeating: "x", count: 300) + "_0001.wav"
    chart.text.details = "1.00 s, 16 kHz"
    for size in [(320, 200), (1280, 720)] {
      let layout = try layout(chart, size)
      let title = try #require(layout.texts.first { $0.role == .title })
      #expect(title.text.text.hasPrefix("\\x1b[31"))
      #expect(
        title.text.text.contains("…") && title.text.text.hasSuffix("_0001.wav") || size.0 == 320)
      #expect(title.rect.x == layout.plot.x)
      let details = try #require(layout.texts.first { $0.text.text == "1.00 s, 16 kHz" })
      #expect(details.rect.x > title.rect.endX)
    }
  }

  @Test func captionsAreBrokenBetweenWords() throws {
    var chart = try SampleCharts.chart(.spectrogram)
    chart.text.caption = "spectrogram: window 400 (25 ms) Hann, hop 160 (10 ms), nFFT 512"
    #expect(texts(try layout(chart, (1280, 720))).contains(chart.text.caption))
    let narrow = texts(try layout(chart, (400, 300)))
    #expect(narrow.contains { $0.hasPrefix("spectrogram: window") && !$0.contains("512") })
    #expect(narrow.contains { $0.hasSuffix("nFFT 512") })
  }

  @Test func wordsThatAreNotThereTakeNoRoom() throws {
    var chart = try SampleCharts.chart(.spectrogram)
    let bare = try chart.plotSize(width: 1280, height: 720)
    chart.text.title = "yes.wav"
    let titled = try chart.plotSize(width: 1280, height: 720)
    chart.text.caption = "window 400"
    let full = try chart.plotSize(width: 1280, height: 720)
    #expect(bare.height > titled.height && titled.height > full.height)
    #expect(bare.width == full.width)
  }

  @Test func lettersGrowWithTheChart() throws {
    let chart = try SampleCharts.chart(.spectrogram)
    let scales = try [
      (1280, 720), (1400, 800), (1401, 800), (3840, 2160), (8000, 4000), (8000, 300),
    ]
    .map { try layout(chart, $0).scale }
    #expect(scales == [1, 1, 2, 2, 5, 1])
  }

  @Test func sizesThatAreNoUseAreRefused() throws {
    let chart = try SampleCharts.chart(.spectrogram)
    for size in [(319, 200), (320, 199), (0, 0), (-5, 700)] {
      #expect(throws: PictureSizeError.tooSmall(width: size.0, height: size.1)) {
        try chart.plotSize(width: size.0, height: size.1)
      }
    }
    #expect(throws: PictureSizeError.tooLarge(width: 8001, height: 200)) {
      try chart.image(of: SampleCharts.flat(0, chart), width: 8001, height: 200)
    }
    let sentence = PictureSizeError.tooSmall(width: 100, height: 50).sentence
    #expect(sentence.what == "Cannot draw a chart of 100x50 pixels")
    #expect(sentence.why == "its axes need 320x200 or more")
  }
}
