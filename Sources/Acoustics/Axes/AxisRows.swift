/// How the rows of a picture on a frequency axis are made of the bins of a spectrum.
///
/// A row that covers several bins shows the largest of them, so that a thin line never disappears;
/// one that covers less than a bin lies between its neighbors.
public struct AxisRows: Sendable, Equatable {
  /// What one row shows.
  private enum Row: Equatable {
    /// The largest of some bins.
    case largest(Range<Int>)
    /// A place between a bin and the next one.
    case between(Int, share: Float)
    /// Nothing: the row lies outside the spectrum.
    case outside
  }

  /// Bins of a spectrum.
  public let binCount: Int
  private let rows: [Row]

  /// How many rows there are.
  public var count: Int { rows.count }

  /// Finds the bins of rows.
  ///
  /// - Parameters:
  ///   - axis: The visible frequencies.
  ///   - count: Rows; the first one is the top.
  ///   - bins: What the bins stand for; even steps of hertz or bands.
  /// - Precondition: The bins have frequencies.
  public init(_ axis: FrequencyAxis, count: Int, bins: BinAxis) {
    precondition(bins.hertz(ofBin: 0) != nil, "these bins have no frequencies")
    binCount = bins.count
    let last = Float(bins.count - 1)
    rows = (0..<count).map { row -> Row in
      func bin(_ edge: Double) -> Float {
        let place = 1 - (Double(row) + edge) / Double(count)
        return bins.bin(ofHertz: Float(axis.hertz(atPlace: place))) ?? 0
      }
      let (low, middle, high) = (bin(1), bin(0.5), bin(0))
      guard middle >= -0.5, middle <= last + 0.5 else { return .outside }
      let first = max(0, Int(low.rounded(.up)))
      let end = min(bins.count, Int(high.rounded(.up)))
      if high - low >= 1, first < end { return .largest(first..<end) }
      let place = max(0, min(last, middle))
      let below = min(Int(place), max(0, bins.count - 2))
      return .between(below, share: bins.count > 1 ? place - Float(below) : 0)
    }
  }

  /// The rows of a column of values, the top first.
  ///
  /// - Parameter outside: What stands in rows beyond the spectrum.
  /// - Precondition: `column` has ``binCount`` values.
  public func values(of column: [Float], outside: Float = -.infinity) -> [Float] {
    precondition(column.count == binCount, "the column has \(column.count) bins")
    return rows.map { row in
      switch row {
      case .largest(let bins): return column[bins].max() ?? outside
      case .between(let bin, let share):
        guard share > 0 else { return column[bin] }
        // Silence has no level to be between.
        if column[bin] == -.infinity { return share >= 0.5 ? column[bin + 1] : column[bin] }
        if column[bin + 1] == -.infinity { return share >= 0.5 ? column[bin + 1] : column[bin] }
        return column[bin] * (1 - share) + column[bin + 1] * share
      case .outside: return outside
      }
    }
  }

  /// The rows of columns of bytes, `[columns, bins]` to `[columns, rows]`; 0 beyond the spectrum.
  ///
  /// - Precondition: `bytes` has whole columns.
  public func bytes(of bytes: [UInt8]) -> [UInt8] {
    precondition(bytes.count % binCount == 0, "\(bytes.count) bytes are no whole columns")
    let columns = bytes.count / binCount
    var output = [UInt8](repeating: 0, count: columns * rows.count)
    for column in 0..<columns {
      let base = column * binCount
      for (place, row) in rows.enumerated() {
        switch row {
        case .largest(let bins):
          var largest: UInt8 = 0
          for bin in bins { largest = max(largest, bytes[base + bin]) }
          output[column * rows.count + place] = largest
        case .between(let bin, let share):
          let low = Float(bytes[base + bin])
          let high = Float(bytes[base + min(bin + 1, binCount - 1)])
          output[column * rows.count + place] = UInt8(low + (high - low) * share + 0.5)
        case .outside: break
        }
      }
    }
    return output
  }
}
