import CellCanvas

/// A color map in steps too small to be seen.
struct ColorRamp {
  private static let stepCount = 1024
  private let colors: [RGB]

  /// Makes a ramp from the stops of a map.
  init(_ map: ColorMap) {
    colors = (0..<Self.stepCount).map { step in
      let place = Double(step) * Double(map.stops.count - 1) / Double(Self.stepCount - 1)
      let index = min(Int(place), map.stops.count - 2)
      return map.stops[index].mixed(with: map.stops[index + 1], place - Double(index))
    }
  }

  /// The color of a value; those outside `0...1` have that of the nearer end, and what isn't a
  /// number that of 0.
  func color(_ value: Float) -> RGB {
    guard value > 0 else { return colors[0] }
    return colors[Int(min(value, 1) * Float(Self.stepCount - 1) + 0.5)]
  }
}
