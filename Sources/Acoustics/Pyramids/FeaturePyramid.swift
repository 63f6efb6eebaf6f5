/// The loudest levels of a recording at several scales, a byte each: hours are drawn at once.
///
/// Each level has a quarter of the columns of the one below, of the maxima of four: a short click
/// stays visible at every scale. Columns may come in any order.
public struct FeaturePyramid: Sendable, Equatable {
  /// Columns of a level that one of the next stands for.
  public static let factor = 4

  /// Where the finest columns lie.
  public let grid: PyramidGrid
  /// What the bins stand for.
  public let binAxis: BinAxis
  /// `[level][columns, bins]`, the finest first.
  private var levels: [[UInt8]]

  /// Makes a silent pyramid.
  public init(grid: PyramidGrid, binAxis: BinAxis) {
    self.grid = grid
    self.binAxis = binAxis
    levels = Self.counts(grid).map { [UInt8](repeating: 0, count: $0 * binAxis.count) }
  }

  /// Makes a pyramid of its finest columns.
  ///
  /// - Precondition: `bytes.count == grid.count * binAxis.count`.
  public init(grid: PyramidGrid, binAxis: BinAxis, finest bytes: [UInt8]) {
    precondition(bytes.count == grid.count * binAxis.count, "that many bytes are no pyramid")
    self.grid = grid
    self.binAxis = binAxis
    levels = [bytes]
    for count in Self.counts(grid).dropFirst() {
      levels.append([UInt8](repeating: 0, count: count * binAxis.count))
    }
    raise(from: 0..<grid.count)
  }

  /// The finest columns, `[columns, bins]`.
  public var finest: [UInt8] { levels[0] }

  /// Bytes of all levels.
  public var byteCount: Int { levels.reduce(0) { $0 + $1.count } }

  /// Puts columns in, `[columns.count, bins]` bytes.
  ///
  /// - Precondition: `columns` lies in the grid and `bytes` has that shape.
  public mutating func put(_ bytes: [UInt8], at columns: Range<Int>) {
    let bins = binAxis.count
    precondition(
      columns.lowerBound >= 0 && columns.upperBound <= grid.count
        && bytes.count == columns.count * bins, "those columns are not in the pyramid")
    levels[0].replaceSubrange(
      columns.lowerBound * bins..<columns.upperBound * bins, with: bytes)
    raise(from: columns)
  }

  /// Bytes of the columns of a picture, `[grid.count, bins]`.
  ///
  /// - Parameter picture: Columns as wide as the finest ones or wider.
  public func bytes(at picture: ColumnGrid) -> [UInt8] {
    let bins = binAxis.count
    var output = [UInt8](repeating: 0, count: picture.count * bins)
    output.withUnsafeMutableBufferPointer { output in
      guard let base = output.baseAddress, picture.span.count > 0 else { return }
      for column in 0..<picture.count {
        let columns = grid.columns(under: picture.samples(ofColumn: column))
        pool(columns, level: 0, into: base + column * bins)
      }
    }
    return output
  }

  /// The picture in decibels.
  ///
  /// - Parameter picture: Columns as wide as the finest ones or wider.
  public func picture(at picture: ColumnGrid) -> FeaturePicture {
    let table = LevelByte.table
    let values = bytes(at: picture).map { table[Int($0)] }
    return FeaturePicture(grid: picture, binAxis: binAxis, unit: .decibels, values: values)
  }

  /// Takes the maxima of a range of columns, from the coarsest level that has them whole.
  private func pool(_ columns: Range<Int>, level: Int, into target: UnsafeMutablePointer<UInt8>) {
    let bins = binAxis.count
    let first = (columns.lowerBound + Self.factor - 1) / Self.factor
    let inner = first..<max(first, columns.upperBound / Self.factor)
    let goesUp = level + 1 < levels.count && !inner.isEmpty
    let head = goesUp ? columns.lowerBound..<inner.lowerBound * Self.factor : columns
    let tail = goesUp ? inner.upperBound * Self.factor..<columns.upperBound : 0..<0
    if goesUp { pool(inner, level: level + 1, into: target) }
    levels[level].withUnsafeBufferPointer { values in
      guard let base = values.baseAddress else { return }
      for column in [head, tail].joined() {
        Self.maximum(target, base + column * bins, bins)
      }
    }
  }

  /// Brings the levels above up to date with finest columns.
  private mutating func raise(from columns: Range<Int>) {
    let bins = binAxis.count
    var columns = columns
    for level in 1..<max(1, levels.count) {
      let below = levels[level - 1].count / bins
      columns = columns.lowerBound / Self.factor
        ..< (columns.upperBound + Self.factor - 1) / Self.factor
      var values = [UInt8](repeating: 0, count: columns.count * bins)
      levels[level - 1].withUnsafeBufferPointer { source in
        values.withUnsafeMutableBufferPointer { target in
          guard let from = source.baseAddress, let to = target.baseAddress else { return }
          for column in columns {
            let children = column * Self.factor..<min(below, (column + 1) * Self.factor)
            for child in children {
              Self.maximum(to + (column - columns.lowerBound) * bins, from + child * bins, bins)
            }
          }
        }
      }
      levels[level].replaceSubrange(
        columns.lowerBound * bins..<columns.upperBound * bins, with: values)
    }
  }

  private static func maximum(
    _ target: UnsafeMutablePointer<UInt8>, _ source: UnsafePointer<UInt8>, _ count: Int
  ) {
    for place in 0..<count { target[place] = max(target[place], source[place]) }
  }

  /// Columns of each level, the finest first, until a single one is left.
  private static func counts(_ grid: PyramidGrid) -> [Int] {
    var counts = [grid.count]
    while let last = counts.last, last > 1 { counts.append((last + factor - 1) / factor) }
    return counts
  }
}
