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

  /// Columns without what is always there: how far each level lies over the median of its band.
  ///
  /// - Parameter columns: `[columns, bins]` decibels.
  /// - Returns: Decibels over the median, at least 0.
  /// - Precondition: `columns` holds whole columns of the same bins.
  /// - Source: Median subtraction per band, as in Towsey, *Noise Removal from Waveforms and
  ///   Spectrograms Derived from Natural Recordings of the Environment*, 2013, with the median in
  ///   the place of the mode.
  public func removed(from columns: [Float]) -> [Float] {
    precondition(columns.count % bytes.count == 0, "these are no whole columns")
    let medians = bytes.map(LevelByte.decibels(ofByte:))
    return [Float](unsafeUninitializedCapacity: columns.count) { output, filled in
      for start in stride(from: 0, to: columns.count, by: medians.count) {
        for bin in 0..<medians.count {
          output[start + bin] = max(0, columns[start + bin] - medians[bin])
        }
      }
      filled = columns.count
    }
  }
}
