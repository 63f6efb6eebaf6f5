import CellCanvas
import Labeling

/// A whole screen: text cells, and block-character images apart from them until the edge.
public struct Screen: Sendable, Equatable {
  /// Text and its styles.
  public var canvas: Canvas
  /// Images; a cell of theirs without a glyph shows the text beneath.
  public var images: [PlacedImage]
  /// What of a message has no room in the status row and stands in the row of the keys.
  var goesOn: NoticeRows.Row?

  /// Makes an empty screen.
  public init(size: CellSize) {
    canvas = Canvas(size: size)
    images = []
  }

  /// Writes text; images hide it where they have glyphs.
  @discardableResult
  mutating func write(
    _ text: String, at point: CellPoint, _ style: Style, within rect: CellRect? = nil
  ) -> Int {
    canvas.write(text, at: point, style, within: rect)
  }

  /// Writes measured text inside a rectangle.
  mutating func write(
    _ text: DisplayText, at point: CellPoint, _ style: Style, _ rect: CellRect
  ) {
    canvas.write(text, at: point, style, within: rect)
  }

  /// Writes text so that it ends before a column.
  mutating func write(_ text: String, endingAt column: Int, row: Int, _ style: Style) {
    let display = DisplayText(text)
    canvas.write(display, at: CellPoint(column: column - display.columns, row: row), style)
  }

  /// Lays a glyph over an image: its ground is the mean level of the cell, and where that is bright
  /// the glyph is dark.
  mutating func overlay(_ glyph: String, column: Int, row: Int, _ slot: ThemeSlot) {
    for index in images.indices where images[index].rect.contains(column: column, row: row) {
      let cell = images[index][column: column, row: row]
      guard cell.glyph != 0 else { continue }
      let mean = UInt8(cell.meanLevel.rounded())
      let isBright = !images[index].isDiverging && Int(mean) * 100 > ColorMap.levelCount * 62
      let ground: Paint = images[index].isDiverging ? .divergingLevel(mean) : .level(mean)
      canvas.write(
        glyph, at: CellPoint(column: column, row: row),
        Style(.slot(isBright ? .ink : slot), on: ground, .bold))
      images[index][column: column, row: row] = .clear
    }
  }

  /// Takes a rectangle for text alone and blanks it.
  mutating func clear(_ rect: CellRect, _ style: Style) {
    canvas.fill(rect, style)
    for index in images.indices {
      let covered = images[index].rect.intersection(rect)
      for row in covered.row..<max(covered.row, covered.endRow) {
        for column in covered.column..<max(covered.column, covered.endColumn) {
          images[index][column: column, row: row] = .clear
        }
      }
    }
  }

  /// Mixes everything into the ground: the screen behind a float.
  mutating func dim() {
    canvas.restyle(CellRect(canvas.size)) { $0.attributes.insert(.dimmed) }
    for index in images.indices {
      let ground = images[index].isDiverging ? ColorMap.levelCount / 2 : 0
      for place in images[index].cells.indices {
        images[index].cells[place].foreground = Screen.dimmed(
          images[index].cells[place].foreground, ground)
        images[index].cells[place].background = Screen.dimmed(
          images[index].cells[place].background, ground)
      }
      images[index].pixels = images[index].pixels?.mapped { Screen.dimmed($0, ground) }
    }
  }

  private static func dimmed(_ level: UInt8, _ ground: Int) -> UInt8 {
    UInt8(ground + (Int(level) - ground) * 2 / 5)
  }
}

/// Draws the explorer. It is the only picture of the state, and depends on nothing else.
public func screen(for state: AppState) -> Screen {
  var screen = Screen(size: state.size)
  guard !ScreenLayout.isTooSmall(state.size) else {
    TooSmall().draw(on: &screen)
    return screen
  }
  let layout = state.layout
  if state.mode == .live, let session = state.live {
    LiveScreen(state: state, session: session).draw(on: &screen)
  } else if state.mode == .confusion {
    ConfusionScreen(state: state).draw(on: &screen)
  } else if state.mode == .training {
    TrainingScreen(state: state).draw(on: &screen)
  } else {
    drawClips(state, on: &screen, layout)
  }
  drawOverlays(state, on: &screen)
  KeyBar(state: state).draw(on: &screen, in: layout.keys)
  return screen
}

/// Draws the modes that show clips.
private func drawClips(_ state: AppState, on screen: inout Screen, _ layout: ScreenLayout) {
  PlaceBar(state: state).draw(on: &screen, in: layout.place)
  if state.mode == .browse { ClipListPane(state: state).draw(on: &screen, layout) }
  if state.isOpen, state.library.clips.isEmpty {
    EmptyFolder(state: state).draw(on: &screen, layout)
  } else if state.mode == .sheet {
    SheetPane(state: state).draw(on: &screen)
  } else if state.current != nil {
    PicturePane(state: state).draw(on: &screen, layout)
    PairView(state: state).draw(on: &screen, layout)
    if layout.lanes.rows > 0 { LanePane(state: state).draw(on: &screen, layout) }
    if layout.regions.columns > 0 { RegionList(state: state).draw(on: &screen, layout.regions) }
    LabelPane(state: state).draw(on: &screen, layout)
  }
  StatusBar(state: state).draw(on: &screen, in: layout.status)
}

/// Draws what lies over the screen.
private func drawOverlays(_ state: AppState, on screen: inout Screen) {
  if let picker = state.live?.picker { DevicePickerView(picker: picker).draw(on: &screen) }
  switch state.overlay {
  case .help(let mode, let scroll):
    HelpOverlay(state: state, mode: mode, scroll: scroll).draw(on: &screen)
  case .facts: FactsOverlay(state: state).draw(on: &screen)
  case .review: ReviewFiguresView(state: state).draw(on: &screen)
  case .themes(let picker): ThemePickerView(state: state, picker: picker).draw(on: &screen)
  case .history: HistoryView(state: state).draw(on: &screen)
  case nil:
    if let prompt = state.prompt, prompt.kind == .command {
      CommandPaletteView(state: state, prompt: prompt).draw(on: &screen)
    } else if state.showsTour, let tour = state.tour {
      TourView(state: state, tour: tour).draw(on: &screen)
    } else {
      CompletionList(state: state).draw(on: &screen)
    }
  }
}
