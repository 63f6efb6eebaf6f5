import CellCanvas

/// How a terminal shows pictures in pixels.
struct PixelDisplay: Hashable {
  let screen: PixelScreen
  /// How many colours sixels have.
  let colors: Int
  /// Pixels of the largest sixel picture.
  let mostWidth, mostHeight: Int
  /// Whether the size of a cell was told by the terminal, else by the system.
  let isCellAnswered: Bool

  /// Makes a display; nil where cells are too small or too large to be any, or there is no room.
  init?(
    _ kind: PixelScreen.Kind, cell: (width: Int, height: Int), isCellAnswered: Bool, colors: Int,
    most: (width: Int, height: Int)
  ) {
    guard (2...64).contains(cell.width), (4...128).contains(cell.height), colors >= 2,
      most.width >= cell.width, most.height >= cell.height
    else { return nil }
    screen = PixelScreen(kind: kind, cellWidth: cell.width, cellHeight: cell.height)
    self.colors = colors
    (mostWidth, mostHeight) = most
    self.isCellAnswered = isCellAnswered
  }

  /// The same with cells of another size.
  func resized(_ cell: (width: Int, height: Int)) -> PixelDisplay? {
    PixelDisplay(
      screen.kind, cell: cell, isCellAnswered: isCellAnswered, colors: colors,
      most: (mostWidth, mostHeight))
  }
}

/// The questions about pictures in pixels, one after the other: each only goes to a terminal that
/// answered the one before.
///
/// The first asks for attributes, which every terminal takes for a control sequence and nearly every
/// one answers. Only then comes kitty's, in a form that a terminal may not know; where tmux or screen
/// stand between it is left out, because they would take it for the title of a window.
struct PixelQuestion {
  /// What an answer leads to.
  enum Outcome: Hashable {
    /// More answers must come.
    case waiting
    /// More is asked.
    case ask([UInt8])
    /// It is known how pictures are shown; nil: they are not.
    case over(PixelDisplay?)
  }

  private enum Step {
    case device, kitty, sixel
  }

  private let choice: PixelChoice
  private let mayUseKitty: Bool
  private var step = Step.device
  private let window: (width: Int, height: Int)?
  private var cell: (width: Int, height: Int)?
  private var hasSixel = false
  private var hasKitty = false
  private var colors = Self.usualColors
  private var most = Self.usualMost

  /// The number of the question to kitty.
  private static let number = 31
  /// Sixels have so many colours at most: fewer bytes, and hardly to be told from all levels.
  private static let usualColors = 32
  /// What the first terminals with sixels had.
  private static let leastColors = 16
  /// Pixels of a picture where a terminal does not say.
  private static let usualMost = (width: 1000, height: 1000)

  private static let attributes = "\u{1b}[c"
  /// For pixels of a cell and attributes.
  static let first = Array(("\u{1b}[16t" + attributes).utf8)
  /// For the pixels of a cell.
  static let cellSize = Array("\u{1b}[16t".utf8)
  /// A picture of one pixel that is only tried, then attributes, which end the waiting.
  static let kitty = Array(
    ("\u{1b}_Gi=\(number),s=1,v=1,a=q,t=d,f=24;AAAA\u{1b}\\" + attributes).utf8)
  /// Enough colours, if they can be had; the largest picture; and attributes.
  static let sixel = Array(("\u{1b}[?1;3;256S\u{1b}[?2;1;0S" + attributes).utf8)

  /// Begins to ask.
  ///
  /// - Parameters:
  ///   - mayUseKitty: Whether kitty's question can be understood.
  ///   - window: Pixels of a cell by what the system says of the window; nil where it does not.
  init(_ choice: PixelChoice, mayUseKitty: Bool, window: (width: Int, height: Int)?) {
    self.choice = choice
    self.mayUseKitty = mayUseKitty && choice != .sixel
    self.window = window
  }

  /// Takes an answer.
  mutating func take(_ answer: TerminalAnswer) -> Outcome {
    switch answer {
    case .cell(let width, let height): cell = (width, height)
    case .graphics(Self.number, let isOK): hasKitty = isOK && step == .kitty
    case .graphics: break
    case .registers(let count): colors = min(Self.usualColors, count ?? Self.leastColors)
    case .mostPixels(let width, let height): most = (width, height)
    case .attributes(let list): return goOn(list)
    }
    return .waiting
  }

  private mutating func goOn(_ list: [Int]) -> Outcome {
    switch step {
    case .device:
      guard display(.sixel) != nil else { return .over(nil) }
      hasSixel = choice != .kitty && list.dropFirst().contains(4)
      guard mayUseKitty else { return askSixel() }
      step = .kitty
      return .ask(Self.kitty)
    case .kitty: return hasKitty ? .over(display(.kitty)) : askSixel()
    case .sixel: return .over(display(.sixel))
    }
  }

  private mutating func askSixel() -> Outcome {
    guard hasSixel else { return .over(nil) }
    step = .sixel
    return .ask(Self.sixel)
  }

  private func display(_ kind: PixelScreen.Kind) -> PixelDisplay? {
    (cell ?? window).flatMap {
      PixelDisplay(kind, cell: $0, isCellAnswered: cell != nil, colors: colors, most: most)
    }
  }
}
