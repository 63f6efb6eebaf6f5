import CellCanvas

/// The sizes that tiles of the contact sheet have, their pictures in cells.
public enum TileSize: Int, Sendable, Hashable, CaseIterable {
  /// 12 x 3.
  case tiny
  /// 16 x 5.
  case small
  /// 20 x 7.
  case medium
  /// 28 x 11.
  case large

  /// The picture of a tile.
  public var picture: CellSize {
    switch self {
    case .tiny: CellSize(columns: 12, rows: 3)
    case .small: CellSize(columns: 16, rows: 5)
    case .medium: CellSize(columns: 20, rows: 7)
    case .large: CellSize(columns: 28, rows: 11)
    }
  }

  /// The size that suits a window while none was chosen.
  static func suiting(_ size: CellSize) -> TileSize {
    if size.rows < 21 { return .tiny }
    return size.columns < 110 || size.rows < 30 ? .small : .medium
  }
}

/// The contact sheet: how large its tiles are, and what of the list it shows.
public struct ContactSheet: Sendable, Equatable {
  /// The size that was chosen; nil suits the window.
  public internal(set) var chosenSize: TileSize?
  /// The first line of tiles shown.
  public private(set) var top = 0
  /// Whether the sheet scrolled up last, so that what lies above is wanted before what lies below.
  private(set) var isGoingUp = false
  /// Whether leaving a clip leads back to the sheet.
  var isBehind = false

  /// Makes a sheet at the start of the list.
  public init() {}

  /// Scrolls so that the cursor is in view, with a line of tiles around it where there is room.
  mutating func scroll(to cursor: Int, of count: Int, _ layout: SheetLayout) {
    let before = top
    let line = cursor / layout.columns
    let margin = min(1, (layout.lines - 1) / 2)
    top = min(top, line - margin)
    top = max(top, line + margin - layout.lines + 1)
    top = max(0, min(top, (count + layout.columns - 1) / layout.columns - layout.lines))
    if top != before { isGoingUp = top < before }
  }
}

extension AppState {
  /// The size of tiles now.
  public var tileSize: TileSize { sheet.chosenSize ?? .suiting(size) }

  /// Where tiles lie now.
  public var sheetLayout: SheetLayout { SheetLayout(size: size, tile: tileSize.picture) }

  /// The rows of the list that the sheet shows.
  var sheetRows: Range<Int> {
    let layout = sheetLayout
    let first = min(sheet.top * layout.columns, browser.order.count)
    return first..<min(browser.order.count, first + layout.count)
  }

  /// Moves the cursor by lines of tiles; from the last line but one the last clip is the next.
  mutating func moveInSheet(lines: Int) -> [Effect] {
    let columns = sheetLayout.columns
    let (cursor, last) = (browser.cursor, browser.order.count - 1)
    let target = cursor + lines * columns
    if target > last, lines > 0 {
      return moveThroughList(to: cursor / columns == last / columns ? cursor : last)
    }
    return moveThroughList(to: target >= 0 ? target : cursor % columns)
  }

  /// Makes the tiles larger or smaller; the cursor stays on its clip.
  mutating func stepTileSize(by step: Int) {
    guard let size = TileSize(rawValue: tileSize.rawValue + step) else { return }
    sheet.chosenSize = size
    let picture = size.picture
    say("Tiles of \(picture.columns) x \(picture.rows).")
  }

  /// Where leaving a clip leads: to the sheet that it was opened from, else to the list.
  mutating func leaveClip() {
    let isFromSheet = sheet.isBehind && (mode == .spectrogram || mode == .label)
    sheet.isBehind = false
    mode = isFromSheet ? .sheet : .browse
  }
}
