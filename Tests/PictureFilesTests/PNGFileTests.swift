import CellCanvas
import Foundation
import PictureFiles
import Testing

@Suite struct PNGFileTests {
  private func image() -> PixelImage {
    PixelImage.render(
      Canvas(size: CellSize(columns: 5, rows: 2)), images: [], palette: Palette())
  }

  @Test func theHeaderSaysTheSize() throws {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "earmark-\(UUID().uuidString).png")
    defer {
      do { try FileManager.default.removeItem(at: file) } catch { Issue.record(error) }
    }
    try PNGFile.write(image(), to: file.path)
    let bytes = [UInt8](try Data(contentsOf: file))
    #expect(bytes.prefix(8) == [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    #expect(bytes[12..<16].elementsEqual("IHDR".utf8))
    #expect(bytes[16..<24].elementsEqual([0, 0, 0, 40, 0, 0, 0, 32]))
    #expect(bytes[24..<26].elementsEqual([8, 2]), "8 bits a component, true colour")
  }

  @Test func aFolderThatIsNotThereIsNamed() {
    do {
      try PNGFile.write(image(), to: "no such folder/picture.png")
      Issue.record("written into a folder that isn't there")
    } catch {
      #expect(error.sentence.what == "Cannot write no such folder/picture.png")
      #expect(!error.reason.isEmpty)
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
}
