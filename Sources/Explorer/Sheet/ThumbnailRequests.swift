import Acoustics
import CellCanvas
import Labeling

extension AppState {
  /// How tiles are drawn: as the view says, but waveforms and what the model sees as spectrograms.
  public var thumbnailStyle: ThumbnailStyle {
    let feature = viewport.view.feature ?? .spectrogram
    let hasLevels = viewport.view.feature == nil || viewport.view.hasLevels
    return ThumbnailStyle(
      size: tileSize.picture, feature: feature, pooling: hasLevels ? viewport.pooling : .loudest,
      scale: feature == .spectrogram ? viewport.scale : .linear,
      decibels: hasLevels && viewport.treatment == .none ? viewport.decibels : nil, blocks: blocks)
  }

  /// Whether a tile on the screen waits for its picture.
  public var awaitsThumbnails: Bool { mode == .sheet && (thumbnails.wanted?.visibleCount ?? 0) > 0 }

  /// Whether any of some pictures is on the screen.
  public func shows(_ batch: ThumbnailBatch) -> Bool {
    guard mode == .sheet else { return false }
    let visible = Set(sheetRows.map { library.clips[browser.order[$0]].id })
    return batch.made.contains { visible.contains($0.subject.clip) }
  }

  /// Asks for the pictures of tiles that are not there: those on the screen first, then a page in the
  /// direction of the last scroll, then one in the other.
  mutating func wishForThumbnails() -> [Effect] {
    guard isOpen, mode == .sheet, !ScreenLayout.isTooSmall(size) else { return [] }
    let (style, page, visible) = (thumbnailStyle, sheetLayout.count, sheetRows)
    let below = visible.upperBound..<min(browser.order.count, visible.upperBound + page)
    let above = max(0, visible.lowerBound - page)..<visible.lowerBound
    let shown = subjects(of: Array(visible))
    let ahead = subjects(
      of: sheet.isGoingUp ? above.reversed() + Array(below) : Array(below) + above.reversed())
    thumbnails.touch((shown + ahead)[...])
    let isMissing = { [thumbnails] (subject: ThumbnailSubject) in
      thumbnails.thumbnail(of: subject, style) == nil
    }
    let missing = shown.filter(isMissing)
    let request = ThumbnailRequest(
      style: style, subjects: missing + ahead.filter(isMissing), visibleCount: missing.count)
    guard request != thumbnails.wanted else { return [] }
    let hadNone = thumbnails.wanted?.subjects.isEmpty ?? true
    thumbnails.wanted = request
    return request.subjects.isEmpty && hadNone ? [] : [.thumbnails(request)]
  }

  private func subjects(of rows: [Int]) -> [ThumbnailSubject] {
    rows.compactMap { row in
      let place = browser.order[row]
      switch library.clips[place].recording.state {
      case .missing, .unreadable: return nil
      case .waiting, .ready: return ThumbnailSubject(library.clips[place])
      }
    }
  }
}
