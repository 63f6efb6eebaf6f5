import CellCanvas

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What the mouse is in the middle of.
public struct Pointing: Sendable, Equatable {
  /// A pull with the button down.
  enum Pull: Sendable, Equatable {
    /// Marks from a cell of the picture on.
    case mark(from: CellPoint, isBox: Bool)
    /// Moves the visible part along the overview.
    case overview
  }

  /// The pull that goes on.
  var pull: Pull?
  /// The cell pressed last, and when.
  var press: (point: CellPoint, time: Date)?

  /// Seconds between two presses of one cell that count as one.
  static let doubleTime: TimeInterval = 0.4

  /// Makes a mouse at rest.
  public init() {}

  /// Whether two mice are in the middle of the same.
  public static func == (one: Pointing, other: Pointing) -> Bool {
    one.pull == other.pull && one.press?.point == other.press?.point
      && one.press?.time == other.press?.time
  }

  /// Notes a press, and tells whether it is the second of two at one place.
  mutating func isSecondPress(at point: CellPoint, _ now: Date) -> Bool {
    let before = press
    press = (point, now)
    guard let before, before.point.row == point.row, abs(before.point.column - point.column) <= 1,
      now.timeIntervalSince(before.time) <= Self.doubleTime
    else { return false }
    press = nil
    return true
  }
}

extension AppState {
  /// Takes what the mouse did; what lies on top gets it.
  mutating func point(_ input: PointerInput) -> [Effect] {
    guard !ScreenLayout.isTooSmall(size) else { return [] }
    if input.action == .press {
      notice = nil
      pendingKeys = []
      places.awaited = nil
      pointing.pull = nil
    }
    if showsTour, let tour, TourView(state: self, tour: tour).contains(input.point) {
      if input.action == .press { self.tour = tour.next() }
      return []
    }
    if overlay != nil { return pointAtOverlay(input) }
    if prompt?.kind == .command { return pointAtCommands(input) }
    guard prompt == nil, live?.picker == nil else { return [] }
    switch mode {
    case .browse, .spectrogram, .label, .segments: return pointAtClips(input)
    case .live: return pointAtLive(input)
    case .confusion: return pointAtMatrix(input)
    case .training: return pointAtTraining(input)
    case .sheet: return pointAtSheet(input)
    }
  }

  private mutating func pointAtOverlay(_ input: PointerInput) -> [Effect] {
    switch (overlay, input.action) {
    case (.help(let shown, let scroll), .wheelDown): overlay = .help(shown, scroll: scroll + 3)
    case (.help(let shown, let scroll), .wheelUp):
      overlay = .help(shown, scroll: max(0, scroll - 3))
    case (.help, .press), (.facts, .press): overlay = nil
    case (.history, .wheelDown): history.move(by: 3)
    case (.history, .wheelUp): history.move(by: -3)
    case (.themes(let picker), .press): pick(input.point, in: picker)
    case (.themes(let picker), .wheelDown): return press(KeyChord(.down), in: picker)
    case (.themes(let picker), .wheelUp): return press(KeyChord(.up), in: picker)
    default: break
    }
    return []
  }

  private mutating func pick(_ point: CellPoint, in picker: ThemePicker) {
    var picker = picker
    guard let (list, place) = ThemePickerView(state: self, picker: picker).entry(at: point) else {
      return
    }
    picker.list = list
    overlay = .themes(picker)
    switch list {
    case .themes: theme = themes[place]
    case .maps: colorMap = place == 0 ? nil : colorMaps[place - 1]
    }
  }

  private mutating func pointAtCommands(_ input: PointerInput) -> [Effect] {
    guard let prompt else { return [] }
    let count = foundCommands.count
    let choice = prompt.choice ?? 0
    switch input.action {
    case .wheelDown: self.prompt?.choice = max(0, min(count - 1, choice + 1))
    case .wheelUp: self.prompt?.choice = max(0, choice - 1)
    case .press:
      let view = CommandPaletteView(state: self, prompt: prompt)
      guard let place = view.entry(at: input.point) else {
        if !view.contains(input.point) { self.prompt = nil }
        return []
      }
      self.prompt?.choice = place
      return pressInPrompt(KeyChord(.enter))
    case .drag, .release: break
    }
    return []
  }

  private mutating func pointAtLive(_ input: PointerInput) -> [Effect] {
    guard let session = live else { return [] }
    let picture = LiveLayout(size: size, style: session.style, hasModel: model.card != nil).picture
    guard picture.contains(column: input.point.column, row: input.point.row) else { return [] }
    switch input.action {
    case .wheelUp: return run("live-zoom-in")
    case .wheelDown: return run("live-zoom-out")
    case .press, .drag:
      guard session.frozen != nil else { return [] }
      let distance =
        session.style == .waterfall
        ? input.point.row - picture.row : picture.endColumn - 1 - input.point.column
      moveLiveCursor(to: session.lastCell - distance)
    case .release: break
    }
    return []
  }

  private mutating func pointAtMatrix(_ input: PointerInput) -> [Effect] {
    switch input.action {
    case .wheelDown: moveInMatrix(rows: 1, columns: 0)
    case .wheelUp: moveInMatrix(rows: -1, columns: 0)
    case .press:
      let table = confusion
      guard let here = matrixCell(in: table),
        let cell = ConfusionScreen(state: self).cell(at: input.point, in: table)
      else { return [] }
      let isSecond = pointing.isSecondPress(at: input.point, now)
      moveInMatrix(rows: cell.row - here.row, columns: cell.column - here.column)
      if isSecond, cell == here { return openCell() }
    case .drag, .release: break
    }
    return []
  }

  private mutating func pointAtSheet(_ input: PointerInput) -> [Effect] {
    switch input.action {
    case .wheelDown: return moveInSheet(lines: 1)
    case .wheelUp: return moveInSheet(lines: -1)
    case .press:
      let rows = sheetRows
      let layout = sheetLayout
      let place = (0..<rows.count).first {
        layout.tile($0).contains(column: input.point.column, row: input.point.row)
      }
      guard let place else { return [] }
      let isSecond = pointing.isSecondPress(at: input.point, now)
      let isHere = browser.cursor == rows.lowerBound + place
      let effects = moveThroughList(to: rows.lowerBound + place)
      return effects + (isSecond && isHere ? run("open-clip") : [])
    case .drag, .release: return []
    }
  }

  private mutating func pointAtTraining(_ input: PointerInput) -> [Effect] {
    switch input.action {
    case .wheelDown: run("next-kind")
    case .wheelUp: run("previous-kind")
    case .press, .drag, .release: []
    }
  }
}
