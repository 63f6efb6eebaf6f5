import Acoustics
import PictureFiles

/// Charts and pictures for tests.
enum SampleCharts {
  static let rate = 16_000.0
  static let settings = AnalysisSettings.standard(sampleRate: rate)

  /// A chart of seconds of a recording.
  static func chart(
    _ feature: FeatureID, from start: Double = 0, to end: Double = 1, rate: Double = rate
  ) throws -> SpectrogramChart {
    let maker = try FeatureRegistry.make(feature, AnalysisSettings.standard(sampleRate: rate))
    let span = SampleRange(Int(start * rate)..<Int(end * rate))
    return SpectrogramChart(
      span: span, sampleRate: rate, binAxis: maker.binAxis, unit: maker.unit)
  }

  /// What a chart shows of a recording, a column a pixel.
  static func picture(
    _ feature: FeatureID, of samples: [Float], _ chart: SpectrogramChart, width: Int, height: Int
  ) throws -> FeaturePicture {
    let columns = try chart.plotSize(width: width, height: height).width
    let grid = ColumnGrid(span: chart.span, count: columns)
    var analyzer = try PictureAnalyzer(feature: feature, settings: settings, grid: grid)
    return FeaturePicture(
      grid: grid, binAxis: chart.binAxis, unit: chart.unit,
      values: analyzer.columns(0..<columns, samples: samples, firstSample: 0))
  }

  /// A picture of one value.
  static func flat(_ value: Float, _ chart: SpectrogramChart, columns: Int = 4) -> FeaturePicture {
    FeaturePicture(
      grid: ColumnGrid(span: chart.span, count: columns), binAxis: chart.binAxis,
      unit: chart.unit,
      values: Array(repeating: value, count: columns * chart.binAxis.count))
  }
}
