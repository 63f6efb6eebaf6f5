/// The peaks of spectra: what is louder than both of its neighbors.
public enum SpectralPeaks {
  /// Columns in which only the peaks are left.
  ///
  /// A bin is a peak if it is louder than the one below it and not quieter than the one above it; the
  /// lowest and the highest bin are peaks if they are louder than their only neighbor.
  ///
  /// - Parameters:
  ///   - columns: `[columns, bins]` decibels.
  ///   - bins: Bins of a column.
  ///   - floor: What all other bins become.
  /// - Precondition: `columns` holds whole columns of `bins`, at least 1 bin.
  public static func kept(in columns: [Float], bins: Int, floor: Float) -> [Float] {
    precondition(bins > 0 && columns.count % bins == 0, "these are no whole columns")
    guard bins > 1 else { return columns }
    return [Float](unsafeUninitializedCapacity: columns.count) { output, filled in
      for start in stride(from: 0, to: columns.count, by: bins) {
        for bin in 0..<bins {
          let level = columns[start + bin]
          let isAbove = bin == 0 || level > columns[start + bin - 1]
          let isNotBelow =
            bin == bins - 1
            ? level > columns[start + bin - 1] : level >= columns[start + bin + 1]
          let isPeak = bin == 0 ? level > columns[start + 1] : isAbove && isNotBelow
          output[start + bin] = isPeak ? level : floor
        }
      }
      filled = columns.count
    }
  }
}
