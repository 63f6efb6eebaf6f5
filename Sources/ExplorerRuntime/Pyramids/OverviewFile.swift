import Acoustics

/// An overview as bytes: a head, lowest and highest samples and RMS, then the finest columns.
///
/// Every number is little-endian. The head is eight bytes of name, then eight each of version,
/// samples, samples of a column, bins and the checksum of what follows.
enum OverviewFile {
  private static let magic = Array("EARMARKO".utf8)
  private static let version: UInt64 = 1
  private static let headLength = 48

  /// Writes an overview down.
  static func bytes(_ pyramid: FeaturePyramid, _ peaks: PeakColumns) -> [UInt8] {
    var body: [UInt8] = []
    body.reserveCapacity(peaks.minima.count * 12 + pyramid.finest.count)
    for list in [peaks.minima, peaks.maxima, peaks.rms] {
      for value in list { append(value.bitPattern, to: &body) }
    }
    body += pyramid.finest
    var bytes = magic
    let grid = pyramid.grid
    for number in [
      version, UInt64(grid.sampleCount), UInt64(grid.columnLength), UInt64(pyramid.binAxis.count),
      Checksum.of(body),
    ] { append(number, to: &bytes) }
    return bytes + body
  }

  /// Reads an overview; nil if the bytes are not those of one with such bins.
  static func overview(
    _ bytes: [UInt8], binAxis: BinAxis, pooling: LevelPooling
  ) -> (pyramid: FeaturePyramid, peaks: PeakColumns)? {
    guard bytes.count > headLength, bytes.starts(with: magic) else { return nil }
    return bytes.withUnsafeBytes { raw in
      func number(_ place: Int) -> UInt64 {
        UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 8 * place, as: UInt64.self))
      }
      guard number(1) == version, let samples = Int(exactly: number(2)), samples > 0,
        let length = Int(exactly: number(3)), length > 0, number(4) == UInt64(binAxis.count)
      else { return nil }
      let grid = PyramidGrid(sampleCount: samples, columnLength: length)
      let (needed, overflow) = grid.count.multipliedReportingOverflow(by: 12 + binAxis.count)
      let body = UnsafeRawBufferPointer(rebasing: raw[headLength...])
      guard !overflow, body.count == needed, number(5) == Checksum.of(body) else { return nil }
      let lists = (0..<3).map { list in
        [Float](unsafeUninitializedCapacity: grid.count) { values, count in
          for column in 0..<grid.count {
            let place = 4 * (list * grid.count + column)
            let bits = body.loadUnaligned(fromByteOffset: place, as: UInt32.self)
            values.initializeElement(at: column, to: Float(bitPattern: UInt32(littleEndian: bits)))
          }
          count = grid.count
        }
      }
      return (
        FeaturePyramid(
          grid: grid, binAxis: binAxis, pooling: pooling,
          finest: Array(body[(12 * grid.count)...])),
        PeakColumns(grid: grid, minima: lists[0], maxima: lists[1], rms: lists[2])
      )
    }
  }

  private static func append<Number: FixedWidthInteger>(_ number: Number, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }
}
