/// A rectangle of pixels.
package struct PixelRect: Sendable, Hashable {
  /// The leftmost pixel.
  package var x: Int
  /// The topmost pixel.
  package var y: Int
  /// Pixels from left to right.
  package var width: Int
  /// Pixels from top to bottom.
  package var height: Int

  /// One past the rightmost pixel.
  package var endX: Int { x + width }
  /// One past the lowest pixel.
  package var endY: Int { y + height }

  /// Whether a pixel belongs to both.
  package func intersects(_ other: PixelRect) -> Bool {
    x < other.endX && other.x < endX && y < other.endY && other.y < endY
  }

  /// Whether `other` lies inside.
  package func contains(_ other: PixelRect) -> Bool {
    x <= other.x && other.endX <= endX && y <= other.y && other.endY <= endY
  }

  /// The rectangle with so many more pixels on each side.
  func grown(by pixels: Int) -> PixelRect {
    PixelRect(
      x: x - pixels, y: y - pixels, width: width + 2 * pixels, height: height + 2 * pixels)
  }
}
