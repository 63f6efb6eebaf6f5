import Acoustics
import CellCanvas

/// What lies under the cursor: its time, and the loudest frequency there with its level.
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
    let start = picture.clipSamples.lowerBound
    let seconds = Double(sample - start) / rate
    let perColumn = Double(picture.span.count) / rate / Double(max(1, state.layout.picture.columns))
    var parts = [Format.time(seconds, decimals: perColumn < 1e-3 ? 4 : 3)]
    if let feature = picture.feature, let column = CursorReadout.column(of: sample, in: feature) {
      parts += CursorReadout.loudest(in: column, of: feature)
    }
    if state.viewport.span != nil {
      let zoom = Double(picture.clipSamples.count) / Double(max(1, picture.span.count))
      parts.append("×" + Format.number(zoom, decimals: 1))
    }
    self.parts = parts
  }

  private static func column(of sample: Int, in feature: FeaturePicture) -> Int? {
    let span = feature.grid.span
    guard span.range.contains(sample), feature.grid.count > 0 else { return nil }
    return min(
      feature.grid.count - 1,
      (sample - span.lowerBound) * feature.grid.count / max(1, span.range.count))
  }

  private static func loudest(in column: Int, of feature: FeaturePicture) -> [String] {
    let count = feature.binAxis.count
    guard feature.unit == .decibels, count > 0 else { return [] }
    let values = feature.values[(column * count)..<((column + 1) * count)]
    guard let peak = values.indices.max(by: { values[$0] < values[$1] }),
      let hertz = feature.binAxis.hertz(ofBin: Float(peak - column * count))
    else { return [] }
    return [Format.hertz(Double(hertz)), Format.decibels(values[peak]) + " dB"]
  }
}
