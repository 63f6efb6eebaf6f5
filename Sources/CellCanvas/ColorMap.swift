/// A ramp of colours that turns the level of an image into a colour.
public struct ColorMap: Sendable, Hashable {
  /// How many levels an image has; few enough to give a terminal every pair of them once.
  public static let levelCount = 64

  /// The name in settings, such as `magma`.
  public let name: String
  /// Evenly spaced colours from the lowest level to the highest.
  public let stops: [RGB]
  /// Numbers of the 256-colour palette in equal steps from the lowest level to the highest.
  public let path256: [UInt8]
  /// The colour of each level, `[levelCount]`.
  private let colors: [RGB]

  /// Makes a map from its stops.
  /// - Precondition: There are at least two stops and at least two numbers in `path256`.
  public init(name: String, stops: [RGB], path256: [UInt8]) {
    precondition(stops.count >= 2 && path256.count >= 2, "a colour map needs two colours")
    self.name = name
    self.stops = stops
    self.path256 = path256
    colors = (0..<Self.levelCount).map { level in
      let position = Double(level) * Double(stops.count - 1) / Double(Self.levelCount - 1)
      let index = min(Int(position), stops.count - 2)
      return stops[index].mixed(with: stops[index + 1], position - Double(index))
    }
  }

  /// The colour of a level; levels outside `0 ..< levelCount` count as the nearest one inside.
  public func color(level: Int) -> RGB {
    colors[Self.clamped(level)]
  }

  /// The number of a level in the 256-colour palette.
  public func index256(level: Int) -> UInt8 {
    path256[Self.clamped(level) * path256.count / Self.levelCount]
  }

  /// Whether high levels are brighter than low ones: true on dark themes.
  public var isRising: Bool {
    colors[Self.levelCount - 1].luminance >= colors[0].luminance
  }

  /// The level of a value in `0...1`; what isn't a number is level 0.
  public static func level(_ value: Float) -> UInt8 {
    guard value > 0 else { return 0 }
    return UInt8(min(value, 1) * Float(levelCount - 1) + 0.5)
  }

  private static func clamped(_ level: Int) -> Int {
    min(levelCount - 1, max(0, level))
  }
}
