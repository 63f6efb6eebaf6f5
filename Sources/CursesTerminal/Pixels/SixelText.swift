import CellCanvas

/// A part of a raster as sixels: columns of six pixels, colour by colour.
///
/// - Source: *VT330/VT340 Programmer Reference Manual*, volume 2, chapter 14.
struct SixelText {
  /// Colours by their registers.
  private let colors: [RGB]
  /// The register of every level.
  private let registers: [Int]

  /// Shares some registers out among the colours of all levels.
  init(_ levels: [RGB], count: Int) {
    let count = max(2, min(count, levels.count))
    registers = levels.indices.map { $0 * count / levels.count }
    colors = (0..<count).map { register in
      // The middle of the levels that share it; the ends keep theirs.
      let place = register * (levels.count - 1) / (count - 1)
      return levels[place]
    }
  }

  /// The bytes of a rectangle of pixels, to be sent with the cursor in its upper left cell.
  func bytes(of raster: LevelRaster, x: Int, y: Int, width: Int, height: Int) -> [UInt8] {
    // What no pixel of a colour covers stays as it is.
    var bytes = Array("\u{1b}P0;1;0q\"1;1;\(width);\(height)".utf8)
    for (register, color) in colors.enumerated() {
      let parts = [color.red, color.green, color.blue].map { (Int($0) * 100 + 127) / 255 }
      bytes += Array("#\(register);2;\(parts[0]);\(parts[1]);\(parts[2])".utf8)
    }
    var bits = [UInt8](repeating: 0, count: colors.count * width)
    var used = [Bool](repeating: false, count: colors.count)
    for top in stride(from: 0, to: height, by: 6) {
      for row in 0..<min(6, height - top) {
        let first = (y + top + row) * raster.width + x
        for column in 0..<width {
          let register = registers[min(registers.count - 1, Int(raster.levels[first + column]))]
          bits[register * width + column] |= 1 << UInt8(row)
          used[register] = true
        }
      }
      if top > 0 { bytes.append(UInt8(ascii: "-")) }
      var isFirst = true
      for register in colors.indices where used[register] {
        if !isFirst { bytes.append(UInt8(ascii: "$")) }
        isFirst = false
        bytes += Array("#\(register)".utf8)
        Self.append(bits[(register * width)..<((register + 1) * width)], to: &bytes)
        for column in 0..<width { bits[register * width + column] = 0 }
        used[register] = false
      }
    }
    return bytes + Array("\u{1b}\\".utf8)
  }

  /// Runs of equal sixels are told by their length; blanks at the end are left out.
  private static func append(_ row: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
    guard let last = row.lastIndex(where: { $0 != 0 }) else { return }
    var place = row.startIndex
    while place <= last {
      let value = row[place]
      var end = place + 1
      while end <= last, row[end] == value { end += 1 }
      let count = end - place
      if count > 3 {
        bytes += Array("!\(count)".utf8)
        bytes.append(value + 63)
      } else {
        for _ in 0..<count { bytes.append(value + 63) }
      }
      place = end
    }
  }
}
