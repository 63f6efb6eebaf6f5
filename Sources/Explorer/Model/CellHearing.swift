import CellCanvas
import Labeling

/// The clips of a cell of the matrix that are being played, one after the other.
struct CellHearing: Sendable, Equatable {
  /// The label and the class of the cell.
  let label, said: String
  /// The clips that follow.
  var rest: [ID<Clip>]
}

extension AppState {
  /// Plays the clips of the cell under the cursor one after the other, or ends that.
  mutating func hearCell() -> [Effect] {
    if audition.playing != nil {
      model.matrix.hearing = nil
      return stopSound()
    }
    let table = confusion
    guard let cell = matrixCell(in: table), table.count(cell) > 0 else {
      say("This cell has no clip.", "{next-worst} goes to the worst", kind: .refusal)
      return []
    }
    model.matrix.hearing = CellHearing(
      label: table.labels[cell.row], said: table.classes[cell.column], rest: table.clips(cell))
    return hearNext()
  }

  private mutating func hearNext() -> [Effect] {
    while var hearing = model.matrix.hearing, let id = hearing.rest.first {
      hearing.rest.removeFirst()
      model.matrix.hearing = hearing
      guard let clip = library[id], clip.recording.isThere else { continue }
      audition.soundCount += 1
      var style = soundStyle
      style.isLooping = false
      let order = SoundOrder(
        id: audition.soundCount, path: clip.recording.path, span: clip.span, style: style)
      audition.playing = Audition.Playing(
        id: order.id, clip: id, span: order.span, sampleRate: nil, isUnasked: false)
      audition.cells = nil
      return [.sound(.play(order))]
    }
    model.matrix.hearing = nil
    return []
  }

  /// Goes on with the next clip of the cell; ends with the cell or the screen.
  /// - Returns: Nil where no cell is heard.
  mutating func followCell() -> [Effect]? {
    guard let hearing = model.matrix.hearing else { return nil }
    let table = confusion
    guard mode == .confusion, let cell = matrixCell(in: table),
      table.labels[cell.row] == hearing.label, table.classes[cell.column] == hearing.said
    else {
      model.matrix.hearing = nil
      return stopSound()
    }
    return audition.playing == nil ? hearNext() : []
  }

  /// The clips of a cell that the side pane shows: the first ones, or those up to the one that is
  /// heard.
  func cellClips(_ all: [ID<Clip>], count: Int) -> [Clip] {
    let heard = audition.playing.flatMap { all.firstIndex(of: $0.clip) } ?? 0
    let first = max(0, min(heard - count + 1, all.count - count))
    return all.dropFirst(first).prefix(count).compactMap { library[$0] }
  }

  /// The small picture of a clip of a cell; nil while its recording can't be shown.
  func cellPictureKey(of clip: Clip, columns: Int) -> PictureKey? {
    guard clip.recording.isThere, columns > 0 else { return nil }
    return PictureKey(
      clip: clip.id, path: clip.recording.path, clipSpan: clip.span, span: nil,
      columns: columns * AppState.pixelColumns, feature: ClipView.spectrogram.feature,
      channel: viewport.channel)
  }

  /// The pictures that the side pane of the matrix shows.
  var cellPictureKeys: [PictureKey] {
    guard mode == .confusion else { return [] }
    let table = confusion
    let room = ConfusionScreen.Layout(size, table).sideRoom
    guard room.columns > 0, let cell = matrixCell(in: table) else { return [] }
    return cellClips(table.clips(cell), count: ConfusionScreen.pictureCount(rows: room.rows))
      .compactMap { cellPictureKey(of: $0, columns: room.columns) }
  }
}

extension Recording {
  /// Whether it may be heard and shown.
  var isThere: Bool {
    switch state {
    case .missing, .unreadable: false
    case .waiting, .ready: true
    }
  }
}
