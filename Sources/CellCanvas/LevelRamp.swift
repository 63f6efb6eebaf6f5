/// Sixteen-colour stand-in for a colour map: a few palette numbers with shades between them.
struct LevelRamp {
  /// One step of the ramp: a shade of one colour over another.
  struct Step: Hashable {
    let glyph: UInt32
    let foreground: Int
    let background: Int
  }

  /// Black, blue, cyan, white: it stays in order of brightness in most palettes and leaves the
  /// other hues free for meaning.
  private static let cool = [0, 4, 6, 15]
  private static let shades = [Block.lightShade, Block.mediumShade, Block.darkShade]

  private let numbers: [Int]
  /// The place of the color of zero among them, 0 where levels have no signs.
  private let zero: Int

  /// The cool ramp in the direction of a colour map.
  init(_ map: ColorMap) {
    self.init(numbers: map.isRising ? Self.cool : Self.cool.reversed())
  }

  private init(numbers: [Int], zero: Int = 0) {
    self.numbers = numbers
    self.zero = zero
  }

  /// Cool below zero and warm above it, with black (on a light ground white) at zero.
  static func diverging(_ theme: Theme) -> LevelRamp {
    LevelRamp(numbers: theme.isDark ? [14, 4, 0, 1, 11] : [4, 6, 15, 3, 1], zero: 2)
  }

  /// The steps from the lowest level to the highest.
  func step(level: Double) -> Step {
    let perColor = Self.shades.count + 1
    let count = (numbers.count - 1) * perColor + 1
    let top = Double(ColorMap.levelCount - 1)
    let index = min(count - 1, max(0, Int((level / top * Double(count - 1)).rounded())))
    let (color, shade) = index.quotientAndRemainder(dividingBy: perColor)
    guard shade > 0 else {
      return Step(glyph: Block.space, foreground: numbers[color], background: numbers[color])
    }
    // The ground is the color nearer zero: fonts leave slivers of it between shades, and slivers of
    // a color are seen as lines on what is all but zero.
    return color < zero
      ? Step(
        glyph: Self.shades[Self.shades.count - shade], foreground: numbers[color],
        background: numbers[color + 1])
      : Step(
        glyph: Self.shades[shade - 1], foreground: numbers[color + 1], background: numbers[color])
  }

  /// The number whose place in the ramp is nearest to a level.
  func pureColor(level: Int) -> Int {
    let place = Double(level) / Double(ColorMap.levelCount - 1) * Double(numbers.count - 1)
    return numbers[min(numbers.count - 1, max(0, Int(place.rounded())))]
  }
}
