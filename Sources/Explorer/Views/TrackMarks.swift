import Acoustics
import CellCanvas

/// The pitch and the formants over the picture: marks of their own, so that color is not needed.
struct TrackMarks {
  let state: AppState
  let axis: PictureAxis
  let picture: ClipPicture

  /// What the pitch is drawn with.
  static let pitchMark = "━"
  /// What formants are drawn with; each begins with its number.
  static let formantMark = "●"
  /// Formants that are drawn, from the lowest on.
  static let formantCount = 4
  /// Moments with less than this share of the clip's loudest amplitude have no formants: 30 dB.
  static let leastShare: Float = 0.031_622_777

  func draw(on screen: inout Screen, _ layout: ScreenLayout) {
    if let pitch = state.trackPicture(.pitch) { draw(pitch, on: &screen, layout.picture) }
    if let formants = state.trackPicture(.formants) {
      let loud = loudColumns(layout.picture.columns)
      for number in 0..<min(Self.formantCount, formants.binAxis.curveCount) {
        draw(formants, formant: number, loud, on: &screen, layout.picture)
      }
    }
    drawFailure(on: &screen, layout.picture)
  }

  private func draw(_ pitch: FeaturePicture, on screen: inout Screen, _ rect: CellRect) {
    for column in 0..<rect.columns {
      guard let row = row(of: pitch, bin: 0, column: column, rect) else { continue }
      screen.overlay(
        Self.pitchMark, column: rect.column + column, row: rect.row + row, .accent)
    }
  }

  private func draw(
    _ formants: FeaturePicture, formant number: Int, _ loud: [Bool], on screen: inout Screen,
    _ rect: CellRect
  ) {
    var isGoingOn = false
    for column in 0..<rect.columns {
      guard loud[column], let row = row(of: formants, bin: number, column: column, rect) else {
        isGoingOn = false
        continue
      }
      screen.overlay(
        isGoingOn ? Self.formantMark : "\(number + 1)", column: rect.column + column,
        row: rect.row + row, .warn)
      isGoingOn = true
    }
  }

  /// The row of a value in the middle of a column of cells; nil where there is none in view.
  private func row(
    of feature: FeaturePicture, bin: Int, column: Int, _ rect: CellRect
  ) -> Int? {
    let count = feature.grid.count
    guard count > 0, rect.columns > 0 else { return nil }
    let place = min(count - 1, (2 * column + 1) * count / (2 * rect.columns))
    let hertz = feature[column: place, bin: bin]
    guard hertz > 0, hertz.isFinite else { return nil }
    let row = axis.row(ofHertz: hertz, rows: rect.rows)
    return row >= 0 && row < rect.rows ? row : nil
  }

  /// Whether each column of cells is loud enough for formants.
  private func loudColumns(_ columns: Int) -> [Bool] {
    let rms = picture.waveform.rms
    let least = state.leastRMS(forFormantsOf: picture)
    return (0..<columns).map { column in
      let first = column * rms.count / columns
      let last = max(first + 1, (column + 1) * rms.count / columns)
      guard last <= rms.count else { return false }
      return rms[first..<last].contains { $0 > 0 && $0 >= least }
    }
  }

  /// Says why something is not drawn.
  private func drawFailure(on screen: inout Screen, _ rect: CellRect) {
    guard let failure = state.trackFailure else { return }
    let reason = failure.why.isEmpty ? failure.what : "\(failure.what): \(failure.why)"
    let text = DisplayText(" \(reason) ").cutEnd(to: max(0, rect.columns - 2))
    let mark = CellRect(
      column: max(rect.column, rect.endColumn - text.columns - 1), row: rect.row,
      columns: text.columns, rows: 1)
    let style = Style(.warn, on: .raised)
    screen.clear(mark, style)
    screen.write(text, at: CellPoint(column: mark.column, row: mark.row), style, mark)
  }
}

extension AppState {
  /// The RMS amplitude below which a moment has no formants, from the whole clip where it was seen.
  package func leastRMS(forFormantsOf picture: ClipPicture) -> Float {
    let whole = currentKey.flatMap { pictures.loudness(of: $0) }
    return (whole ?? picture.waveform.rms.max() ?? 0) * TrackMarks.leastShare
  }

  /// Whether the moment under the cursor is loud enough for formants.
  var hasFormantsAtCursor: Bool {
    guard case .ready(let picture)? = currentPicture, let sample = cursorSample,
      picture.span.contains(sample)
    else { return false }
    let rms = picture.waveform.rms
    let column = (sample - picture.span.lowerBound) * rms.count / picture.span.count
    return rms[column] > 0 && rms[column] >= leastRMS(forFormantsOf: picture)
  }
}
