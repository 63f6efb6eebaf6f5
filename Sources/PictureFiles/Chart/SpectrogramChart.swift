import Acoustics
import CellCanvas

/// A picture of a feature for papers and reports: axes, heading, ramp of colors and caption.
///
/// ```swift
/// var chart = SpectrogramChart(
///   span: span, sampleRate: 16_000, binAxis: feature.binAxis, unit: feature.unit)
/// chart.text = ChartText(title: "yes.wav", details: "1.00 s, 16 kHz")
/// let columns = try chart.plotSize(width: 1280, height: 720).width
/// // … analyse so many columns of the span …
/// let image = try chart.image(of: picture, width: 1280, height: 720)
/// ```
public struct SpectrogramChart: Sendable, Hashable {
  /// The least pixels that axes have room in.
  public static let smallestSize = (width: 320, height: 200)
  /// The most pixels of a chart.
  public static let largestSize = (width: 8000, height: 4000)
  /// The usual pixels of a chart.
  public static let standardSize = (width: 1280, height: 720)

  /// The samples shown; time begins at the recording's first one.
  public let span: SampleRange
  /// Samples per second.
  public let sampleRate: Double
  /// What the bins stand for.
  public let binAxis: BinAxis
  /// What the values measure.
  public let unit: ValueUnit
  /// The words around the picture.
  public var text = ChartText()
  /// The colors.
  public var colors = ChartColors.light
  /// The values of the lowest and the highest color; nil follows the picture.
  ///
  /// Decibels then reach 70 dB down from the loudest value, rounded up to 5 dB; coefficients lie
  /// around zero, as far as all but the first one need, which is cut off.
  public var levels: ClosedRange<Float>?
  /// The frequencies shown; nil is all of them. Coefficients are always shown all.
  public var hertz: ClosedRange<Float>?
  /// What the ramp of colors is called; nil names what the unit says.
  public var legend: String?

  /// Makes a chart of a part of a recording.
  ///
  /// - Precondition: `sampleRate` is positive, and there are bins.
  public init(span: SampleRange, sampleRate: Double, binAxis: BinAxis, unit: ValueUnit) {
    precondition(sampleRate > 0, "a time axis needs a positive sample rate")
    precondition(binAxis.count > 0, "a chart needs bins")
    self.span = span
    self.sampleRate = sampleRate
    self.binAxis = binAxis
    self.unit = unit
  }

  /// The pixels of the picture inside a chart: as many columns are worth analysing.
  ///
  /// - Throws: ``PictureSizeError/tooSmall(width:height:)`` or
  ///   ``PictureSizeError/tooLarge(width:height:)``.
  public func plotSize(
    width: Int, height: Int
  ) throws(PictureSizeError) -> (width: Int, height: Int) {
    let plot = try layout(width: width, height: height, levels: nil).plot
    return (plot.width, plot.height)
  }

  /// Draws the chart.
  ///
  /// - Precondition: `picture` has the axis and the unit of the chart.
  /// - Throws: ``PictureSizeError/tooSmall(width:height:)`` or
  ///   ``PictureSizeError/tooLarge(width:height:)``.
  public func image(
    of picture: FeaturePicture, width: Int, height: Int
  ) throws(PictureSizeError) -> PixelImage {
    precondition(
      picture.binAxis == binAxis && picture.unit == unit, "the picture is of another feature")
    precondition(
      levels.map { $0.lowerBound.isFinite && $0.upperBound.isFinite } ?? true,
      "levels must be finite")
    let levels = LevelScale(picture, chosen: levels)
    let layout = try layout(width: width, height: height, levels: levels)
    var painter = ChartPainter(self, layout)
    painter.paint(picture, levels)
    return painter.image
  }

  /// Where everything is.
  package func layout(
    width: Int, height: Int, levels: LevelScale?
  ) throws(PictureSizeError) -> ChartLayout {
    guard width >= Self.smallestSize.width, height >= Self.smallestSize.height else {
      throw .tooSmall(width: width, height: height)
    }
    guard width <= Self.largestSize.width, height <= Self.largestSize.height else {
      throw .tooLarge(width: width, height: height)
    }
    return ChartLayout(self, width: width, height: height, levels: levels)
  }

  /// What the ramp of colors is called.
  var legendTitle: String {
    legend ?? (unit == .decibels ? "level (dBFS)" : "value")
  }

  /// Columns that the numbers beside the ramp of colors may take.
  var levelColumns: Int {
    guard unit == .decibels else { return unit == .coefficient ? 5 : 6 }
    let ends = [levels?.lowerBound, levels?.upperBound].compactMap(\.self).map {
      ChartNumber.text(Double($0), decimals: 0).count
    }
    return ends.reduce(4, max)
  }

  /// The ramp of colors.
  var ramp: ColorMap { unit == .coefficient ? colors.diverging : colors.colorMap }
}
