import Acoustics
import CellCanvas

/// Draws a chart as it was laid out.
struct ChartPainter {
  private(set) var image: PixelImage
  private let layout: ChartLayout
  private let colors: ChartColors
  private let ramp: ColorRamp
  private let frequency: FrequencyScale
  private var letters: [String: LetterShape] = [:]

  /// Begins a chart.
  init(_ chart: SpectrogramChart, _ layout: ChartLayout) {
    self.layout = layout
    colors = chart.colors
    ramp = ColorRamp(chart.ramp)
    frequency = FrequencyScale(chart.binAxis, hertz: chart.hertz)
    image = PixelImage(width: layout.bounds.width, height: layout.bounds.height)
  }

  /// Draws everything.
  mutating func paint(_ picture: FeaturePicture, _ levels: LevelScale) {
    fill(layout.bounds, colors.ground)
    for rect in [layout.plot, layout.colorBar] { fill(rect.grown(by: layout.scale), colors.line) }
    PlotRaster(picture, frequency, levels).draw(on: &image, in: layout.plot, ramp)
    paintColorBar()
    if levels.isCutAbove { paintTip(from: layout.colorBar.y - 1, towards: -1, ramp.color(1)) }
    if levels.isCutBelow { paintTip(from: layout.colorBar.endY, towards: 1, ramp.color(0)) }
    for tick in layout.ticks { fill(tick, colors.line) }
    for text in layout.texts { paint(text) }
  }

  private mutating func paintColorBar() {
    let bar = layout.colorBar
    for row in 0..<bar.height {
      let value = (Float(bar.height - row) - 0.5) / Float(bar.height)
      fill(PixelRect(x: bar.x, y: bar.y + row, width: bar.width, height: 1), ramp.color(value))
    }
  }

  /// Draws a triangle at an end of the ramp, which says that there are values beyond.
  private mutating func paintTip(from base: Int, towards direction: Int, _ color: RGB) {
    let bar = layout.colorBar
    func row(_ place: Int, inset: Int) -> PixelRect {
      PixelRect(
        x: bar.x + inset, y: base + direction * place, width: bar.width - 2 * inset, height: 1)
    }
    for place in 0..<bar.width / 2 + layout.scale {
      fill(row(place, inset: place - layout.scale), colors.line)
      fill(row(place, inset: place), color)
    }
  }

  private mutating func paint(_ text: PlacedText) {
    let color = text.role == .title ? colors.text : colors.dim
    let accents = LetterShape.inkTop * layout.scale
    var place = 0
    for part in text.text.parts {
      if part.text != " " {
        let shape = shape(part)
        for row in 0..<shape.height {
          for column in 0..<shape.width {
            let ink = shape.coverage[row * shape.width + column]
            guard ink > 0 else { continue }
            let (along, across) = (place + column, row - accents)
            let x = text.isTurned ? text.rect.x + across : text.rect.x + along
            let y = text.isTurned ? text.rect.endY - 1 - along : text.rect.y + across
            blend(color, ink, x: x, y: y)
          }
        }
      }
      place += part.columns * Lettering.advance * layout.scale
    }
  }

  private mutating func shape(_ part: DisplayText.Part) -> LetterShape {
    if let known = letters[part.text] { return known }
    let shape = LetterShape(
      part.text.first ?? " ", columns: part.columns, scale: layout.scale)
    letters[part.text] = shape
    return shape
  }

  private mutating func fill(_ rect: PixelRect, _ color: RGB) {
    image.fill(x: rect.x, y: rect.y, width: rect.width, height: rect.height, color)
  }

  private mutating func blend(_ color: RGB, _ amount: Float, x: Int, y: Int) {
    guard x >= 0, x < image.width, y >= 0, y < image.height else { return }
    image.set(x: x, y: y, image.color(x: x, y: y).mixed(with: color, Double(amount)))
  }
}
