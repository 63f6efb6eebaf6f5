import Acoustics
import CellCanvas

/// The waveform in cells: peaks and, brighter, RMS; eighths upwards, half blocks downwards.
///
/// Zero is a thin line, bright where there is an RMS that is small beside the peaks. Without colors
/// shades say how much of a cell peaks and RMS fill.
struct Waveform {
  private let picture: WaveformPicture
  private let isMono: Bool
  /// The full scale shown: the smallest round amplitude that holds the peak.
  private let scale: Float

  /// - Parameter least: A peak that has to have room too, where two are to be compared.
  init(_ picture: WaveformPicture, isMono: Bool, least: Float = 0) {
    self.picture = picture
    self.isMono = isMono
    let peak = max(picture.peak, least)
    scale = Self.round.first { $0 >= peak } ?? max(1, peak.rounded(.up))
  }

  /// A column in shares of the scale: peaks above and below zero, and the RMS.
  private struct Bar {
    let top: Float
    let bottom: Float
    let rms: Float

    /// The RMS as far as there is sound above zero.
    var rmsAbove: Float { min(rms, top) }
    /// The RMS as far as there is sound below zero.
    var rmsBelow: Float { min(rms, bottom) }
  }

  private static let eighths = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  private static let shades = [" ", "░", "▒", "▓", "█"]

  private static let round: [Float] = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1]

  func draw(on screen: inout Screen, in rect: CellRect, axis: CellRect? = nil) {
    guard rect.rows > 0, rect.columns > 0, picture.grid.count > 0 else { return }
    let half = Float(rect.rows) / 2
    let middle = rect.rows / 2
    for column in 0..<rect.columns {
      let bar = bar(column, of: rect.columns)
      for row in 0..<rect.rows {
        let style: Style
        let glyph: String
        if rect.rows % 2 == 1, row == middle {
          (glyph, style) = middleCell(bar, half: half)
        } else if row < middle {
          let base = half - Float(row + 1)
          (glyph, style) = upwards(
            peak: bar.top * half - base, rms: bar.rmsAbove * half - base, isAtZero: base == 0)
        } else {
          let base = Float(row) - half
          (glyph, style) = downwards(
            peak: bar.bottom * half - base, rms: bar.rmsBelow * half - base)
        }
        screen.write(
          glyph, at: CellPoint(column: rect.column + column, row: rect.row + row), style)
      }
    }
    // The line of zero lies under the upper one of two rows in the middle.
    if let axis { drawAxis(on: &screen, axis, middle: (rect.rows - 1) / 2) }
  }

  private func drawAxis(on screen: inout Screen, _ axis: CellRect, middle: Int) {
    let dim = Style(.dim)
    screen.write("0", endingAt: axis.endColumn - 1, row: axis.row + middle, dim)
    guard axis.rows >= 5 else { return }
    let decimals = scale >= 1 ? 0 : scale >= 0.1 ? 1 : scale >= 0.01 ? 2 : 3
    // With the sign, the columns of the axis have room for four more.
    let number = Format.number(Double(scale), decimals: decimals)
    let text = number.count > 4 ? String(number.dropFirst()) : number
    screen.write("+" + text, endingAt: axis.endColumn - 1, row: axis.row, dim)
    screen.write(
      Format.minus + text, endingAt: axis.endColumn - 1, row: axis.endRow - 1, dim)
  }

  private func bar(_ column: Int, of columns: Int) -> Bar {
    let first = column * picture.grid.count / columns
    let last = max(first + 1, (column + 1) * picture.grid.count / columns)
    var top: Float = 0
    var bottom: Float = 0
    var power: Float = 0
    for place in first..<min(last, picture.grid.count) {
      top = max(top, picture.maxima[place])
      bottom = max(bottom, -picture.minima[place])
      power += picture.rms[place] * picture.rms[place]
    }
    let rms = (power / Float(last - first)).squareRoot()
    return Bar(
      top: min(1, top / scale), bottom: min(1, bottom / scale), rms: min(1, rms / scale))
  }

  /// The cell that zero runs through, in which each half of a bar has half the height.
  private func middleCell(_ bar: Bar, half: Float) -> (String, Style) {
    let isUp = bar.top > 0.06
    let isDown = bar.bottom > 0.06
    if isMono, isUp || isDown {
      // Each half of the cell is half a cell high.
      let peak = min(1, 2 * bar.top * half) + min(1, 2 * bar.bottom * half)
      let cell = shade(peak: peak / 2, rms: 2 * bar.rms * half)
      return cell.0 == " " ? ("─", Style(.wave)) : cell
    }
    let slot: ThemeSlot = bar.rms * half >= 0.25 ? .wave2 : .wave
    if isUp && isDown {
      return slot == .wave && bar.rms > 0 ? within("━") : full(slot)
    }
    if isUp { return ("▀", Style(slot)) }
    if isDown { return ("▄", Style(slot)) }
    return ("─", Style(.wave))
  }

  private func upwards(peak: Float, rms: Float, isAtZero: Bool) -> (String, Style) {
    if isMono {
      let cell = shade(peak: peak, rms: rms)
      return isAtZero && (peak < 0.125 || cell.0 == " ") ? ("▁", Style(.wave)) : cell
    }
    if rms >= 1 { return full(.wave2) }
    let rmsEighths = max(isAtZero && rms > 0 ? 1 : 0, Int((max(0, rms) * 8).rounded()))
    if peak >= 1, rmsEighths > 0 { return within(Waveform.eighths[rmsEighths]) }
    if peak >= 1 { return full(.wave) }
    let peakEighths = max(isAtZero ? 1 : 0, Int((max(0, peak) * 8).rounded()))
    let slot: ThemeSlot = rmsEighths * 2 > peakEighths ? .wave2 : .wave
    return (Waveform.eighths[peakEighths], Style(slot))
  }

  private func downwards(peak: Float, rms: Float) -> (String, Style) {
    if isMono { return shade(peak: peak, rms: rms) }
    if rms >= 0.75 { return full(.wave2) }
    if peak >= 0.75 { return rms >= 0.25 ? within("▀") : full(.wave) }
    if peak >= 0.25 { return ("▀", Style(rms * 2 > peak ? .wave2 : .wave)) }
    return (" ", Style(.text))
  }

  /// A whole cell of peak or RMS.
  private func full(_ slot: ThemeSlot) -> (String, Style) { ("█", Style(slot)) }

  /// RMS in a cell of peak.
  private func within(_ glyph: String) -> (String, Style) { (glyph, Style(.wave2, on: .wave)) }

  /// The shade of a cell without colors, of the shares of it that peaks and RMS fill.
  private func shade(peak: Float, rms: Float) -> (String, Style) {
    let share = (max(0, min(1, peak)) + max(0, min(1, rms))) / 2
    let step = Int((share * Float(Waveform.shades.count - 1)).rounded())
    return (Waveform.shades[step], Style(.wave))
  }
}
