import CPng
import CellCanvas

/// Pictures as PNG files.
///
/// A file of that name is replaced once the new one is whole, so a failure leaves it as it was.
/// What isn't a regular file, such as a pipe, is refused.
public enum PNGFile {
  /// The most pixels that libpng takes for a width or a height.
  static let sideLimit = 1_000_000
  private static let messageLength = 64

  /// Writes a picture in color, 8 bits a component.
  ///
  /// - Parameter mayReplace: Whether a file of that name gives way; else it is an error.
  /// - Throws: ``PictureFileError`` if the file can't be written.
  public static func write(
    _ image: PixelImage, to path: String, mayReplace: Bool = true
  ) throws(PictureFileError) {
    try write(
      image.pixels, bytesPerPixel: 3, width: image.width, height: image.height, to: path,
      mayReplace: mayReplace)
  }

  /// Writes a gray picture, 8 bits a pixel.
  /// - Throws: ``PictureFileError`` if the file can't be written.
  public static func write(_ image: GrayImage, to path: String) throws(PictureFileError) {
    try write(
      image.pixels, bytesPerPixel: 1, width: image.width, height: image.height, to: path)
  }

  private static func write(
    _ pixels: [UInt8], bytesPerPixel: Int, width: Int, height: Int, to path: String,
    mayReplace: Bool = true
  ) throws(PictureFileError) {
    precondition(
      pixels.count == width * height * bytesPerPixel,
      "\(pixels.count) bytes are not \(width)x\(height) pixels of \(bytesPerPixel) bytes")
    guard width > 0, height > 0 else {
      throw PictureFileError(path: path, reason: "the picture has no pixels")
    }
    guard width <= sideLimit, height <= sideLimit else {
      throw PictureFileError(
        path: path, reason: "\(width)x\(height) pixels are more than \(sideLimit) on a side")
    }
    let reason = FileReplacement.write(to: path, mayReplace: mayReplace) { descriptor in
      var message = [CChar](repeating: 0, count: messageLength)
      let isWritten = em_png_write(
        descriptor, UInt32(width), UInt32(height), Int32(bytesPerPixel), pixels, &message)
      guard isWritten == 0 else { return nil }
      return String(
        decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    if let reason { throw PictureFileError(path: path, reason: reason) }
  }
}
