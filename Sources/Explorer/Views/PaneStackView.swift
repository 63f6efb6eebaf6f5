import Acoustics
import CellCanvas

/// The panes under the picture, on its columns: each a heading and what it shows.
struct PaneStackView {
  let state: AppState

  func draw(on screen: inout Screen, _ layout: ScreenLayout) {
    guard !layout.panes.isEmpty, case .ready(let picture)? = state.currentPicture else { return }
    for (place, rect) in layout.panes.enumerated() {
      let kind = state.panes.kinds[place]
      let content = rect.inset(top: 1)
      let value = draw(kind, picture, on: &screen, content, axis: layout.axis)
      drawHeading(
        kind.title, value, isFocused: state.panes.focusedPlace == place, on: &screen, rect)
    }
  }

  private func drawHeading(
    _ title: String, _ value: String?, isFocused: Bool, on screen: inout Screen, _ rect: CellRect
  ) {
    if isFocused {
      screen.write("▌", at: CellPoint(column: rect.column, row: rect.row), Style(.accent))
    }
    let column = screen.write(
      title, at: CellPoint(column: rect.column + 1, row: rect.row),
      isFocused ? Style(.bright, on: .ground, .bold) : Style(.dim, on: .ground, .bold),
      within: rect)
    guard let value else { return }
    screen.write(
      value, at: CellPoint(column: column + 2, row: rect.row), Style(.cursor), within: rect)
  }

  /// Draws what a pane shows.
  /// - Returns: Its value at the cursor, as text.
  private func draw(
    _ kind: PaneKind, _ picture: ClipPicture, on screen: inout Screen, _ rect: CellRect,
    axis: CellRect
  ) -> String? {
    let ruler = CellRect(column: axis.column, row: rect.row, columns: axis.columns, rows: rect.rows)
    switch kind {
    case .waveform:
      Waveform(picture.waveform, isMono: state.colorMode == .mono).draw(
        on: &screen, in: rect, axis: ruler)
      return nil
    case .energy:
      let curve = LaneCurve(energyOf: picture)
      curve.draw(on: &screen, in: rect, ruler: ruler)
      return curve.value(at: state.cursorSample).map { Format.decibels($0) + " dB" }
    default: break
    }
    guard let key = state.paneKey(kind), let entry = state.pictures[key] else { return nil }
    switch entry {
    case .failed(let failure):
      let reason = failure.why.isEmpty ? failure.what : "\(failure.what): \(failure.why)"
      let words = DisplayText(reason).cutEnd(to: rect.columns - 2)
      screen.write(
        words, at: CellPoint(column: rect.column + 1, row: rect.row + rect.rows / 2), Style(.dim),
        rect)
      return nil
    case .ready(let made):
      guard let feature = made.feature else { return nil }
      if kind.isLane { return draw(kind, feature, of: picture, on: &screen, rect, ruler) }
      draw(feature, key, on: &screen, rect, ruler)
      return nil
    }
  }

  /// Draws curves.
  /// - Returns: Their values at the cursor, as text.
  private func draw(
    _ kind: PaneKind, _ feature: FeaturePicture, of picture: ClipPicture,
    on screen: inout Screen, _ rect: CellRect, _ ruler: CellRect
  ) -> String? {
    if kind == .formants {
      let lane = FormantLane(
        feature, of: picture, least: state.leastRMS(forFormantsOf: picture))
      lane.draw(on: &screen, in: rect, ruler: ruler)
      return lane.words(at: state.cursorSample)
    }
    let curve: LaneCurve =
      switch kind {
      case .onsets: LaneCurve(onsets: feature)
      case .intensity: LaneCurve(intensity: feature)
      case .pitch: LaneCurve(pitch: feature, of: picture)
      default: LaneCurve(voice: feature)
      }
    curve.draw(on: &screen, in: rect, ruler: ruler)
    return curve.value(at: state.cursorSample).map { value in
      switch kind {
      case .onsets: Format.number(Double(value), decimals: 1)
      case .intensity: Format.decibels(value) + " dB"
      default: Format.hertz(Double(value))
      }
    }
  }

  private func draw(
    _ feature: FeaturePicture, _ key: PictureKey, on screen: inout Screen, _ rect: CellRect,
    _ ruler: CellRect
  ) {
    guard let type = BlitterRegistry.blitter(state.blocks(of: feature.unit)), rect.rows > 0 else {
      return
    }
    let levels =
      state.viewport.treatment == .none
      ? state.viewport.decibels : nil
    let axis = PictureAxis(
      feature.binAxis, hertz: state.visibleHertz, scale: state.viewport.scale)
    let raster = PictureRaster(
      feature, columns: rect.columns, rows: rect.rows, axis: axis,
      decibels: levels ?? AutomaticLevels.levels(peak: state.pictures.peak(of: key)),
      blitter: type.init(), screen: state.pixels.screen)
    screen.images.append(
      PlacedImage(
        rect: rect, cells: raster.cells, isDiverging: feature.unit == .coefficient,
        pixels: raster.pixels))
    FrequencyRuler(axis: axis, showsUnit: false, showsNotes: state.viewport.showsNotes)
      .draw(on: &screen, in: ruler)
  }
}
