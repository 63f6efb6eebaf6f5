import Acoustics
import CellCanvas
import Labeling

/// The clip under the cursor: heading, rulers, picture, waveform.
struct PicturePane {
  let state: AppState
  var showsCursor = true

  /// Columns from which on the legend of coefficients leaves room for their name.
  private static let legendColumns = 56

  func draw(on screen: inout Screen, _ layout: ScreenLayout) {
    if layout.other.isEmpty { drawHeading(on: &screen, layout) }
    if state.blindness.picture, state.absence == nil {
      HiddenPicture(state: state).draw(on: &screen, layout)
      return
    }
    if state.viewport.view == .input, state.absence == nil {
      ModelInputPane(state: state).draw(on: &screen, layout)
      return
    }
    switch state.currentPicture {
    case .ready(let picture): draw(picture, on: &screen, layout)
    case .failed(let failure):
      Explanation(failure, ways: ways).draw(on: &screen, in: layout.picture)
    case nil:
      if let failure = state.absence {
        Explanation(failure, ways: ways).draw(on: &screen, in: layout.picture)
      } else if let key = state.currentKey, let rough = state.pictures.standIn(for: key) {
        draw(rough, on: &screen, layout)
      }
    }
  }

  /// How one goes on from a clip that can't be shown.
  private var ways: String {
    state.withKeys(
      state.browser.order.count > 1
        ? "{next-clip} and {previous-clip} go to other clips." : "{back} leaves it.")
  }

  private func draw(_ picture: ClipPicture, on screen: inout Screen, _ layout: ScreenLayout) {
    if showsCursor { OverviewPane(state: state).draw(on: &screen, layout) }
    let isSilent = picture.waveform.peak == 0
    if let feature = picture.feature, let raster = raster(of: feature, layout.picture) {
      if !isSilent {
        screen.images.append(
          PlacedImage(
            rect: layout.picture, cells: raster.cells,
            isDiverging: feature.unit == .coefficient, pixels: raster.pixels))
      }
      let taken = crosshair(raster.axis)?.row(layout)
      FrequencyRuler(axis: raster.axis, taken: taken, showsNotes: state.viewport.showsNotes)
        .draw(on: &screen, in: layout.axis)
      if !isSilent {
        TrackMarks(state: state, axis: raster.axis, picture: picture).draw(on: &screen, layout)
      }
      if !isSilent, showsCursor {
        SlicePane(state: state, axis: raster.axis).draw(state.drawn(feature), on: &screen, layout)
        SliceFacts(state: state).draw(on: &screen, in: layout.sliceFacts)
      }
    } else if picture.feature == nil {
      waveform(picture).draw(on: &screen, in: layout.picture, axis: layout.axis)
    }
    if showsCursor { PaneStackView(state: state).draw(on: &screen, layout) }
    if layout.waveform.rows > 0 {
      let axis = CellRect(
        column: layout.axis.column, row: layout.waveform.row, columns: layout.axis.columns,
        rows: layout.waveform.rows)
      waveform(picture).draw(on: &screen, in: layout.waveform, axis: axis)
    }
    TimeRuler(
      span: picture.span, sampleRate: picture.sampleRate, origin: 0
    )
    .draw(
      on: &screen, in: layout.timeRuler, picture: layout.picture, cursor: cursorColumn(layout),
      playhead: playheadColumn(layout))
    if showsCursor, let marks = SelectionMarks(state, layout) { marks.draw(on: &screen) }
    drawCursor(on: &screen, layout)
    drawPlayhead(on: &screen, layout)
    if isSilent, picture.feature != nil { drawSilence(picture, on: &screen, layout.picture) }
    if picture.isPreview {
      let style = Style(.cursor, on: .raised)
      let mark = CellRect(
        column: layout.picture.column + 1, row: layout.picture.row, columns: 9, rows: 1)
      screen.clear(mark, style)
      screen.write(" preview ", at: CellPoint(column: mark.column, row: mark.row), style)
    }
  }

  /// What marks the frequency of the cursor; nil where that is not done.
  private func crosshair(_ axis: PictureAxis?) -> CrosshairMark? {
    guard showsCursor, state.mode != .browse, let axis, state.crosshair != nil else { return nil }
    return CrosshairMark(state: state, axis: axis)
  }

  private func waveform(_ picture: ClipPicture) -> Waveform {
    Waveform(picture.waveform, isMono: state.colorMode == .mono, least: state.pairPeak)
  }

  private func seconds(of picture: ClipPicture) -> Double {
    Double(picture.clipSamples.count) / picture.sampleRate
  }

  private func raster(of feature: FeaturePicture, _ rect: CellRect) -> PictureRaster? {
    if let ready = state.pictureRaster(rect) { return ready }
    return state.raster(of: state.drawn(feature), rect)
  }

  private func cursorColumn(_ layout: ScreenLayout) -> Int? {
    guard showsCursor, let sample = state.cursorSample else { return nil }
    return state.column(ofSample: sample).map { layout.picture.column + $0 }
  }

  private func playheadColumn(_ layout: ScreenLayout) -> Int? {
    guard showsCursor else { return nil }
    return state.playheadColumn.map { layout.picture.column + $0 }
  }

  /// Says over the cursor that there is nothing to see.
  private func drawSilence(
    _ picture: ClipPicture, on screen: inout Screen, _ rect: CellRect
  ) {
    let all = "All samples are zero"
    let message =
      ["\(all): \(Format.time(seconds(of: picture))).", "\(all)."]
      .first { $0.count <= rect.columns } ?? "silence"
    screen.write(
      message,
      at: CellPoint(
        column: rect.column + max(0, (rect.columns - message.count) / 2),
        row: rect.row + rect.rows / 2), Style(.dim), within: rect)
  }

  private func drawPlayhead(on screen: inout Screen, _ layout: ScreenLayout) {
    guard let column = playheadColumn(layout) else { return }
    PlayheadMark(column: column).draw(on: &screen, layout)
  }

  private func drawCursor(on screen: inout Screen, _ layout: ScreenLayout) {
    guard let place = cursorColumn(layout), place != playheadColumn(layout) else { return }
    crosshair(state.pictureAxis)?.draw(on: &screen, layout, column: place)
    let marks = SelectionMarks(state, layout)
    for pane in [layout.picture] + layout.strips {
      for row in pane.row..<max(pane.row, pane.endRow) {
        if marks?.takes(column: place, row: row) == true { continue }
        if screen.images.contains(where: { $0.rect.contains(column: place, row: row) }) {
          screen.overlay("│", column: place, row: row, .cursor)
        } else {
          screen.write("│", at: CellPoint(column: place, row: row), Style(.cursor))
        }
      }
    }
    screen.write(
      "▴", at: CellPoint(column: place, row: layout.timeRuler.row),
      Style(.cursor, on: .ground, .bold))
  }

  private func drawHeading(on screen: inout Screen, _ layout: ScreenLayout) {
    let rect = layout.heading
    guard let clip = state.current else { return }
    if !layout.panes.isEmpty, state.panes.focusedPlace == nil, rect.column > 0 {
      screen.write("▌", at: CellPoint(column: rect.column - 1, row: rect.row), Style(.accent))
    }
    var right = rect.endColumn
    if case .ready(let picture)? = state.currentPicture, picture.feature?.unit == .decibels {
      right =
        LevelLegend(
          decibels: state.decibels, isNormalized: state.viewport.treatment == .normalized
        ).draw(on: &screen, endingAt: right, row: rect.row) - 2
    } else if case .ready(let picture)? = state.currentPicture,
      picture.feature?.unit == .coefficient, rect.columns >= PicturePane.legendColumns
    {
      right = LevelLegend.coefficients.draw(on: &screen, endingAt: right, row: rect.row) - 2
    }
    let room = CellRect(
      column: rect.column, row: rect.row, columns: max(0, right - rect.column), rows: 1)
    let whole = DisplayText(state.shownName(of: clip))
    let facts = headingFacts(clip)
    let shown = (0...facts.count).last { count in
      let columns = facts.prefix(count).reduce(0) { $0 + $1.count + 2 }
      return columns == 0 || room.columns - columns >= min(whole.columns, 12)
    }
    let text = facts.prefix(shown ?? 0).map { "  " + $0 }.joined()
    let name = whole.cutMiddle(to: room.columns - text.count)
    let column = screen.canvas.write(
      name, at: CellPoint(column: room.column, row: room.row),
      Style(.bright, on: .ground, .bold), within: room)
    screen.write(text, at: CellPoint(column: column, row: room.row), Style(.dim), within: room)
    let folder = state.blindness.labels ? "" : clip.recording.path.folders.last ?? ""
    let tail = DisplayText(folder.isEmpty ? "" : "  in " + folder)
    if column + text.count + tail.columns <= room.endColumn {
      screen.canvas.write(
        tail, at: CellPoint(column: column + text.count, row: room.row), Style(.dim), within: room)
    }
  }

  /// Facts in the order in which they stay: what is shown, how long, at which rate, channels.
  private func headingFacts(_ clip: Clip) -> [String] {
    var facts: [String] = []
    if state.viewport.view != .spectrogram { facts.append(state.viewport.view.title) }
    // Elsewhere the rows under the picture tell it.
    if state.layout.waveform.rows == 0 { facts += state.shownInput }
    let view = state.viewport.view
    if view.hasFrequencies, view.ownScale == nil, state.viewport.scale != .linear {
      facts.append(state.viewport.scale.title)
    }
    if case .ready(let picture)? = state.currentPicture {
      facts.append(Format.time(seconds(of: picture)))
      if clip.span != nil {
        facts.append(SelectionText.span(picture.clipSamples, rate: picture.sampleRate))
      }
      facts.append(Format.sampleRate(picture.sampleRate))
      facts.append(
        state.viewport.channel.map { "channel \($0 + 1)/\(picture.channelCount)" }
          ?? Format.channels(picture.channelCount))
      if picture.feature?.unit == .decibels { facts += state.contrastWords }
    } else if let seconds = clip.duration {
      facts.append(Format.time(seconds))
      facts.append(Format.sampleRate(clip.recording.sampleRate))
    }
    return facts
  }
}

extension AppState {
  /// Why the clip under the cursor has no picture, when its recording is the cause.
  var absence: Failure? {
    guard let clip = current else { return nil }
    let name = sentenceName(of: clip, \.name)
    switch clip.recording.state {
    case .missing:
      return Failure(
        what: "\(name) is missing", why: "it was here and is not any more; its labels are kept",
        remedy: "put it back or move it inside the folder, then :rescan finds it")
    case .unreadable(let sentence):
      return Failure(sentence: sentence, of: clip.recording.path.name.text, shown: name)
    case .waiting, .ready: return nil
    }
  }
}
