import CellCanvas
import Foundation

/// Pictures by the graphics protocol of kitty: sent once as PNG, then placed under the text wherever
/// cells show them.
///
/// A new picture is sent under another number and placed before the old one goes, so that nothing
/// flickers where a terminal does not hold redraws.
///
/// - Source: *Terminal graphics protocol* of kitty.
struct KittyPictures {
  private struct Shown {
    let picture: PixelPicture
    let id: Int
    var rects: [CellRect]
  }

  private let display: PixelDisplay
  private let encoder: PictureEncoder
  private var shown: [Shown?] = []
  private var colors: PixelColors?
  /// Whether what the terminal has is not known any more.
  private var isVoid = false

  /// Numbers of pictures begin here, so that they meet nobody else's.
  private static let firstID = 0x6561_7200
  /// Bytes of base64 in a command.
  private static let chunk = 4096

  init(_ display: PixelDisplay, encoder: @escaping PictureEncoder) {
    self.display = display
    self.encoder = encoder
  }

  mutating func invalidate() { isVoid = true }

  /// The bytes that show the pictures of a screen.
  mutating func paint(_ composer: ScreenComposer, colors: PixelColors) -> [UInt8] {
    var bytes: [UInt8] = []
    if isVoid {
      bytes += erasing()
      shown = []
      isVoid = false
    }
    let isRecolored = colors != self.colors
    self.colors = colors
    let width = composer.size.columns
    for (number, picture) in composer.pictures.enumerated() {
      let area = picture.rect.intersection(CellRect(composer.size))
      let rects = PixelCover.rects(in: area, width: width) { composer.pictured[$0] == number }
      if number == shown.count { shown.append(nil) }
      if let old = shown[number], old.picture == picture, !isRecolored {
        bytes += placing(picture, old.id, rects, over: old.rects)
        shown[number]?.rects = rects
      } else {
        bytes += replace(number, picture, rects, colors.colors(of: picture))
      }
    }
    for gone in shown[composer.pictures.count...].compactMap(\.self) {
      bytes += Self.command("a=d,d=I,i=\(gone.id),q=2")
    }
    shown.removeLast(shown.count - composer.pictures.count)
    return bytes
  }

  /// What takes all pictures off the screen, and out of the terminal's memory.
  func erasing() -> [UInt8] {
    shown.compactMap(\.self).flatMap { Self.command("a=d,d=I,i=\($0.id),q=2") }
  }

  private mutating func replace(
    _ number: Int, _ picture: PixelPicture, _ rects: [CellRect], _ colors: [RGB]
  ) -> [UInt8] {
    let old = shown[number]?.id
    let first = Self.firstID + 2 * number
    let id = old == first ? first + 1 : first
    var bytes: [UInt8] = []
    if let file = encoder(picture.raster, colors) {
      bytes += Self.sending(file, id) + placing(picture, id, rects, over: [])
      shown[number] = Shown(picture: picture, id: id, rects: rects)
    } else {
      shown[number] = nil
    }
    if let old { bytes += Self.command("a=d,d=I,i=\(old),q=2") }
    return bytes
  }

  private static func sending(_ file: [UInt8], _ id: Int) -> [UInt8] {
    let text = Array(Data(file).base64EncodedData())
    var bytes: [UInt8] = []
    for start in stride(from: 0, to: text.count, by: chunk) {
      let end = min(text.count, start + chunk)
      let keys = (start == 0 ? "a=t,f=100,t=d,i=\(id)," : "") + "m=\(end < text.count ? 1 : 0),q=2"
      bytes += Array("\u{1b}_G\(keys);".utf8) + text[start..<end] + Array("\u{1b}\\".utf8)
    }
    return bytes
  }

  /// Places the parts of a picture that are seen, each under its number; those that lie so already
  /// are left.
  private func placing(
    _ picture: PixelPicture, _ id: Int, _ rects: [CellRect], over old: [CellRect]
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    let (wide, high) = (display.screen.cellWidth, display.screen.cellHeight)
    for (number, rect) in rects.enumerated() where number >= old.count || old[number] != rect {
      let x = (rect.column - picture.rect.column) * wide
      let y = (rect.row - picture.rect.row) * high
      bytes += Array("\u{1b}[\(rect.row + 1);\(rect.column + 1)H".utf8)
      bytes += Self.command(
        "a=p,i=\(id),p=\(number + 1),x=\(x),y=\(y),w=\(rect.columns * wide),h=\(rect.rows * high),"
          + "c=\(rect.columns),r=\(rect.rows),z=-1,C=1,q=2")
    }
    for number in rects.count..<max(rects.count, old.count) {
      bytes += Self.command("a=d,d=i,i=\(id),p=\(number + 1),q=2")
    }
    return bytes
  }

  private static func command(_ keys: String) -> [UInt8] {
    Array("\u{1b}_G\(keys)\u{1b}\\".utf8)
  }
}
