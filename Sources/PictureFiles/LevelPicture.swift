import CPng
import CellCanvas

/// Pictures of levels as PNG files in memory, for terminals that take them.
public enum LevelPicture {
  /// Bytes that a file needs beside its pixels: header, colors, and what packing can add.
  private static let spare = 1 << 16

  /// The bytes of a PNG file; nil if libpng can't make it.
  ///
  /// - Parameters:
  ///   - raster: A byte a pixel.
  ///   - colors: The color of each level, 256 at most.
  public static func png(_ raster: LevelRaster, colors: [RGB]) -> [UInt8]? {
    guard raster.width > 0, raster.height > 0, (1...256).contains(colors.count),
      raster.levels.allSatisfy({ Int($0) < colors.count })
    else { return nil }
    let table = colors.flatMap { [$0.red, $0.green, $0.blue] }
    let room = raster.levels.count + raster.levels.count / 8 + spare
    let file = [UInt8](unsafeUninitializedCapacity: room) { memory, count in
      count = em_png_encode(
        UInt32(raster.width), UInt32(raster.height), raster.levels, table, UInt32(colors.count),
        memory.baseAddress, room)
    }
    return file.isEmpty ? nil : file
  }
}
