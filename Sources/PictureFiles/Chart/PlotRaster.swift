import Acoustics
import CellCanvas

/// Fits the values of a picture to pixels.
///
/// A pixel that covers several bins or columns shows the loudest of them, so that a thin line never
/// disappears; one that covers less than a bin lies between its neighbors. Coefficients are drawn
/// as exact blocks.
struct PlotRaster {
  private let picture: FeaturePicture
  private let frequency: FrequencyScale
  private let levels: LevelScale

  init(_ picture: FeaturePicture, _ frequency: FrequencyScale, _ levels: LevelScale) {
    self.picture = picture
    self.frequency = frequency
    self.levels = levels
  }

  /// Draws the picture over a rectangle inside an image.
  func draw(on image: inout PixelImage, in rect: PixelRect, _ ramp: ColorRamp) {
    let sources = rowSources(rows: rect.height)
    let bins = picture.binAxis.count
    let columns = picture.grid.count
    let scale = 1 / (levels.high - levels.low)
    let (width, low) = (image.width, levels.low)
    guard columns > 0 else { return }
    picture.values.withUnsafeBufferPointer { values in
      image.pixels.withUnsafeMutableBufferPointer { pixels in
        for column in 0..<rect.width {
          let first = column * columns / rect.width
          let last = max(first + 1, (column + 1) * columns / rect.width)
          var place = (rect.y * width + rect.x + column) * 3
          for source in sources {
            var value = -Float.infinity
            for sourceColumn in first..<last {
              value = max(value, source.value(in: values, base: sourceColumn * bins))
            }
            let color = ramp.color((value - low) * scale)
            pixels[place] = color.red
            pixels[place + 1] = color.green
            pixels[place + 2] = color.blue
            place += width * 3
          }
        }
      }
    }
  }

  /// What one row of pixels shows of a column: the loudest of some bins, or a place between two.
  private struct RowSource {
    let first: Int
    let last: Int
    /// How far the place is from the first bin to the last; nil for the loudest of them.
    let fraction: Float?

    func value(in values: UnsafeBufferPointer<Float>, base: Int) -> Float {
      if let fraction {
        return values[base + first] * (1 - fraction) + values[base + last] * fraction
      }
      return (first...last).reduce(-Float.infinity) { max($0, values[base + $1]) }
    }
  }

  /// The sources of the rows from the top down.
  private func rowSources(rows: Int) -> [RowSource] {
    let top = picture.binAxis.count - 1
    let bins = frequency.bins
    let step = (bins.upperBound - bins.lowerBound) / Float(rows)
    func clamped(_ bin: Float) -> Int { max(0, min(top, Int(bin))) }
    return (0..<rows).map { row in
      let low = bins.upperBound - Float(row + 1) * step
      let middle = low + step / 2
      if frequency.isExact {
        let bin = clamped(middle.rounded())
        return RowSource(first: bin, last: bin, fraction: 0)
      }
      if step <= 1 {
        let below = clamped(middle.rounded(.down))
        return RowSource(
          first: below, last: min(top, below + 1),
          fraction: max(0, min(1, middle - Float(below))))
      }
      let first = clamped(low.rounded(.up))
      return RowSource(
        first: first, last: max(first, clamped((low + step).rounded(.up) - 1)), fraction: nil)
    }
  }
}
