import CellCanvas
import Foundation
import PictureFiles
import Testing

@Suite struct LevelPictureTests {
  @Test func everyPixelHasTheColorOfItsLevel() throws {
    let levels = (0..<37 * 23).map { UInt8(truncatingIfNeeded: ($0 &* $0 &* 31 &+ $0 >> 3) % 64) }
    let raster = LevelRaster(width: 37, height: 23, levels: levels)
    let colors = Palette().pixelColors(diverging: false)
    let file = try #require(LevelPicture.png(raster, colors: colors))
    #expect(file[24..<26].elementsEqual([8, 3]), "8 bits a pixel, a table of colors")
    #expect(file.count < levels.count + 1000)
    try withTemporaryFolder { folder in
      try Data(file).write(to: URL(filePath: folder + "/a.png"))
      let read = try PNGReader(folder + "/a.png")
      #expect((read.width, read.height) == (37, 23))
      #expect(read.pixels == levels)
    }
    let table = try #require(file.indices.first { file[$0...].starts(with: "PLTE".utf8) })
    #expect(
      file[(table + 4)...].prefix(3 * colors.count).elementsEqual(
        colors.flatMap { [$0.red, $0.green, $0.blue] }))
  }

  @Test func whatIsNoPictureGivesNone() {
    let none = LevelRaster(width: 0, height: 0, levels: [])
    #expect(LevelPicture.png(none, colors: Palette().pixelColors(diverging: true)) == nil)
    let bright = LevelRaster(width: 1, height: 1, levels: [9])
    #expect(LevelPicture.png(bright, colors: [RGB(red: 0, green: 0, blue: 0)]) == nil)
  }
}
