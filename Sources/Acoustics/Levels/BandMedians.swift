#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The level that each band of a picture has most of the time.
public struct BandMedians: Sendable, Equatable {
  /// `[bins]`, the lower median of each band, as bytes.
  public let bytes: [UInt8]

  /// Finds the medians of columns, `[columns, bins]` bytes.
  ///
  /// - Precondition: `columns` holds whole columns of `bins`, at least 1 bin.
  public init(of columns: [UInt8], bins: Int) {
    precondition(bins > 0 && columns.count % bins == 0, "these are no whole columns")
    let count = columns.count / bins
    var counts = [Int32](repeating: 0, count: bins * 256)
    counts.withUnsafeMutableBufferPointer { counts in
      columns.withUnsafeBufferPointer { columns in
        var place = 0
        for _ in 0..<count {
          for bin in 0..<bins {
            counts[bin << 8 | Int(columns[place])] += 1
            place += 1
          }
        }
      }
    }
    let half = Int32((count + 1) / 2)
    bytes = (0..<bins).map { bin in
      var sum: Int32 = 0
      for byte in 0..<256 {
        sum += counts[bin << 8 | byte]
        if sum >= half { return UInt8(byte) }
      }
      return 0
    }
  }

  /// Columns without what is always there: each byte less the median of its band, at least 0.
  ///
  /// The results are steps of half a decibel over the median, no longer levels.
  ///
  /// - Precondition: `columns` holds whole columns of the same bins.
  /// - Source: Median subtraction per band, as in Towsey, *Noise Removal from Waveforms and
  ///   Spectrograms Derived from Natural Recordings of the Environment*, 2013, with the median in
  ///   the place of the mode.
  public func removed(from columns: [UInt8]) -> [UInt8] {
    precondition(columns.count % bytes.count == 0, "these are no whole columns")
    return [UInt8](unsafeUninitializedCapacity: columns.count) { output, filled in
      for start in stride(from: 0, to: columns.count, by: bytes.count) {
        for bin in 0..<bytes.count {
          let (value, median) = (columns[start + bin], bytes[bin])
          output[start + bin] = value > median ? value - median : 0
        }
      }
      filled = columns.count
    }
  }
}

/// How several columns become one.
public enum LevelPooling: String, Sendable, Hashable, Codable, CaseIterable {
  /// The highest level: a short click never disappears.
  case loudest
  /// The level of the mean power, as a meter would show it.
  case mean

  /// The power of each byte over that of byte 0.
  private static let powers: [Double] = LevelByte.table.map {
    pow(10, (Double($0) - Double(LevelByte.floor)) / 10)
  }

  /// Brings columns to fewer.
  ///
  /// - Parameters:
  ///   - columns: `[columns, bins]` bytes.
  ///   - count: Columns that come out, at most as many as there are.
  /// - Returns: `[count, bins]` bytes.
  /// - Precondition: `columns` holds whole columns, at least `count`.
  public func pooled(_ columns: [UInt8], bins: Int, count: Int) -> [UInt8] {
    precondition(bins > 0 && columns.count % bins == 0, "these are no whole columns")
    let grid = ColumnGrid(span: SampleRange(0..<(columns.count / bins)), count: count)
    precondition(count <= grid.span.count, "columns can't become more by pooling")
    var output = [UInt8](repeating: 0, count: count * bins)
    var sums = [Double](repeating: 0, count: bins)
    for target in 0..<count {
      let sources = grid.samples(ofColumn: target)
      switch self {
      case .loudest:
        for source in sources {
          for bin in 0..<bins {
            output[target * bins + bin] = max(
              output[target * bins + bin], columns[source * bins + bin])
          }
        }
      case .mean:
        for bin in 0..<bins { sums[bin] = 0 }
        for source in sources {
          for bin in 0..<bins { sums[bin] += Self.powers[Int(columns[source * bins + bin])] }
        }
        for bin in 0..<bins {
          let level = 10 * log10(sums[bin] / Double(sources.count)) + Double(LevelByte.floor)
          output[target * bins + bin] = LevelByte.byte(ofDecibels: Float(level))
        }
      }
    }
    return output
  }
}
