/// Distances in a chart, in pixels; those that are static are for letters at scale 1.
struct ChartSpacing {
  /// How many times the letters are enlarged.
  let scale: Int
  private let isRoomy: Bool
  /// Lines that a caption may have.
  let captionLines: Int

  /// Length of a tick with a label.
  static let tick = 5
  /// Length of a tick between them.
  static let minorTick = 3
  /// From an edge with ticks to their labels.
  static let labelDistance = 10
  /// Between the heading and the facts beside it.
  static let headingGap = 20
  /// Columns to which a heading is cut before the facts beside it are left out.
  static let shortestTitle = 10

  /// The distances that suit a chart of a size.
  init(width: Int, height: Int) {
    let wanted = width <= 1400 ? 1 : max(2, (width + 800) / 1600)
    scale = max(1, min(wanted, height / 240, width / 320))
    isRoomy = width >= 560 * scale && height >= 320 * scale
    captionLines = height < 280 * scale ? 1 : height < 480 * scale ? 2 : 3
  }

  /// Around everything.
  var margin: Int { (isRoomy ? 22 : 8) * scale }
  /// From the top of the heading to the picture.
  var heading: Int { (Lettering.capitalHeight + (isRoomy ? 15 : 10)) * scale }
  /// The widest label of the vertical axis that a caption reckons with.
  var widestLabel: Int { Lettering.width(columns: 6, scale: scale) }
  /// From the picture to the ramp of colors.
  var barGap: Int { (isRoomy ? 20 : 10) * scale }
  /// Width of the ramp of colors.
  var barWidth: Int { (isRoomy ? 14 : 10) * scale }
  /// From one line of the caption to the next.
  var captionLine: Int { (Lettering.capitalHeight + Lettering.descent + 5) * scale }
  /// From the top of a caption's line to that of its capitals.
  var captionLeading: Int { 5 * scale }
  /// From the picture's lower edge to the numbers of the time axis.
  var timeLabels: Int { (Self.labelDistance + 1) * scale }
  /// From the picture's lower edge to the title of the time axis.
  var timeTitle: Int { timeLabels + (Lettering.capitalHeight + (isRoomy ? 10 : 6)) * scale }

  /// From the margin to the picture.
  func leftOfPlot(labelWidth: Int) -> Int {
    Lettering.height(scale: scale) + titleGap + labelWidth + Self.labelDistance * scale
  }

  /// From the picture to the right edge of the chart.
  func rightOfPlot(labelWidth: Int) -> Int {
    barGap + barWidth + Self.labelDistance * scale + labelWidth + titleGap
      + Lettering.height(scale: scale) + margin
  }

  /// From the picture to the lower edge of the chart.
  func belowPlot(captionLines: Int) -> Int {
    let caption = captionLines > 0 ? captionLines * captionLine + (isRoomy ? 12 : 3) * scale : 0
    return timeTitle + Lettering.height(scale: scale) + caption + margin
  }

  /// Between the labels of an axis and its turned title.
  private var titleGap: Int { (isRoomy ? 12 : 6) * scale }
}
