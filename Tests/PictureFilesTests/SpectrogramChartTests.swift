import Acoustics
import CellCanvas
import Foundation
import PictureFiles
import Testing

@Suite struct SpectrogramChartTests {
  private func sine(_ hertz: Double, amplitude: Double = 0.5) -> [Float] {
    (0..<Int(SampleCharts.rate)).map {
      Float(amplitude * sin(2 * .pi * hertz * Double($0) / SampleCharts.rate))
    }
  }

  /// The sum of the luminance of every row of the plot, from the top down.
  private func rows(_ image: PixelImage, _ plot: PixelRect) -> [Double] {
    (plot.y..<plot.endY).map { y in
      (plot.x..<plot.endX).reduce(0) { $0 + image.color(x: $1, y: y).luminance }
    }
  }

  @Test(arguments: [ChartColors.light, .dark], [(320, 200), (1280, 720), (2000, 900)])
  func theGroundIsAroundIt(colors: ChartColors, size: (width: Int, height: Int)) throws {
    var chart = try SampleCharts.chart(.spectrogram)
    chart.colors = colors
    chart.text = ChartText(title: "sine.wav", details: "1 s", caption: "window 400")
    let image = try chart.image(
      of: SampleCharts.flat(-20, chart), width: size.width, height: size.height)
    #expect((image.width, image.height) == size)
    for (x, y) in [
      (0, 0), (size.width - 1, 0), (0, size.height - 1), (size.width - 1, size.height - 1),
    ] {
      #expect(image.color(x: x, y: y) == colors.ground)
    }
    #expect(image.pixels.contains { $0 != colors.ground.red })
  }

  @Test(arguments: [500.0, 1000, 3217, 7000])
  func aSineLiesOnItsRow(hertz: Double) throws {
    let chart = try SampleCharts.chart(.spectrogram)
    let picture = try SampleCharts.picture(
      .spectrogram, of: sine(hertz), chart, width: 1280, height: 720)
    let image = try chart.image(of: picture, width: 1280, height: 720)
    let plot = try chart.layout(width: 1280, height: 720, levels: nil).plot
    let rows = rows(image, plot)
    let brightest = try #require(rows.indices.max { rows[$0] < rows[$1] })
    let expected = (1 - hertz / 8000) * Double(plot.height)
    // A bin of 31.25 Hz is two rows and a bit wide.
    #expect(abs(Double(brightest) + 0.5 - expected) <= 1.5)
  }

  @Test func aSineLiesOnItsMelRow() throws {
    let chart = try SampleCharts.chart(.mel)
    let picture = try SampleCharts.picture(.mel, of: sine(1000), chart, width: 900, height: 700)
    let image = try chart.image(of: picture, width: 900, height: 700)
    let layout = try chart.layout(width: 900, height: 700, levels: nil)
    let rows = rows(image, layout.plot)
    let brightest = try #require(rows.indices.max { rows[$0] < rows[$1] })
    let label = try #require(layout.texts.first { $0.text.text == "1" })
    let middle = label.rect.y + 4 - layout.plot.y
    #expect(abs(brightest - middle) <= layout.plot.height / chart.binAxis.count / 2 + 1)
  }

  @Test func aClickLiesOnItsColumn() throws {
    let chart = try SampleCharts.chart(.spectrogram)
    var samples = [Float](repeating: 0, count: 16_000)
    samples[4000] = 1
    let picture = try SampleCharts.picture(
      .spectrogram, of: samples, chart, width: 1280, height: 720)
    let image = try chart.image(of: picture, width: 1280, height: 720)
    let plot = try chart.layout(width: 1280, height: 720, levels: nil).plot
    let columns = (plot.x..<plot.endX).map { x in
      (plot.y..<plot.endY).reduce(0) { $0 + image.color(x: x, y: $1).luminance }
    }
    let brightest = try #require(columns.max())
    let lit = columns.indices.filter { columns[$0] > brightest * 0.999 }
    let middle = Double(lit.reduce(0, +)) / Double(lit.count) + 0.5
    #expect(abs(middle - 0.25 * Double(plot.width)) <= 1.5)
  }

  @Test func levelsAreThoseOfTheRamp() throws {
    var chart = try SampleCharts.chart(.spectrogram)
    chart.levels = -80 ... -20
    let stops = chart.colors.colorMap.stops
    for (value, color) in [(-20, stops[9]), (-90, stops[0]), (0, stops[9]), (-80, stops[0])] {
      let image = try chart.image(
        of: SampleCharts.flat(Float(value), chart), width: 640, height: 400)
      let layout = try chart.layout(width: 640, height: 400, levels: nil)
      let (plot, bar) = (layout.plot, layout.colorBar)
      #expect(image.color(x: plot.x, y: plot.y) == color)
      #expect(image.color(x: plot.endX - 1, y: plot.endY - 1) == color)
      #expect(RGB.contrast(image.color(x: bar.x, y: bar.y), stops[9]) < 1.05)
      #expect(RGB.contrast(image.color(x: bar.x, y: bar.endY - 1), stops[0]) < 1.05)
      let (above, below) = (value > -20, value < -80)
      #expect((image.color(x: bar.x + bar.width / 2, y: bar.y - 2) == stops[9]) == above)
      #expect((image.color(x: bar.x + bar.width / 2, y: bar.endY + 1) == stops[0]) == below)
    }
  }

  @Test func whatIsNotANumberIsTheLowestLevel() throws {
    let chart = try SampleCharts.chart(.spectrogram)
    for value in [Float.nan, -.infinity] {
      let image = try chart.image(of: SampleCharts.flat(value, chart), width: 320, height: 200)
      let plot = try chart.layout(width: 320, height: 200, levels: nil).plot
      #expect(image.color(x: plot.x + 9, y: plot.y + 9) == chart.colors.colorMap.stops[0])
    }
  }

  @Test func decibelsReach70DownFromTheLoudest() throws {
    let chart = try SampleCharts.chart(.spectrogram)
    for (loudest, high) in [(-12.3, -10), (-10, -10), (3, 5), (-48, -45), (-120, -50)] {
      let scale = LevelScale(SampleCharts.flat(Float(loudest), chart), chosen: nil)
      #expect((scale.low, scale.high) == (Float(high) - 70, Float(high)))
    }
    let chosen = LevelScale(SampleCharts.flat(-30, chart), chosen: -60 ... -40)
    #expect((chosen.low, chosen.high, chosen.isCutAbove) == (-60, -40, true))
  }

  @Test func theFirstCoefficientDoesNotDwarfTheOthers() throws {
    let chart = try SampleCharts.chart(.mfcc)
    var picture = SampleCharts.flat(0, chart)
    picture.values[0] = -700
    picture.values[5] = 41.2
    let scale = LevelScale(picture, chosen: nil)
    #expect((scale.low, scale.high) == (-42, 42))
    #expect(scale.isCutBelow && !scale.isCutAbove)
    let image = try chart.image(of: picture, width: 640, height: 400)
    let plot = try chart.layout(width: 640, height: 400, levels: scale).plot
    let stops = chart.colors.diverging.stops
    #expect(image.color(x: plot.x, y: plot.endY - 1) == stops[0])
    #expect(RGB.contrast(image.color(x: plot.endX - 1, y: plot.y), stops[3]) < 1.05)
  }

  @Test func silenceHasNoCoefficients() throws {
    let chart = try SampleCharts.chart(.mfcc)
    var picture = SampleCharts.flat(1e-5, chart)
    picture.values[0] = -700
    #expect(LevelScale(picture, chosen: nil).high == 0.07)
  }

  @Test func aPictureWithFewerColumnsIsStretched() throws {
    let chart = try SampleCharts.chart(.spectrogram)
    var picture = SampleCharts.flat(-75, chart, columns: 2)
    for bin in 0..<chart.binAxis.count { picture.values[bin] = -5 }
    let image = try chart.image(of: picture, width: 640, height: 400)
    let plot = try chart.layout(width: 640, height: 400, levels: nil).plot
    let stops = chart.colors.colorMap.stops
    #expect(image.color(x: plot.x + plot.width / 2 - 1, y: plot.y + 50) == stops[9])
    #expect(image.color(x: plot.x + plot.width / 2 + 1, y: plot.y + 50) == stops[0])
  }

  @Test func textIsInkedInItsRectangle() throws {
    var chart = try SampleCharts.chart(.spectrogram)
    chart.text.title = "čx한.wav"
    for width in [640, 1500] {
      let image = try chart.image(of: SampleCharts.flat(-5, chart), width: width, height: 500)
      let layout = try chart.layout(width: width, height: 500, levels: nil)
      for text in layout.texts {
        let rect = text.rect
        let inked = (rect.y..<rect.endY).reduce(0) { sum, y in
          sum
            + (rect.x..<rect.endX).filter { image.color(x: $0, y: y) != chart.colors.ground }.count
        }
        let share = Double(inked) / Double(rect.width * rect.height)
        #expect(share > 0.1 && share < 0.6, "\(text.text.text) \(share)")
      }
    }
  }
}
