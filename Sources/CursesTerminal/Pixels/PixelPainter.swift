import CellCanvas

/// Makes a PNG file of a raster and the colours of its levels; nil if that fails.
public typealias PictureEncoder = @Sendable (_ raster: LevelRaster, _ colors: [RGB]) -> [UInt8]?

/// A picture in pixels and where it lies.
struct PixelPicture: Hashable {
  let rect: CellRect
  let raster: LevelRaster
  let isDiverging: Bool
}

/// The colours of pictures in pixels.
struct PixelColors: Equatable {
  let sequential, diverging: [RGB]

  init(_ palette: Palette) {
    sequential = palette.pixelColors(diverging: false)
    diverging = palette.pixelColors(diverging: true)
  }

  /// The colours of the levels of a picture.
  func colors(of picture: PixelPicture) -> [RGB] {
    picture.isDiverging ? diverging : sequential
  }
}

/// Shows pictures in pixels, by the protocol that the terminal answered for.
struct PixelPainter {
  let display: PixelDisplay
  private var kitty: KittyPictures?
  private var sixel: SixelPictures
  private var palette: (known: Palette, colors: PixelColors)?

  /// Makes a painter; nil without an encoder for a protocol that needs one.
  init?(_ display: PixelDisplay, encoder: PictureEncoder?) {
    self.display = display
    sixel = SixelPictures(display)
    guard display.screen.kind == .kitty else { return }
    guard let encoder else { return nil }
    kitty = KittyPictures(display, encoder: encoder)
  }

  /// How pictures are sent.
  var kind: PixelScreen.Kind { display.screen.kind }

  /// Makes the next call send everything.
  mutating func invalidate() {
    kitty?.invalidate()
    sixel.invalidate()
  }

  /// The bytes that change the pictures from what was shown last to what a screen has.
  ///
  /// - Parameter changes: Where text was written over cells.
  mutating func paint(
    _ composer: ScreenComposer, changes: TextPainter.Changes, palette: Palette
  ) -> [UInt8] {
    let colors = colors(palette)
    if kitty != nil {
      return kitty?.paint(composer, colors: colors) ?? []
    }
    return sixel.paint(composer, changes: changes, colors: colors)
  }

  /// What takes all pictures off the screen that text does not cover, also in the middle of one.
  func erasing() -> [UInt8] { Self.end + (kitty?.erasing() ?? []) }

  /// Ends a string that was not sent to its end.
  private static let end = Array("\u{1b}\\".utf8)

  private mutating func colors(_ palette: Palette) -> PixelColors {
    if let known = self.palette, known.known == palette { return known.colors }
    let colors = PixelColors(palette)
    self.palette = (palette, colors)
    return colors
  }
}
