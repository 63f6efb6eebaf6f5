import Acoustics

/// An overview as bytes: a head, lowest and highest samples and RMS, then the finest columns.
///
/// Every number is little-endian. The head is eight bytes of name, then eight each of version,
/// samples, samples of a column, bins and the checksum of what follows.
enum OverviewFile {
  private static let magic = Array("EARMARKO".utf8)
  private static let version: UInt64 = 2
  private static let headLength = 48

  /// Writes an overview down.
  static func bytes(_ pyramid: FeaturePyramid, _ peaks: PeakColumns) -> [UInt8] {
    var lists: [UInt8] = []
    lists.reserveCapacity(peaks.minima.count * 12 + pyramid.finest.count)
    for list in [peaks.minima, peaks.maxima, peaks.rms] {
      for value in list { append(value.bitPattern, to: &lists) }
    }
    var bytes = magic
    let grid = pyramid.grid
    for number in [
      version, UInt64(grid.sampleCount), UInt64(grid.columnLength), UInt64(pyramid.binAxis.count),
      Checksum.of(pyramid.finest, after: Checksum.of(lists)),
    ] { append(number, to: &bytes) }
    return bytes + lists + pyramid.finest
  }

  /// Reads an overview; nil if the bytes are not those of one with such bins.
  ///
  /// - Parameters:
  ///   - size: How many bytes there are.
  ///   - read: Gives the next bytes, nil if there are not that many: they are not copied again.
  static func overview(
    size: Int, binAxis: BinAxis, pooling: LevelPooling, read: (Int) -> [UInt8]?
  ) -> (pyramid: FeaturePyramid, peaks: PeakColumns)? {
    guard let head = read(headLength), head.starts(with: magic) else { return nil }
    let numbers = head.withUnsafeBytes { raw in
      (0..<headLength / 8).map {
        UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 8 * $0, as: UInt64.self))
      }
    }
    guard numbers[1] == version, let samples = Int(exactly: numbers[2]), samples > 0,
      let length = Int(exactly: numbers[3]), length > 0, numbers[4] == UInt64(binAxis.count)
    else { return nil }
    let grid = PyramidGrid(sampleCount: samples, columnLength: length)
    let (needed, overflow) = grid.count.multipliedReportingOverflow(by: 12 + binAxis.count)
    guard !overflow, size - headLength == needed, let lists = read(12 * grid.count),
      let finest = read(binAxis.count * grid.count),
      numbers[5] == Checksum.of(finest, after: Checksum.of(lists))
    else { return nil }
    let peaks = lists.withUnsafeBytes { raw in
      (0..<3).map { list in
        (0..<grid.count).map { column in
          let place = 4 * (list * grid.count + column)
          let bits = raw.loadUnaligned(fromByteOffset: place, as: UInt32.self)
          return Float(bitPattern: UInt32(littleEndian: bits))
        }
      }
    }
    return (
      FeaturePyramid(grid: grid, binAxis: binAxis, pooling: pooling, finest: finest),
      PeakColumns(grid: grid, minima: peaks[0], maxima: peaks[1], rms: peaks[2])
    )
  }

  private static func append<Number: FixedWidthInteger>(_ number: Number, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }
}
