/// The levels of a recording at several scales, a byte each: hours are drawn at once.
///
/// Each level has a quarter of the columns of the one below, the loudest levels or the mean powers
/// of four. With the loudest a short click stays visible at every scale. Columns may come in any
/// order.
public struct FeaturePyramid: Sendable, Equatable {
  /// Columns of a level that one of the next stands for.
  public static let factor = 4

  /// Where the finest columns lie.
  public let grid: PyramidGrid
  /// What the bins stand for.
  public let binAxis: BinAxis
  /// How columns become one.
  public let pooling: LevelPooling
  /// `[level][columns, bins]`, the finest first.
  private var levels: [[UInt8]]

  /// Makes a silent pyramid.
  public init(grid: PyramidGrid, binAxis: BinAxis, pooling: LevelPooling = .loudest) {
    self.grid = grid
    self.binAxis = binAxis
    self.pooling = pooling
    levels = Self.counts(grid).map { [UInt8](repeating: 0, count: $0 * binAxis.count) }
  }

  /// Makes a pyramid of its finest columns.
  ///
  /// - Precondition: `bytes.count == grid.count * binAxis.count`.
  public init(
    grid: PyramidGrid, binAxis: BinAxis, pooling: LevelPooling = .loudest, finest bytes: [UInt8]
  ) {
    precondition(bytes.count == grid.count * binAxis.count, "that many bytes are no pyramid")
    self.grid = grid
    self.binAxis = binAxis
    self.pooling = pooling
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
        let target = base + column * bins
        switch pooling {
        case .loudest: takeLoudest(of: columns, level: 0, into: target)
        case .mean:
          var powers = [Double](repeating: 0, count: bins)
          addPowers(of: columns, level: 0, to: &powers)
          for bin in 0..<bins {
            target[bin] = LevelPooling.byte(ofPower: powers[bin] / Double(columns.count))
          }
        }
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
  private func takeLoudest(
    of columns: Range<Int>, level: Int, into target: UnsafeMutablePointer<UInt8>
  ) {
    let (inner, edges) = parts(of: columns, level: level)
    if let inner { takeLoudest(of: inner, level: level + 1, into: target) }
    levels[level].withUnsafeBufferPointer { values in
      guard let base = values.baseAddress else { return }
      for column in edges.joined() {
        Self.maximum(target, base + column * binAxis.count, binAxis.count)
      }
    }
  }

  /// Adds the powers of a range of columns, from the coarsest level that has them whole; each
  /// counts as many times as it stands for finest columns.
  private func addPowers(of columns: Range<Int>, level: Int, to powers: inout [Double]) {
    let (inner, edges) = parts(of: columns, level: level)
    if let inner { addPowers(of: inner, level: level + 1, to: &powers) }
    let weight = Double(1 << (2 * level))
    for column in edges.joined() {
      for bin in 0..<binAxis.count {
        powers[bin] +=
          weight * LevelPooling.powers[Int(levels[level][column * binAxis.count + bin])]
      }
    }
  }

  /// The columns of the level above that lie whole in a range, if there are any, and the rest.
  private func parts(of columns: Range<Int>, level: Int) -> (inner: Range<Int>?, [Range<Int>]) {
    let first = (columns.lowerBound + Self.factor - 1) / Self.factor
    let inner = first..<max(first, columns.upperBound / Self.factor)
    guard level + 1 < levels.count, !inner.isEmpty else { return (nil, [columns]) }
    return (
      inner,
      [
        columns.lowerBound..<inner.lowerBound * Self.factor,
        inner.upperBound * Self.factor..<columns.upperBound,
      ]
    )
  }

  /// Brings the levels above up to date with finest columns.
  private mutating func raise(from columns: Range<Int>) {
    let bins = binAxis.count
    var columns = columns
    for level in 1..<max(1, levels.count) {
      let below = levels[level - 1].count / bins
      columns =
        columns.lowerBound / Self.factor..<(columns.upperBound + Self.factor - 1) / Self.factor
      var values = [UInt8](repeating: 0, count: columns.count * bins)
      levels[level - 1].withUnsafeBufferPointer { source in
        values.withUnsafeMutableBufferPointer { target in
          guard let from = source.baseAddress, let to = target.baseAddress else { return }
          for column in columns {
            let children = column * Self.factor..<min(below, (column + 1) * Self.factor)
            let place = to + (column - columns.lowerBound) * bins
            switch pooling {
            case .loudest:
              for child in children { Self.maximum(place, from + child * bins, bins) }
            case .mean: Self.mean(place, from, children, bins)
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

  private static func mean(
    _ target: UnsafeMutablePointer<UInt8>, _ source: UnsafePointer<UInt8>, _ columns: Range<Int>,
    _ count: Int
  ) {
    for bin in 0..<count {
      let sum = columns.reduce(0.0) { $0 + LevelPooling.powers[Int(source[$1 * count + bin])] }
      target[bin] = LevelPooling.byte(ofPower: sum / Double(columns.count))
    }
  }

  /// Columns of each level, the finest first, until a single one is left.
  private static func counts(_ grid: PyramidGrid) -> [Int] {
    var counts = [grid.count]
    while let last = counts.last, last > 1 { counts.append((last + factor - 1) / factor) }
    return counts
  }
}
