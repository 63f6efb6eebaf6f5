import Acoustics
import CellCanvas

/// The formants over time, each drawn with its number; `+` where more than one lies in a cell.
struct FormantLane {
  private let feature: FeaturePicture
  private let rms: [Float]
  private let least: Float
  /// From 0 to what holds all that is drawn.
  private var range: ClosedRange<Float> = 0...5000

  /// - Parameter least: The RMS amplitude below which a moment has no formants.
  init(_ feature: FeaturePicture, of picture: ClipPicture, least: Float) {
    self.feature = feature
    self.least = least
    rms = picture.waveform.rms
    let bins = feature.binAxis.count
    let highest = (0..<feature.grid.count).filter { isLoud($0) }.reduce(Float(0)) {
      highest, column in
      (0..<min(TrackMarks.formantCount, bins)).reduce(highest) {
        max($0, feature[column: column, bin: $1])
      }
    }
    if highest > 0 { range = 0...max(1000, (highest / 1000).rounded(.up) * 1000) }
  }

  func draw(on screen: inout Screen, in rect: CellRect, ruler: CellRect) {
    guard rect.rows > 0, rect.columns > 0, feature.grid.count > 0 else { return }
    for column in 0..<rect.columns {
      let place = min(
        feature.grid.count - 1, (2 * column + 1) * feature.grid.count / (2 * rect.columns))
      guard isLoud(place) else { continue }
      var marks = [String](repeating: "", count: rect.rows)
      for (number, hertz) in values(place).enumerated() where hertz > 0 {
        let row = rect.rows - 1 - Int(min(0.999, hertz / range.upperBound) * Float(rect.rows))
        marks[row] = marks[row].isEmpty ? "\(number + 1)" : "+"
      }
      for (row, mark) in marks.enumerated() where !mark.isEmpty {
        screen.write(
          mark, at: CellPoint(column: rect.column + column, row: rect.row + row),
          Style(.text, on: .ground, .bold))
      }
    }
    let dim = Style(.dim)
    screen.write(
      Format.number(Double(range.upperBound), decimals: 0), endingAt: ruler.endColumn - 1,
      row: ruler.row, dim)
    screen.write("0", endingAt: ruler.endColumn - 1, row: ruler.endRow - 1, dim)
  }

  /// The formants at a sample: `F1 512  F2 1480  F3 2510`.
  func words(at sample: Int?) -> String? {
    guard let sample, feature.grid.span.range.contains(sample), feature.grid.count > 0 else {
      return nil
    }
    let share = Double(sample - feature.grid.span.lowerBound) / Double(feature.grid.span.count)
    let place = min(feature.grid.count - 1, Int(share * Double(feature.grid.count)))
    let found = isLoud(place) ? values(place) : []
    let words = found.enumerated().compactMap { number, hertz in
      hertz > 0 ? "F\(number + 1) " + Format.number(Double(hertz), decimals: 0) : nil
    }
    return words.isEmpty ? nil : words.joined(separator: "  ") + " Hz"
  }

  private func isLoud(_ column: Int) -> Bool {
    let moment = column * rms.count / feature.grid.count
    return rms.indices.contains(moment) && rms[moment] > 0 && rms[moment] >= least
  }

  private func values(_ column: Int) -> [Float] {
    (0..<min(TrackMarks.formantCount, feature.binAxis.curveCount)).map {
      feature[column: column, bin: $0]
    }
  }
}
