/// The pixels of a picture for terminals that show them: levels of a colour map.
public struct LevelRaster: Sendable, Hashable {
  /// Pixels from left to right.
  public let width: Int
  /// Pixels from top to bottom.
  public let height: Int
  /// `[height, width]` in `0 ..< ColorMap.levelCount`, top row first.
  public let levels: [UInt8]

  /// Makes a raster.
  ///
  /// - Precondition: `levels.count == width * height`.
  public init(width: Int, height: Int, levels: [UInt8]) {
    precondition(
      levels.count == width * height, "\(levels.count) levels are not \(width)x\(height)")
    self.width = width
    self.height = height
    self.levels = levels
  }

  /// Makes a raster of values in `0...1`; what isn't a number is level 0.
  public init(width: Int, height: Int, values: [Float]) {
    self.init(width: width, height: height, levels: values.map(ColorMap.level))
  }

  /// The same pixels with other levels.
  public func mapped(_ change: (UInt8) -> UInt8) -> LevelRaster {
    let table = (0..<UInt8(ColorMap.levelCount)).map(change)
    let top = table.count - 1
    return LevelRaster(
      width: width, height: height, levels: levels.map { table[min(top, Int($0))] })
  }
}
