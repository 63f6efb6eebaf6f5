import Acoustics
import CellCanvas

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// One value a column, drawn as bars or, where zero means nothing, as a line of points.
struct LaneCurve {
  private let grid: ColumnGrid
  /// The value of each column; nil where there is none.
  private let values: [Float?]
  private let range: ClosedRange<Float>
  private let isLine: Bool
  /// Samples that the value at a place is the mean power of; 0 for that of its column.
  private let window: Int
  /// What the upper and the lower edge stand for.
  private let ends: (high: String, low: String)

  /// Decibels from the loudest column down to the lower edge.
  private static let energyRange: Float = 60
  /// Seconds around a place that its energy is measured in, however wide columns are.
  private static let energySeconds = 0.025
  /// Columns that are this many decibels below the loudest have no pitch.
  private static let pitchRange: Float = 30
  private static let eighths = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// The level of each column, in decibels below full scale.
  init(energyOf picture: ClipPicture) {
    grid = picture.waveform.grid
    let levels = picture.waveform.rms.map { $0 > 0 ? 20 * log10f($0) : -.infinity }
    let high = max(-60, ((levels.max() ?? 0) / 5).rounded(.up) * 5)
    range = (high - Self.energyRange)...high
    values = levels
    isLine = false
    window = Int(picture.sampleRate * Self.energySeconds)
    ends = (
      Format.number(Double(high), decimals: 0),
      Format.number(Double(high - Self.energyRange), decimals: 0)
    )
  }

  /// How much louder the bands become.
  init(onsets feature: FeaturePicture) {
    grid = feature.grid
    let found = feature.values.map { $0.isFinite ? $0 : 0 }
    range = 0...max(1, found.max() ?? 1)
    values = found
    isLine = false
    window = 0
    ends = (Format.number(Double(range.upperBound), decimals: 0), "0")
  }

  /// The level without the periods of a voice, in decibels over 2·10⁻⁵.
  init(intensity feature: FeaturePicture) {
    grid = feature.grid
    let found = feature.values.map { $0.isFinite ? $0 : 0 }
    let high = max(Self.energyRange, ((found.max() ?? 0) / 5).rounded(.up) * 5)
    range = (high - Self.energyRange)...high
    values = found
    isLine = false
    window = 0
    ends = (
      Format.number(Double(high), decimals: 0),
      Format.number(Double(high - Self.energyRange), decimals: 0)
    )
  }

  /// The pitch, where the sound is loud enough to have one; octaves are even steps.
  init(pitch feature: FeaturePicture, of picture: ClipPicture) {
    let rms = picture.waveform.rms
    let least = (rms.max() ?? 0) * powf(10, -Self.pitchRange / 20)
    let found = feature.values.enumerated().map { column, value -> Float? in
      let place = column * rms.count / max(1, feature.values.count)
      guard value > 0, value.isFinite, rms.indices.contains(place), rms[place] > least,
        rms[place] > 0
      else { return nil }
      return log2f(value)
    }
    self.init(octaves: found, on: feature.grid)
  }

  /// The pitch where the search for it found a voice; octaves are even steps.
  init(voice feature: FeaturePicture) {
    let found = (0..<feature.grid.count).map { column -> Float? in
      let value = feature[column: column, bin: 0]
      return value > 0 && value.isFinite ? log2f(value) : nil
    }
    self.init(octaves: found, on: feature.grid)
  }

  private init(octaves found: [Float?], on grid: ColumnGrid) {
    self.grid = grid
    let known = found.compactMap(\.self)
    let low = (known.min() ?? 6).rounded(.down)
    let high = max(low + 1, (known.max() ?? 9).rounded(.up))
    range = low...high
    values = found
    isLine = true
    window = 0
    ends = (
      Format.number(Double(exp2f(high)), decimals: 0),
      Format.number(Double(exp2f(low)), decimals: 0)
    )
  }

  /// The value at a sample; nil where there is none.
  func value(at sample: Int?) -> Float? {
    guard let sample, grid.span.range.contains(sample), !values.isEmpty else { return nil }
    let first = column(of: sample - window / 2)
    let last = column(of: sample + window / 2)
    guard first == last else { return level(of: first...last) }
    guard let value = values[first], value.isFinite else { return nil }
    return isLine ? exp2f(value) : value
  }

  private func column(of sample: Int) -> Int {
    let share = Double(sample - grid.span.lowerBound) / Double(max(1, grid.span.count))
    return max(0, min(values.count - 1, Int(share * Double(values.count))))
  }

  /// The level of the mean power of columns; nil for silence.
  private func level(of columns: ClosedRange<Int>) -> Float? {
    let power = values[columns].reduce(Float(0)) { $0 + ($1.map { powf(10, $0 / 10) } ?? 0) }
    return power > 0 ? 10 * log10f(power / Float(columns.count)) : nil
  }

  func draw(on screen: inout Screen, in rect: CellRect, ruler: CellRect) {
    guard rect.rows > 0, rect.columns > 0, !values.isEmpty else { return }
    for column in 0..<rect.columns {
      let first = column * values.count / rect.columns
      let last = max(first + 1, (column + 1) * values.count / rect.columns)
      guard let value = pooled(first..<min(last, values.count)) else { continue }
      let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
      drawColumn(max(0, min(1, share)), on: &screen, rect, rect.column + column)
    }
    let dim = Style(.dim)
    screen.write(ends.high, endingAt: ruler.endColumn - 1, row: ruler.row, dim)
    screen.write(ends.low, endingAt: ruler.endColumn - 1, row: ruler.endRow - 1, dim)
  }

  /// The loudest of a bar, the middle one of a line.
  private func pooled(_ columns: Range<Int>) -> Float? {
    let found = values[columns].compactMap(\.self)
    return isLine ? (found.isEmpty ? nil : found.sorted()[found.count / 2]) : found.max()
  }

  private func drawColumn(
    _ share: Float, on screen: inout Screen, _ rect: CellRect, _ column: Int
  ) {
    if isLine {
      // Thirds of a row: high, middle, low.
      let steps = rect.rows * 3
      let step = min(steps - 1, Int(share * Float(steps)))
      let glyph = ["_", "─", "▔"][step % 3]
      screen.write(
        glyph, at: CellPoint(column: column, row: rect.endRow - 1 - step / 3),
        Style(.text, on: .ground, .bold))
      return
    }
    let eighths = Int((share * Float(rect.rows * 8)).rounded())
    for row in 0..<rect.rows {
      let part = max(0, min(8, eighths - row * 8))
      guard part > 0 else { return }
      screen.write(
        Self.eighths[part], at: CellPoint(column: column, row: rect.endRow - 1 - row),
        Style(.wave2))
    }
  }
}
