import Acoustics
import CellCanvas
import Explorer
import ExplorerRuntime
import Foundation

/// How near the pictures of block characters come to the picture of all pixels.
///
/// Each blitter gets the means of the pixels under its own and is painted as a terminal would, in
/// 64 levels; the reference has as many levels as there are. Four recordings, 120 x 40 cells of
/// 8 x 16 pixels.
///
/// - Source: Wang, Bovik, Sheikh, Simoncelli, *Image Quality Assessment*, 2004, for SSIM, here over
///   windows of 8 x 8 pixels every 4, on luminance.
struct GlyphQuality {
  private static let cells = (columns: 120, rows: 40)
  private static let count = 4
  private static let halfLimit = -1.0
  private static let quadrantLimit = -0.7

  private struct Target {
    let name: String
    /// `[height, width]` in `0...1`.
    let levels: [Float]
    let colors: [RGB]
  }

  private let width = GlyphQuality.cells.columns * PixelImage.cellWidth
  private let height = GlyphQuality.cells.rows * PixelImage.cellHeight
  private let map = Theme.midnight.colorMap

  /// The mean PSNR and SSIM of each glyph set, and how far the default lies over two others.
  func rows(of sounds: BenchSounds) throws -> [Row] {
    let targets = try sounds.spread(Self.count).map(target)
    guard !targets.isEmpty else { return [] }
    var rows: [Row] = []
    var quality: [String: Double] = [:]
    for target in targets {
      print("glyphs are measured on \(target.name)")
    }
    for type in BlitterRegistry.all {
      let scores = targets.map { score(type.init(), $0) }
      let psnr = scores.reduce(0) { $0 + $1.psnr } / Double(scores.count)
      let ssim = scores.reduce(0) { $0 + $1.ssim } / Double(scores.count)
      quality[type.id] = psnr
      rows.append(
        Row(what: "glyphs \(type.id): PSNR", measured: psnr, unit: "dB", limit: nil))
      rows.append(
        Row(what: "glyphs \(type.id): SSIM x 1000", measured: 1000 * ssim, unit: "", limit: nil))
    }
    for (id, limit) in [("half", Self.halfLimit), ("quadrant", Self.quadrantLimit)] {
      guard let other = quality[id], let best = quality[BestOfBlocks.id] else { continue }
      rows.append(
        Row(
          what: "glyphs \(id) against the default", measured: other - best, unit: "dB",
          limit: limit))
    }
    return rows
  }

  /// The spectrogram of a recording, a level for each pixel.
  private func target(_ path: String) throws -> Target {
    let picture = try PictureMaker.picture(
      of: Array(path.utf8), span: nil, columns: width, feature: .spectrogram, channel: nil)
    guard let feature = picture.feature else {
      preconditionFailure("a spectrogram was asked for")
    }
    let rows = AxisRows(
      FrequencyAxis(.linear, 0...(picture.sampleRate / 2)), count: height, bins: feature.binAxis)
    let bins = feature.binAxis.count
    let top = feature.values.max() ?? 0
    let ceiling = max(-50, (top / 5).rounded(.up) * 5)
    var levels = [Float](repeating: 0, count: width * height)
    for column in 0..<width {
      let values = rows.values(of: Array(feature.values[column * bins..<(column + 1) * bins]))
      for (row, value) in values.enumerated() {
        levels[row * width + column] = max(0, min(1, (value - ceiling + 70) / 70))
      }
    }
    return Target(
      name: (path as NSString).pathComponents.suffix(2).joined(separator: "/"), levels: levels,
      colors: levels.map(color))
  }

  /// The color of a level, between those of the map too.
  private func color(_ level: Float) -> RGB {
    let place = Double(level) * Double(map.stops.count - 1)
    let index = min(Int(place), map.stops.count - 2)
    return map.stops[index].mixed(with: map.stops[index + 1], place - Double(index))
  }

  private func score(_ blitter: any Blitter, _ target: Target) -> (psnr: Double, ssim: Double) {
    let (columns, rows) = Self.cells
    let pixels = blitter.pixelsPerCell
    let levels = means(target.levels, columns * pixels.columns, rows * pixels.rows)
    let cells = blitter.blit(levels: levels, columns: columns, rows: rows)
    let size = CellSize(columns: columns, rows: rows)
    let rect = CellRect(column: 0, row: 0, columns: columns, rows: rows)
    let image = PixelImage.render(
      Canvas(size: size), images: [PlacedImage(rect: rect, cells: cells)],
      palette: Palette(theme: .midnight, colorMap: nil, mode: .truecolor, glyphs: .full))
    var error = 0.0
    for (place, color) in target.colors.enumerated() {
      for (part, value) in [color.red, color.green, color.blue].enumerated() {
        let difference = Double(value) - Double(image.pixels[place * 3 + part])
        error += difference * difference
      }
    }
    let mean = error / Double(target.colors.count * 3)
    let drawn = (0..<target.colors.count).map { place in
      Self.luma(image.pixels[place * 3], image.pixels[place * 3 + 1], image.pixels[place * 3 + 2])
    }
    let wanted = target.colors.map { Self.luma($0.red, $0.green, $0.blue) }
    return (10 * log10(255 * 255 / max(mean, 1e-9)), similarity(wanted, drawn))
  }

  /// The means of the pixels under larger ones, shares of pixels counted as such.
  private func means(_ levels: [Float], _ columns: Int, _ rows: Int) -> [Float] {
    func narrowed(_ values: [Float], _ from: Int, _ to: Int, _ other: Int, _ isAcross: Bool)
      -> [Float]
    {
      var output = [Float](repeating: 0, count: to * other)
      let step = Double(from) / Double(to)
      for target in 0..<to {
        let (low, high) = (Double(target) * step, Double(target + 1) * step)
        for source in Int(low)..<min(from, Int(high.rounded(.up))) {
          let share = Float((min(high, Double(source + 1)) - max(low, Double(source))) / step)
          for line in 0..<other {
            let value = isAcross ? values[line * from + source] : values[source * other + line]
            output[isAcross ? line * to + target : target * other + line] += share * value
          }
        }
      }
      return output
    }
    return narrowed(narrowed(levels, width, columns, height, true), height, rows, columns, false)
  }

  private static func luma(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Double {
    0.299 * Double(red) + 0.587 * Double(green) + 0.114 * Double(blue)
  }

  private func similarity(_ one: [Double], _ other: [Double]) -> Double {
    let (c1, c2) = (2.55 * 2.55, 7.65 * 7.65)
    var (sum, count) = (0.0, 0)
    for top in stride(from: 0, through: height - 8, by: 4) {
      for left in stride(from: 0, through: width - 8, by: 4) {
        var (a, b, aa, bb, ab) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for row in top..<top + 8 {
          for column in left..<left + 8 {
            let (x, y) = (one[row * width + column], other[row * width + column])
            a += x
            b += y
            aa += x * x
            bb += y * y
            ab += x * y
          }
        }
        (a, b) = (a / 64, b / 64)
        let (va, vb, vab) = (aa / 64 - a * a, bb / 64 - b * b, ab / 64 - a * b)
        sum +=
          (2 * a * b + c1) * (2 * vab + c2) / ((a * a + b * b + c1) * (va + vb + c2))
        count += 1
      }
    }
    return sum / Double(count)
  }
}
