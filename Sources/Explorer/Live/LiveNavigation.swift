import CellCanvas

extension AppState {
  /// Cells of the picture along time.
  var liveCells: Int {
    guard let live else { return 1 }
    let picture = LiveLayout(
      size: size, style: live.style, hasModel: model.card != nil
    ).picture
    return max(1, live.style == .waterfall ? picture.rows : picture.columns)
  }

  /// Stops the picture, or lets it follow the sound again.
  mutating func freeze() {
    guard let end = live?.history?.end else { return }
    if live?.frozen != nil {
      live?.frozen = nil
    } else {
      live?.frozen = LiveSession.Frozen(end: end, now: end)
    }
  }

  /// Moves the cursor of a picture that stands still by cells; at an edge the picture scrolls by a
  /// quarter.
  mutating func moveLiveCursor(cells: Int) {
    guard let session = live, let frozen = session.frozen else { return }
    let cell = (frozen.cursor ?? session.lastCell) + cells
    moveLiveCursor(to: cell)
  }

  /// Puts the cursor on a cell that is remembered and keeps it in view.
  mutating func moveLiveCursor(to wanted: Int) {
    guard let session = live, let frozen = session.frozen, let history = session.history else {
      return
    }
    let size = session.columnsPerCell
    let newest = max(0, frozen.now - 1) / size
    let cell = max(history.first / size, min(wanted, newest))
    live?.frozen?.cursor = cell
    let oldestShown = session.lastCell - liveCells + 1
    guard cell < oldestShown || cell > session.lastCell else { return }
    let quarter = max(1, liveCells / 4)
    let last = cell < oldestShown ? cell + liveCells - quarter : cell + quarter - 1
    scrollLive(toLast: last)
  }

  /// Scrolls a picture that stands still by a share of it, and takes the cursor along.
  mutating func panLive(by share: Double) {
    guard let session = live, let frozen = session.frozen else { return }
    let step = Int((Double(liveCells) * share).rounded())
    let cursor = frozen.cursor ?? session.lastCell
    scrollLive(toLast: session.lastCell + step)
    moveLiveCursor(to: cursor + step)
  }

  private mutating func scrollLive(toLast cell: Int) {
    guard let session = live, let frozen = session.frozen, let history = session.history else {
      return
    }
    let size = session.columnsPerCell
    let oldest = min(history.first / size + liveCells - 1, max(0, frozen.now - 1) / size)
    let last = max(oldest, min(cell, max(0, frozen.now - 1) / size))
    live?.frozen?.end = min(frozen.now, (last + 1) * size)
  }

  /// Looks closer at the time, or from further away.
  mutating func zoomLive(by step: Int) {
    guard let session = live else { return }
    let zooms = LiveSession.zooms
    let place = zooms.firstIndex(of: session.columnsPerCell) ?? 0
    let next = zooms[max(0, min(zooms.count - 1, place + step))]
    guard next != session.columnsPerCell else { return }
    let cursor = session.frozen?.cursor.map { $0 * session.columnsPerCell / next }
    live?.columnsPerCell = next
    live?.frozen?.cursor = nil
    if let cursor { moveLiveCursor(to: cursor) }
  }

  /// Marks the cursor of a picture that stands still, else the sound of now.
  mutating func markLive() {
    guard let session = live, let rate = session.sampleRate else { return }
    let sample = session.cursorSample ?? session.sampleCount
    let place = session.marks.firstIndex { $0 >= sample } ?? session.marks.count
    if place < session.marks.count, session.marks[place] == sample {
      live?.marks.remove(at: place)
      say("Mark taken back.")
    } else {
      live?.marks.insert(sample, at: place)
      say("Marked \(Format.time(Double(sample) / rate, decimals: 1)) after the start.")
    }
  }

  /// Goes to the mark before the cursor; stops the picture first where it moves.
  mutating func goToMark() {
    guard let session = live, let rate = session.sampleRate else { return }
    let here = session.cursorSample ?? session.sampleCount
    guard let mark = session.marks.last(where: { $0 < here }) ?? session.marks.last else { return }
    if session.frozen == nil { freeze() }
    moveLiveCursor(
      to: LiveColumns.column(ofSample: mark, sampleRate: rate) / session.columnsPerCell)
  }
}

extension LiveSession {
  /// The first sample under the cursor of a picture that stands still; nil while it moves.
  public var cursorSample: Int? {
    guard let frozen, let rate = sampleRate else { return nil }
    return LiveColumns.sample(
      ofColumn: (frozen.cursor ?? lastCell) * columnsPerCell, sampleRate: rate)
  }

  /// The samples that one key keeps now: those of the last seconds, or up to the cursor.
  public var keptSamples: Range<Int>? {
    guard let rate = sampleRate, sampleCount > 0 else { return nil }
    var end = sampleCount
    if let frozen {
      let column = min(frozen.now, ((frozen.cursor ?? lastCell) + 1) * columnsPerCell)
      end = min(end, LiveColumns.sample(ofColumn: column, sampleRate: rate))
    }
    let count = Int((keepSeconds * rate).rounded())
    return max(0, end - count)..<end
  }
}
