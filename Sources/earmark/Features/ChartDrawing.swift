import Acoustics
import CellCanvas
import Explorer
import ExplorerRuntime
import Labeling
import PictureFiles
import SoundFiles

/// Draws a feature of a recording as a chart, in memory for as many columns as it has.
struct ChartDrawing {
  /// A chart, and what the samples tell.
  struct Result {
    /// The chart.
    let image: PixelImage
    /// A clause each.
    let warnings: [String]
  }

  /// Where the frames come from.
  let reading: FeatureReading
  /// Pixels of the chart.
  let size: PixelSize
  /// Its colours.
  let colors: ChartColors
  /// Its lowest and highest level; nil for those that suit it.
  let levels: ClosedRange<Float>?
  /// What is written around it.
  let text: ChartText

  /// Computes the frames and draws them.
  ///
  /// - Throws: Why there is no chart.
  func image(progress: (Double) -> Void) throws(Failure) -> Result {
    let feature = reading.feature
    guard feature.binAxis.curveCount == 0 else {
      throw Failure(
        what: "Cannot draw it", why: "\(reading.setup.feature.rawValue) has curves, not levels",
        remedy: "write its values with earmark features")
    }
    let rate = reading.setup.settings.sampleRate
    let start = Int((Double(reading.span.lowerBound) / reading.facts.sampleRate * rate).rounded())
    let span = SampleRange(start..<(start + max(1, reading.sampleCount)))
    do {
      let plot = try chart(span, feature.binAxis).plotSize(width: size.width, height: size.height)
      var columns = PooledColumns(
        feature: feature, firstSample: start, grid: ColumnGrid(span: span, count: plot.width),
        rows: plot.height)
      let warnings = try reading.frames(isCancelled: { Interruption.isSet }, progress: progress) {
        columns.add($0)
      }
      let picture = PictureLevels(feature).drawable(columns.picture(unit: feature.unit))
      var chart = chart(span, picture.binAxis)
      chart.levels = levels ?? PictureLevels(feature).range(of: picture)
      return Result(
        image: try chart.image(of: picture, width: size.width, height: size.height),
        warnings: warnings)
    } catch let error as PictureSizeError {
      throw Failure(error.sentence)
    } catch let error as Failure {
      throw error
    } catch {
      preconditionFailure("an error of another kind: \(error)")
    }
  }

  private func chart(_ span: SampleRange, _ axis: BinAxis) -> SpectrogramChart {
    let levels = PictureLevels(reading.feature)
    var chart = SpectrogramChart(
      span: span, sampleRate: reading.setup.settings.sampleRate, binAxis: axis, unit: levels.unit)
    chart.text = text
    chart.colors = colors
    chart.legend = levels.legend
    return chart
  }
}
