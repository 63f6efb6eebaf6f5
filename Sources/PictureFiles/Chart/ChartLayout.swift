import Acoustics
import CellCanvas

/// Where everything in a chart is.
package struct ChartLayout: Sendable, Hashable {
  /// Pixels of the whole.
  package let bounds: PixelRect
  /// How many times the letters are enlarged.
  package let scale: Int
  /// The picture.
  package let plot: PixelRect
  /// The ramp of colors beside it.
  package let colorBar: PixelRect
  /// Ticks, as rectangles.
  package private(set) var ticks: [PixelRect] = []
  /// Everything that is written.
  package private(set) var texts: [PlacedText] = []

  /// Lays a chart out.
  ///
  /// - Parameter levels: The colors' range; nil where it is not known yet, which leaves only the
  ///   numbers beside the ramp out.
  init(_ chart: SpectrogramChart, width: Int, height: Int, levels: LevelScale?) {
    let space = ChartSpacing(width: width, height: height)
    let scale = space.scale
    let frequency = FrequencyScale(chart.binAxis, hertz: chart.hertz)
    let time = TimeScale(chart.span, sampleRate: chart.sampleRate)
    let captionRoom = width - 2 * space.margin - space.leftOfPlot(labelWidth: space.widestLabel)
    let caption = ChartCaption.lines(
      chart.text.caption,
      columns: Lettering.columns(inWidth: captionRoom, scale: scale),
      limit: space.captionLines)
    let hasHeading = !(chart.text.title.isEmpty && chart.text.details.isEmpty)
    let top = space.margin + (hasHeading ? space.heading : 0)
    let plotHeight = height - top - space.belowPlot(captionLines: caption.count)
    let binTicks = frequency.ticks(length: plotHeight, scale: scale)
    let widest = binTicks.labels.map { Lettering.width($0.text, scale: scale) }.max() ?? 0
    let left = space.margin + space.leftOfPlot(labelWidth: widest)
    let levelWidth = Lettering.width(columns: chart.levelColumns, scale: scale)
    let right = space.rightOfPlot(labelWidth: levelWidth)

    self.scale = scale
    bounds = PixelRect(x: 0, y: 0, width: width, height: height)
    plot = PixelRect(x: left, y: top, width: width - left - right, height: plotHeight)
    colorBar = PixelRect(
      x: plot.endX + space.barGap, y: top, width: space.barWidth, height: plotHeight)

    addTime(time, space)
    addVertical(binTicks, besides: plot, isRight: false)
    addTurned(frequency.titles, x: space.margin)
    if let levels {
      addVertical(levels.ticks(length: plotHeight, scale: scale), besides: colorBar, isRight: true)
    }
    addTurned([chart.legendTitle], x: width - space.margin - Lettering.height(scale: scale))
    addHeading(chart.text, y: space.margin, end: width - space.margin)
    for (line, text) in caption.enumerated() {
      let y = height - space.margin - (caption.count - line) * space.captionLine
      texts.append(
        PlacedText(text, x: left, .start, y: y + space.captionLeading, scale: scale))
    }
  }

  private mutating func addTime(_ time: TimeScale, _ space: ChartSpacing) {
    let found = time.ticks(length: plot.width, scale: scale)
    func x(_ share: Double) -> Int {
      plot.x + min(plot.width - scale, Int(share * Double(plot.width)))
    }
    let top = plot.endY + scale
    for share in found.minor {
      ticks.append(
        PixelRect(x: x(share), y: top, width: scale, height: ChartSpacing.minorTick * scale))
    }
    for label in found.labels {
      let x = x(label.share)
      ticks.append(PixelRect(x: x, y: top, width: scale, height: ChartSpacing.tick * scale))
      texts.append(
        PlacedText(
          DisplayText(label.text), x: x + scale / 2, .middle, y: plot.endY + space.timeLabels,
          scale: scale))
    }
    texts.append(
      PlacedText(
        DisplayText(time.title(found)), x: plot.x + plot.width / 2, .middle,
        y: plot.endY + space.timeTitle, scale: scale))
  }

  /// Adds the ticks of a vertical axis at the left or the right of a rectangle.
  private mutating func addVertical(_ found: AxisTicks, besides rect: PixelRect, isRight: Bool) {
    func y(_ share: Double) -> Int {
      rect.y + min(rect.height - scale, Int((1 - share) * Double(rect.height)))
    }
    func addTick(_ share: Double, length: Int) {
      let x = isRight ? rect.endX + scale : rect.x - scale - length
      ticks.append(PixelRect(x: x, y: y(share), width: length, height: scale))
    }
    for share in found.minor { addTick(share, length: ChartSpacing.minorTick * scale) }
    for label in found.labels {
      addTick(label.share, length: ChartSpacing.tick * scale)
      let distance = ChartSpacing.labelDistance * scale
      texts.append(
        PlacedText(
          DisplayText(label.text), x: isRight ? rect.endX + distance : rect.x - distance,
          isRight ? .start : .end,
          y: y(label.share) + scale / 2 - Lettering.capitalHeight * scale / 2, scale: scale))
    }
  }

  /// Adds the first of some titles that is no longer than the picture is high, or the last one.
  private mutating func addTurned(_ titles: [String], x: Int) {
    let fitting = titles.first { Lettering.width($0, scale: scale) <= plot.height }
    guard let title = fitting ?? titles.last, !title.isEmpty else { return }
    let columns = Lettering.columns(
      inWidth: bounds.height - 2 * scale, scale: scale)
    texts.append(
      PlacedText(
        turned: DisplayText(title).cutEnd(to: columns), x: x, middle: plot.y + plot.height / 2,
        scale: scale))
  }

  /// Adds the heading above the picture, and the facts at its right where both have room.
  private mutating func addHeading(_ text: ChartText, y: Int, end: Int) {
    let details = DisplayText(text.details)
    let detailsWidth = Lettering.width(columns: details.columns, scale: scale)
    let title = DisplayText(text.title)
    var columns = Lettering.columns(inWidth: end - plot.x, scale: scale)
    let beside = Lettering.columns(
      inWidth: end - plot.x - detailsWidth - ChartSpacing.headingGap * scale, scale: scale)
    if details.columns > 0, beside >= min(title.columns, ChartSpacing.shortestTitle) {
      columns = beside
      texts.append(PlacedText(details, x: end, .end, y: y, scale: scale))
    }
    if title.columns > 0 {
      texts.append(
        PlacedText(title.cutMiddle(to: columns), .title, x: plot.x, .start, y: y, scale: scale))
    }
  }
}
