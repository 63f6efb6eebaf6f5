import CNcurses
import CellCanvas

/// The colour pairs of ncurses, allocated as they are met.
@MainActor
struct ColorPairs {
  private struct Pair: Hashable {
    let foreground: Int32
    let background: Int32
  }

  /// More are never alive at once: 64² for images, and the rest for text.
  private static let most = 16_384

  private var numbers: [Pair: Int32] = [:]
  private let limit: Int
  private let hasDefaultColors: Bool
  private let isDirect: Bool
  private let colorCount: Int32

  /// Starts colours; there must be a screen.
  /// - Parameter isDirect: Whether the terminal runs on a ``DerivedTerminfo``.
  init(isDirect: Bool, colorCount: Int) {
    start_color()
    hasDefaultColors = use_default_colors() == OK
    limit = max(0, min(Self.most, Int(em_color_pairs()) - 1))
    self.isDirect = isDirect
    self.colorCount = Int32(clamping: colorCount)
  }

  /// The number of a pair, or nil when all are taken.
  mutating func number(_ foreground: ResolvedColor, _ background: ResolvedColor) -> Int32? {
    let pair = Pair(
      foreground: number(foreground, instead: 7), background: number(background, instead: 0))
    if pair.foreground == -1, pair.background == -1 { return 0 }
    if let known = numbers[pair] { return known }
    guard numbers.count < limit else { return limit == 0 ? 0 : nil }
    let new = Int32(numbers.count + 1)
    init_extended_pair(new, pair.foreground, pair.background)
    numbers[pair] = new
    return new
  }

  /// Forgets all pairs; the whole screen must be sent anew.
  mutating func removeAll() { numbers = [:] }

  private func number(_ color: ResolvedColor, instead standard: Int32) -> Int32 {
    switch color {
    case .terminal: return hasDefaultColors ? -1 : standard
    case .indexed(let index):
      if isDirect { return DerivedTerminfo.paletteFlag | Int32(index) }
      return colorCount > 0 ? Int32(index) % colorCount : standard
    case .rgb(let color):
      if isDirect {
        return Int32(color.red) << 16 | Int32(color.green) << 8 | Int32(color.blue)
      }
      return colorCount >= 256 ? Self.cubeIndex(color) : standard
    }
  }

  /// The nearest colour of the 6 x 6 x 6 cube.
  private static func cubeIndex(_ color: RGB) -> Int32 {
    func step(_ value: UInt8) -> Int32 { (Int32(value) * 5 + 127) / 255 }
    return 16 + 36 * step(color.red) + 6 * step(color.green) + step(color.blue)
  }
}
