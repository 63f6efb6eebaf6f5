import CPng
import CellCanvas

/// What keeps a picture from being written.
public struct PictureFileError: Error, Sendable, Hashable {
  /// The file as it was named.
  public let path: String
  /// What the picture library or the system says.
  public let reason: String

  /// What happened, why, and what to do.
  public var sentence: (what: String, why: String, remedy: String) {
    ("Cannot write \(path)", reason, "check the folder and the free space")
  }
}

/// Pictures as PNG files.
public enum PNGFile {
  private static let messageLength = 64

  /// Writes a picture; a file of that name is replaced.
  /// - Throws: ``PictureFileError`` if the file can't be written.
  public static func write(_ image: PixelImage, to path: String) throws(PictureFileError) {
    guard image.width > 0, image.height > 0 else {
      throw PictureFileError(path: path, reason: "the picture has no pixels")
    }
    var message = [CChar](repeating: 0, count: messageLength)
    let written = em_png_write_rgb(
      path, UInt32(image.width), UInt32(image.height), image.pixels, &message)
    guard written == 1 else {
      let text = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      throw PictureFileError(path: path, reason: String(decoding: text, as: UTF8.self))
    }
  }
}
