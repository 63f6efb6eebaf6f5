/// A gray picture, 8 bits a pixel.
public struct GrayImage: Sendable, Hashable {
  /// Pixels from left to right.
  public let width: Int
  /// Pixels from top to bottom.
  public let height: Int
  /// `[height, width]`: 0 is black and 255 white, top row first.
  public let pixels: [UInt8]

  /// Makes a picture.
  ///
  /// - Precondition: `pixels.count == width * height`.
  public init(width: Int, height: Int, pixels: [UInt8]) {
    precondition(
      pixels.count == width * height, "\(pixels.count) pixels are not \(width)x\(height)")
    self.width = width
    self.height = height
    self.pixels = pixels
  }
}
