import CNcurses
import CellCanvas

/// Hands the cells of a screen to ncurses: only runs that differ from what it has.
@MainActor
struct TextPainter {
  /// The columns of a row that were handed over, by row.
  typealias Changes = [Int: ClosedRange<Int>]

  /// Not a blank, so that ncurses never erases the cell with its neighbours; not ASCII, so that it
  /// never writes the cell again as a way to move the cursor; and nothing to be seen.
  private static let placeholder: UInt32 = 0xa0
  /// `█`.
  private static let fullBlock: UInt32 = 0x2588
  /// Longer clusters lose their last marks.
  private static let mostScalars = Int(CCHARW_MAX)
  private static let substitute = UInt32(UInt8(ascii: "?"))

  private var shown: [ScreenCell] = []
  private var shownSize = CellSize(columns: 0, rows: 0)
  private var palette: Palette?
  private var pairs: ColorPairs
  private var styles: [Style: ResolvedStyle] = [:]
  private var run: [cchar_t] = []

  init(pairs: ColorPairs) { self.pairs = pairs }

  /// Makes the next call hand over every cell.
  mutating func invalidate() { shown = [] }

  /// Hands over what differs from the last call.
  /// - Returns: What was handed over; empty if nothing differs.
  mutating func paint(_ composer: ScreenComposer, palette: Palette) -> Changes {
    if composer.size != shownSize {
      shownSize = composer.size
      shown = []
    }
    if palette != self.palette {
      self.palette = palette
      styles = [:]
      // What ncurses knows nothing of stays as it is.
      for index in shown.indices where shown[index].content != .painted {
        shown[index].content = .unknown
      }
    }
    if let changes = attempt(composer, palette) { return changes }
    // More pairs than there are: begin again with none, and leave colours out if that fails too.
    pairs.removeAll()
    shown = []
    clearok(em_curscr(), true)
    return attempt(composer, palette, isLast: true) ?? [:]
  }

  private mutating func attempt(
    _ composer: ScreenComposer, _ palette: Palette, isLast: Bool = false
  ) -> Changes? {
    let columns = composer.size.columns
    let isFirst = shown.isEmpty
    var changes: Changes = [:]
    for row in 0..<composer.size.rows {
      var column = 0
      while column < columns {
        let index = row * columns + column
        guard isFirst || composer.cells[index] != shown[index] else {
          column += 1
          continue
        }
        var start = column
        while start > 0, composer.cells[row * columns + start].content == .continuation {
          start -= 1
        }
        var end = column + 1
        while end < columns,
          isFirst || composer.cells[row * columns + end] != shown[row * columns + end]
            || composer.cells[row * columns + end].content == .continuation
        {
          end += 1
        }
        guard send(start..<end, row: row, composer, palette, isLast: isLast) else { return nil }
        changes[row] = (changes[row]?.lowerBound ?? start)...(end - 1)
        column = end
      }
    }
    shown = composer.cells
    return changes
  }

  private mutating func send(
    _ columns: Range<Int>, row: Int, _ composer: ScreenComposer, _ palette: Palette, isLast: Bool
  ) -> Bool {
    run.removeAll(keepingCapacity: true)
    for column in columns {
      let cell = composer.cells[row * composer.size.columns + column]
      guard cell.content != .continuation else { continue }
      let (scalars, style) = look(of: cell, composer, palette)
      let isWide =
        column + 1 < composer.size.columns
        && composer.cells[row * composer.size.columns + column + 1].content == .continuation
      guard let pair = pairs.number(style.foreground, style.background) ?? (isLast ? 0 : nil) else {
        return false
      }
      append(scalars, columns: isWide ? 2 : 1, style, pair)
    }
    mvadd_wchnstr(Int32(row), Int32(columns.lowerBound), run, Int32(run.count))
    return true
  }

  private mutating func look(
    of cell: ScreenCell, _ composer: ScreenComposer, _ palette: Palette
  ) -> (scalars: [UInt32], style: ResolvedStyle) {
    switch cell.content {
    case .painted: return ([Self.placeholder], ResolvedStyle())
    case .image(let image, let isDiverging):
      let (text, style) = palette.resolve(image, diverging: isDiverging)
      return (text.unicodeScalars.map(\.value), style)
    case .continuation, .unknown: return ([], ResolvedStyle())
    case .scalar(Self.fullBlock) where palette.mode == .truecolor || palette.mode == .colors256:
      // A blank on its ground: where the font's block is smaller than the cell, blocks show seams.
      return ([0x20], ResolvedStyle(background: resolved(cell.style, palette).foreground))
    case .scalar(let value):
      if value < 0x80 || palette.glyphs == .full { return ([value], resolved(cell.style, palette)) }
      let text = palette.substitute(String(Unicode.Scalar(value).map(Character.init) ?? "?"))
      return (text.unicodeScalars.map(\.value), resolved(cell.style, palette))
    case .cluster(let number):
      let text = palette.substitute(composer.clusters[number])
      return (text.unicodeScalars.map(\.value), resolved(cell.style, palette))
    }
  }

  private mutating func resolved(_ style: Style, _ palette: Palette) -> ResolvedStyle {
    if let known = styles[style] { return known }
    let new = palette.resolve(style)
    styles[style] = new
    return new
  }

  /// Adds a character of exactly that many columns; what ncurses would measure otherwise, or take
  /// for a command, becomes `?`.
  private mutating func append(
    _ scalars: [UInt32], columns: Int, _ style: ResolvedStyle, _ pair: Int32
  ) {
    let attributes = em_attributes(
      style.bold ? 1 : 0, style.underline ? 1 : 0, style.reverse ? 1 : 0)
    var text = scalars.prefix(Self.mostScalars).map { wchar_t(bitPattern: $0) }
    let isSafe =
      text.first.map { Int(wcwidth($0)) } == columns
      && text.dropFirst().allSatisfy { wcwidth($0) == 0 && $0 > 0x9f }
    if isSafe {
      append(&text, attributes, pair)
    } else {
      for _ in 0..<columns {
        var mark = [wchar_t(bitPattern: Self.substitute)]
        append(&mark, attributes, pair)
      }
    }
  }

  private mutating func append(_ text: inout [wchar_t], _ attributes: attr_t, _ pair: Int32) {
    text.append(0)
    var cell = cchar_t()
    em_setcell(&cell, text, attributes, pair)
    run.append(cell)
  }
}
