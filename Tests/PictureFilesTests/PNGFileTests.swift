import CellCanvas
import Foundation
import PictureFiles
import Testing

@Suite struct PNGFileTests {
  private func image() -> PixelImage {
    var canvas = Canvas(size: CellSize(columns: 5, rows: 2))
    canvas.write("ab#", at: CellPoint(column: 1, row: 0), Style(.text))
    return PixelImage.render(canvas, images: [], palette: Palette())
  }

  /// Every gray in a pattern that no filter of PNG makes trivial.
  private let grays = (0..<64 * 40).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 31 &+ $0 >> 3) }

  @Test func theHeaderSaysTheSize() throws {
    try withTemporaryFolder { folder in
      let file = folder + "/picture.png"
      try PNGFile.write(image(), to: file)
      let bytes = [UInt8](try Data(contentsOf: URL(filePath: file)))
      #expect(bytes.prefix(8) == [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
      #expect(bytes[12..<16].elementsEqual("IHDR".utf8))
      #expect(bytes[16..<24].elementsEqual([0, 0, 0, 40, 0, 0, 0, 32]))
      #expect(bytes[24..<26].elementsEqual([8, 2]), "8 bits a component, true color")
    }
  }

  @Test func everyPixelIsWhatItWas() throws {
    try withTemporaryFolder { folder in
      let image = image()
      try PNGFile.write(image, to: folder + "/color.png")
      let color = try PNGReader(folder + "/color.png")
      #expect((color.width, color.height, color.bytesPerPixel) == (40, 32, 3))
      #expect(color.pixels == image.pixels)
      try PNGFile.write(GrayImage(width: 64, height: 40, pixels: grays), to: folder + "/gray.png")
      let gray = try PNGReader(folder + "/gray.png")
      #expect((gray.width, gray.height, gray.bytesPerPixel) == (64, 40, 1))
      #expect(gray.pixels == grays)
    }
  }

  @Test func anOldFileIsReplacedWithItsPermissionsKept() throws {
    try withTemporaryFolder { folder in
      let (file, link) = (folder + "/old.png", folder + "/link.png")
      try Data("old".utf8).write(to: URL(filePath: file))
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file)
      try PNGFile.write(GrayImage(width: 64, height: 40, pixels: grays), to: link)
      #expect(try PNGReader(file).pixels == grays)
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == file)
      let facts = try FileManager.default.attributesOfItem(atPath: file)
      #expect(facts[.posixPermissions] as? Int == 0o600)
      #expect(try names(folder) == ["link.png", "old.png"])
    }
  }

  @Test func aFailureLeavesTheOldFile() throws {
    try withTemporaryFolder { folder in
      let file = folder + "/old.png"
      try Data("old".utf8).write(to: URL(filePath: file))
      let reason = FileReplacement.write(to: file) { descriptor in
        close(descriptor)
        return "the disk is full"
      }
      #expect(reason == "the disk is full")
      #expect(try String(contentsOfFile: file, encoding: .utf8) == "old")
      #expect(try names(folder) == ["old.png"])
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func aDeviceIsRefusedAndStays() throws {
    do {
      try PNGFile.write(image(), to: "/dev/full")
      Issue.record("written to a device")
    } catch {
      #expect(error.reason == "something that is no regular file has this name")
    }
    #expect(FileManager.default.fileExists(atPath: "/dev/full"))
  }

  @Test func aPipeAndALinkInACircleAreRefused() throws {
    try withTemporaryFolder { folder in
      let (pipe, circle) = (folder + "/pipe", folder + "/circle")
      #expect(mkfifo(pipe, 0o600) == 0)
      try FileManager.default.createSymbolicLink(atPath: circle, withDestinationPath: circle)
      for path in [pipe, circle, folder] {
        #expect(throws: PictureFileError.self) { try PNGFile.write(image(), to: path) }
      }
      #expect(try names(folder) == ["circle", "pipe"])
    }
  }

  @Test func aFolderThatIsNotThereIsNamed() {
    do {
      try PNGFile.write(image(), to: "no such folder/picture.png")
      Issue.record("written into a folder that isn't there")
    } catch {
      #expect(error.sentence.what == "Cannot write no such folder/picture.png")
      #expect(error.reason == String(cString: strerror(ENOENT)))
    }
  }

  @Test func anEmptyPictureIsRefused() {
    let empty = PixelImage.render(
      Canvas(size: CellSize(columns: 0, rows: 0)), images: [], palette: Palette())
    do {
      try PNGFile.write(empty, to: "empty.png")
      Issue.record("written without pixels")
    } catch {
      #expect(error.reason == "the picture has no pixels")
    }
  }

  @Test func aSideThatNoFileCanHaveIsRefused() {
    do {
      try PNGFile.write(
        GrayImage(width: 1, height: 1_000_001, pixels: Array(repeating: 0, count: 1_000_001)),
        to: "long.png")
      Issue.record("written with a side too long")
    } catch {
      #expect(error.reason == "1x1000001 pixels are more than 1000000 on a side")
    }
  }

  private func names(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }
}
