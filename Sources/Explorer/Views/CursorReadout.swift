import Acoustics
import CellCanvas

/// What lies under the cursor: its time, and the loudest frequency there with its level, or the
/// coefficient furthest from zero with its value.
struct CursorReadout {
  /// Groups of figures, each of a fixed width while a clip is shown.
  let parts: [String]

  init(_ state: AppState) {
    guard let sample = state.cursorSample, let rate = state.sampleRate, rate > 0,
      case .ready(let picture)? = state.currentPicture
    else {
      parts = []
      return
    }
    let seconds = Double(sample) / rate
    let perColumn = Double(picture.span.count) / rate / Double(max(1, state.layout.picture.columns))
    let decimals = CursorReadout.decimals(perColumn)
    let widest = Format.time(Double(picture.clipSamples.upperBound) / rate, decimals: decimals)
    let time = DisplayText(Format.time(seconds, decimals: decimals))
    var parts = [time.paddedLeft(to: widest.count).text]
    if let feature = picture.feature, let column = CursorReadout.column(of: sample, in: feature) {
      parts +=
        feature.unit == .coefficient
        ? CursorReadout.largest(
          in: column, of: feature, decimals: state.viewport.view == .delta ? 2 : 1)
        : CursorReadout.loudest(in: column, of: feature, hertz: state.visibleHertz)
    }
    if state.viewport.span != nil {
      let zoom = Double(picture.clipSamples.count) / Double(max(1, picture.span.count))
      parts.append("×" + Format.number(zoom, decimals: 1))
    }
    self.parts = parts
  }

  /// Decimals of seconds that tell neighbouring columns apart, at least 3.
  private static func decimals(_ secondsPerColumn: Double) -> Int {
    var decimals = 3
    var step = 1e-3
    while step > secondsPerColumn, decimals < 7 {
      decimals += 1
      step /= 10
    }
    return decimals
  }

  private static func column(of sample: Int, in feature: FeaturePicture) -> Int? {
    let span = feature.grid.span
    guard span.range.contains(sample), feature.grid.count > 0 else { return nil }
    return min(
      feature.grid.count - 1,
      (sample - span.lowerBound) * feature.grid.count / max(1, span.range.count))
  }

  /// Coefficient 0 is left out, as in the scale of the picture: it dwarfs all others.
  private static func largest(
    in column: Int, of feature: FeaturePicture, decimals: Int
  ) -> [String] {
    let count = feature.binAxis.count
    let base = column * count
    guard
      let largest = (1..<max(1, count)).max(by: {
        abs(feature.values[base + $0]) < abs(feature.values[base + $1])
      })
    else { return [] }
    let value = Format.number(Double(feature.values[base + largest]), decimals: decimals)
    return [
      DisplayText("c\(largest)").paddedLeft(to: "c\(count - 1)".count).text,
      DisplayText(value).paddedLeft(to: 7).text,
    ]
  }

  private static func loudest(
    in column: Int, of feature: FeaturePicture, hertz visible: ClosedRange<Float>?
  ) -> [String] {
    let count = feature.binAxis.count
    guard feature.unit == .decibels, count > 0 else { return [] }
    let bins = (0..<count).filter { bin in
      guard let visible, let hertz = feature.binAxis.hertz(ofBin: Float(bin)) else { return true }
      return visible.contains(hertz)
    }
    let base = column * count
    guard
      let peak = bins.max(by: { feature.values[base + $0] < feature.values[base + $1] }),
      let hertz = feature.binAxis.hertz(ofBin: Float(peak))
    else { return [] }
    let level = Format.decibels(feature.values[base + peak]) + " dB"
    return [
      DisplayText(Format.hertz(Double(hertz))).paddedLeft(to: 8).text,
      DisplayText(level).paddedLeft(to: 9).text,
    ]
  }
}
