import Acoustics
import CellCanvas

/// The frequency under the cursor, and how loud it is.
struct Crosshair: Equatable {
  /// The frequency in hertz.
  let hertz: Float
  /// The level there in decibels.
  let level: Float
}

extension AppState {
  /// Where frequencies lie in the picture of the clip under the cursor, once it is there.
  var pictureAxis: PictureAxis? {
    guard case .ready(let picture)? = currentPicture, let feature = picture.feature else {
      return nil
    }
    return PictureAxis(feature.binAxis, hertz: visibleHertz, scale: viewport.scale)
  }

  /// The column of a feature's picture that shows the cursor; nil if none does.
  func cursorColumn(of feature: FeaturePicture) -> Int? {
    let span = feature.grid.span
    guard let sample = cursorSample, span.range.contains(sample), feature.grid.count > 0 else {
      return nil
    }
    return min(
      feature.grid.count - 1,
      (sample - span.lowerBound) * feature.grid.count / max(1, span.range.count))
  }

  /// The frequency chosen, else the loudest visible one at the cursor; nil in views without any.
  var crosshair: Crosshair? {
    guard case .ready(let picture)? = currentPicture, let feature = picture.feature,
      feature.unit == .decibels, let column = cursorColumn(of: feature)
    else { return nil }
    let axis = feature.binAxis
    if let hertz = viewport.cursorHertz, let bin = axis.bin(ofHertz: hertz) {
      let nearest = max(0, min(axis.count - 1, Int(bin.rounded())))
      return Crosshair(hertz: hertz, level: feature[column: column, bin: nearest])
    }
    let visible = visibleHertz
    let bins = (0..<axis.count).filter { bin in
      guard let visible, let hertz = axis.hertz(ofBin: Float(bin)) else { return true }
      return visible.contains(hertz)
    }
    guard
      let peak = bins.max(by: {
        feature[column: column, bin: $0] < feature[column: column, bin: $1]
      }),
      let hertz = axis.hertz(ofBin: Float(peak))
    else { return nil }
    return Crosshair(hertz: hertz, level: feature[column: column, bin: peak])
  }

  /// Moves the cursor up by rows of the picture; it stays in view.
  mutating func moveCursor(rows: Int) {
    if viewport.view == .input {
      moveInputBin(by: rows)
      return
    }
    guard let axis = pictureAxis, let crosshair, layout.picture.rows > 0 else { return }
    let count = layout.picture.rows
    let row = axis.row(ofHertz: crosshair.hertz, rows: count) - rows
    let place = 1 - (Double(max(0, min(count - 1, row))) + 0.5) / Double(count)
    viewport.cursorHertz = axis.hertz(atPlace: place)
  }
}
