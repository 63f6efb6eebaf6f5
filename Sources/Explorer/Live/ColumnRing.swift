/// The newest rows of a series, each of some values; the oldest go when it is full.
///
/// It grows as rows come, so that a short session takes little memory.
struct ColumnRing: Sendable, Equatable {
  /// Values of a row.
  let width: Int
  /// Rows that are kept.
  let capacity: Int
  /// The number of the oldest row.
  private(set) var first: Int
  /// One past the number of the newest row.
  private(set) var end: Int
  private var values: [Float] = []
  private let origin: Int

  init(width: Int, capacity: Int, first: Int) {
    self.width = width
    self.capacity = capacity
    self.first = first
    end = first
    origin = first
  }

  /// Adds a row, which begins at a place of `source`.
  mutating func append(_ source: [Float], at place: Int) {
    if end - origin < capacity {
      values.append(contentsOf: source[place..<(place + width)])
    } else {
      let start = slot(end)
      for index in 0..<width { values[start + index] = source[place + index] }
    }
    end += 1
    first = max(first, end - capacity)
  }

  /// Changes the newest row.
  mutating func changeNewest(_ change: (Int, Float) -> Float) {
    guard end > first else { return }
    let start = slot(end - 1)
    for index in 0..<width { values[start + index] = change(index, values[start + index]) }
  }

  /// Copies rows to the end of `target`; what is not kept is `fill`.
  func copy(_ rows: Range<Int>, to target: inout [Float], fill: Float) {
    let there = rows.clamped(to: first..<end)
    guard !there.isEmpty else {
      target.append(contentsOf: repeatElement(fill, count: rows.count * width))
      return
    }
    target.append(
      contentsOf: repeatElement(fill, count: (there.lowerBound - rows.lowerBound) * width))
    var row = there.lowerBound
    while row < there.upperBound {
      let start = slot(row)
      let count = min(there.upperBound - row, capacity - start / max(1, width))
      target.append(contentsOf: values[start..<(start + count * width)])
      row += count
    }
    target.append(
      contentsOf: repeatElement(fill, count: (rows.upperBound - there.upperBound) * width))
  }

  private func slot(_ row: Int) -> Int { (row - origin) % capacity * width }
}
