import Acoustics

/// The columns of the last ten minutes: fine ones, and coarse ones to see all of them at once.
public struct LiveHistory: Sendable, Equatable {
  /// Seconds that are remembered.
  public static let seconds = 600
  /// Fine columns in a coarse one.
  static let coarseness = 16

  /// What the columns are of.
  public let picture: LivePicture
  /// Columns that could not be taken and are empty.
  public private(set) var lostCount = 0
  private var fine: ColumnRing
  private var coarse: ColumnRing
  private var extents: ColumnRing
  /// The lowest and highest value of each of the last seconds.
  private var ranges: ColumnRing

  /// Seconds that the levels of the picture look back on.
  private static let levelSeconds = 30

  /// Makes an empty history that begins with a column.
  init(_ picture: LivePicture, first: Int) {
    self.picture = picture
    let capacity = LiveHistory.seconds * LiveColumns.rate
    let bins = picture.binAxis.count
    fine = ColumnRing(width: bins, capacity: capacity, first: first)
    extents = ColumnRing(width: 3, capacity: capacity, first: first)
    coarse = ColumnRing(
      width: bins, capacity: capacity / LiveHistory.coarseness + 1,
      first: first / LiveHistory.coarseness)
    ranges = ColumnRing(width: 2, capacity: LiveHistory.levelSeconds, first: 0)
  }

  /// Bytes that ten minutes of columns take at most.
  public static func bytes(bins: Int) -> Int {
    seconds * LiveColumns.rate * 4 * (bins + 3) * (coarseness + 1) / coarseness
  }

  /// The oldest column.
  public var first: Int { fine.first }
  /// One past the newest column.
  public var end: Int { fine.end }

  /// What stands where nothing is known.
  var ground: Float { picture.unit == .coefficient ? 0 : -.infinity }

  /// Takes columns; those that were there already are passed over, a gap before them is empty.
  mutating func append(_ columns: LiveColumns) {
    let bins = picture.binAxis.count
    guard columns.values.count == columns.count * bins else { return }
    if columns.first > end {
      let gap = [Float](repeating: ground, count: bins)
      lostCount += columns.first - end
      for _ in end..<columns.first { append(gap, 0, [0, 0, 0], 0) }
    }
    for place in max(0, end - columns.first)..<max(0, columns.count) {
      append(columns.values, place * bins, columns.extents, place * 3)
    }
  }

  private mutating func append(_ values: [Float], _ start: Int, _ shape: [Float], _ place: Int) {
    let column = end
    fine.append(values, at: start)
    extents.append(shape, at: place)
    if column / LiveHistory.coarseness >= coarse.end {
      coarse.append(values, at: start)
    } else {
      let isSigned = picture.unit == .coefficient
      coarse.changeNewest { bin, old in
        let new = values[start + bin]
        return isSigned ? (abs(new) > abs(old) ? new : old) : max(old, new)
      }
    }
    noteRange(values, start, isNewSecond: column % LiveColumns.rate == 0)
  }

  private mutating func noteRange(_ values: [Float], _ start: Int, isNewSecond: Bool) {
    var (low, high) = (Float.infinity, -Float.infinity)
    for index in start..<(start + fine.width) where values[index].isFinite {
      low = min(low, values[index])
      high = max(high, values[index])
    }
    if isNewSecond || ranges.end == 0 {
      ranges.append([low, high], at: 0)
    } else {
      ranges.changeNewest { $0 == 0 ? min($1, low) : max($1, high) }
    }
  }

  /// The lowest and the highest value of the last half minute; nil before there is one.
  var range: ClosedRange<Float>? {
    var values: [Float] = []
    ranges.copy(ranges.first..<ranges.end, to: &values, fill: 0)
    let low = stride(from: 0, to: values.count, by: 2).reduce(Float.infinity) {
      min($0, values[$1])
    }
    let high = stride(from: 1, to: values.count, by: 2).reduce(-Float.infinity) {
      max($0, values[$1])
    }
    return low <= high ? low...high : nil
  }

  /// Values of some cells of `perCell` columns each, `[cells, columns of a cell, bins]`, in the
  /// order of the cells' numbers; those of nil are empty.
  func values(ofCells cells: [Int?], perCell: Int) -> (values: [Float], perCell: Int) {
    let isCoarse = perCell >= 2 * LiveHistory.coarseness
    let ring = isCoarse ? coarse : fine
    let width = isCoarse ? perCell / LiveHistory.coarseness : perCell
    var values: [Float] = []
    values.reserveCapacity(cells.count * width * ring.width)
    for cell in cells {
      if let cell {
        let rows = cell * width..<(cell + 1) * width
        let there = rows.clamped(to: 0..<max(rows.lowerBound, ring.end))
        ring.copy(there.isEmpty ? rows : there, to: &values, fill: ground)
        // The newest cell shows what came of it; black would flicker at the edge.
        if !there.isEmpty {
          for _ in there.upperBound..<rows.upperBound { values += values.suffix(ring.width) }
        }
      } else {
        values.append(contentsOf: repeatElement(ground, count: width * ring.width))
      }
    }
    return (values, width)
  }

  /// The lowest and highest sample and the mean square of some cells, `[cells, 3]`.
  func extents(ofCells cells: [Int?], perCell: Int) -> [Float] {
    var result: [Float] = []
    var values: [Float] = []
    for cell in cells {
      values.removeAll(keepingCapacity: true)
      if let cell {
        extents.copy(cell * perCell..<(cell + 1) * perCell, to: &values, fill: 0)
      }
      var (low, high, power) = (Float(0), Float(0), Float(0))
      for place in stride(from: 0, to: values.count, by: 3) {
        low = min(low, values[place])
        high = max(high, values[place + 1])
        power += values[place + 2] * values[place + 2]
      }
      result += [low, high, (power / Float(perCell)).squareRoot()]
    }
    return result
  }

  /// The values of one column; nil if it is not remembered.
  public func column(_ column: Int) -> [Float]? {
    guard column >= first, column < end else { return nil }
    var values: [Float] = []
    fine.copy(column..<(column + 1), to: &values, fill: ground)
    return values
  }
}
