import Acoustics
import CellCanvas
import Labeling

extension AppState {
  /// Pixels per cell, from left to right, that pictures are made with.
  static let pixelColumns = 4

  /// The picture of a clip as the screen shows it; nil while the recording can't be shown.
  public func pictureKey(of clip: Clip, span: Range<Int>?) -> PictureKey? {
    switch clip.recording.state {
    case .missing, .unreadable: return nil
    case .waiting, .ready: break
    }
    let columns = layout.picture.columns * columnsPerCell
    guard columns > 0 else { return nil }
    return PictureKey(
      clip: clip.id, path: clip.recording.path, clipSpan: clip.span, span: span, columns: columns,
      feature: viewport.view.feature, channel: viewport.channel,
      pooling: viewport.view.hasLevels ? viewport.pooling : .loudest)
  }

  /// The picture of the clip under the cursor.
  public var currentKey: PictureKey? {
    guard Mode.withPicture.contains(mode) else { return nil }
    return current.flatMap { pictureKey(of: $0, span: viewport.span) }
  }

  /// The picture of all of the clip under the cursor, where an overview is drawn of it.
  var overviewKey: PictureKey? {
    guard layout.overview.rows > 0, Mode.withPicture.contains(mode) else { return nil }
    return current.flatMap { pictureKey(of: $0, span: nil) }
  }

  /// The picture of the overview, once it is there.
  var overviewPicture: ClipPicture? {
    guard let key = overviewKey, case .ready(let picture)? = pictures[key] else { return nil }
    return picture
  }

  /// How much is made of the overview of a long recording that is looked at; nil when it is done.
  var overviewProgress: Double? {
    if let progress = overviewPicture?.progress { return progress }
    if case .ready(let picture)? = currentPicture { return picture.progress }
    return nil
  }

  /// What is known of the picture of the clip under the cursor.
  public var currentPicture: RecentPictures.Entry? { currentKey.flatMap { pictures[$0] } }

  /// Whether what the clip under the cursor has to show is on the screen.
  public var isCurrentShown: Bool {
    currentKey.map { pictures[$0]?.isFinal == true } ?? true
  }

  /// The samples that the picture shows: exact once the picture is there.
  public var visibleSamples: Range<Int>? {
    if let span = viewport.span { return span }
    if case .ready(let picture)? = currentPicture { return picture.span }
    guard let samples = current?.samples, !samples.isEmpty else { return nil }
    return samples
  }

  /// The samples of the clip under the cursor, once known.
  public var clipSamples: Range<Int>? {
    if case .ready(let picture)? = currentPicture { return picture.clipSamples }
    guard let samples = current?.samples, !samples.isEmpty else { return nil }
    return samples
  }

  /// The rate of the clip under the cursor in hertz, once known.
  public var sampleRate: Double? {
    if mode == .live { return live?.sampleRate }
    if case .ready(let picture)? = currentPicture { return picture.sampleRate }
    guard let rate = current?.recording.sampleRate, rate > 0 else { return nil }
    return rate
  }

  /// Asks for the pictures that are wanted and not there, or there as previews: the clip under the
  /// cursor first, then its neighbours, so that the next key finds its picture ready.
  mutating func wishForPictures() -> [Effect] {
    guard isOpen, !ScreenLayout.isTooSmall(size) else { return [] }
    if mode == .confusion { return askForMissing(cellPictureKeys) }
    guard Mode.withPicture.contains(mode) else { return [] }
    var wanted: [PictureKey] = []
    if let key = currentKey {
      pictures.touch(key)
      wanted.append(key)
    }
    if let key = otherKey {
      pictures.touch(key)
      wanted.append(key)
    }
    for key in trackKeys where !wanted.contains(key) {
      pictures.touch(key)
      wanted.append(key)
    }
    for distance in [1, -1, 2, 3] {
      let row = browser.cursor + distance
      guard browser.order.indices.contains(row) else { continue }
      let clip = library.clips[browser.order[row]]
      if let key = pictureKey(of: clip, span: nil) { wanted.append(key) }
    }
    if let key = overviewKey ?? keyForLevels, !wanted.contains(key) {
      pictures.touch(key)
      wanted.append(key)
    }
    for key in paneKeys where !wanted.contains(key) {
      pictures.touch(key)
      wanted.append(key)
    }
    return askForMissing(wanted)
  }

  private mutating func askForMissing(_ wanted: [PictureKey]) -> [Effect] {
    let missing = wanted.filter { pictures[$0]?.isFinal != true }
    guard missing != wantedPictures else { return [] }
    wantedPictures = missing
    return missing.isEmpty ? [] : [.pictures(missing)]
  }
}
