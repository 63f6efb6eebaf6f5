/// A canvas as text that a person can read and a test compare: the golden files of screens.
///
/// First the glyphs, then a letter for the style of every cell (a digit for the mean level of a
/// cell of an image, 0 to 9), then what the letters mean, then where images lie.
public struct CanvasTranscript: Sendable, Hashable {
  private static let letters = Array(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
      + "αβγδεζηθικλμνξοπρστυφχψωΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ")

  /// The transcript, each line ended by a line feed.
  public let text: String

  /// Writes a canvas and its images down.
  public init(_ canvas: Canvas, images: [PlacedImage] = []) {
    let screen = ComposedScreen(canvas, images: images)
    var glyphRows = ""
    var styleRows = ""
    var legend: [Style] = []
    for row in 0..<screen.size.rows {
      glyphRows += "|"
      styleRows += "|"
      for column in 0..<screen.size.columns {
        switch screen.content(column: column, row: row) {
        case .image(let cell, _):
          glyphRows += Unicode.Scalar(cell.glyph).map { String(Character($0)) } ?? " "
          styleRows += "\(Int(cell.meanLevel) * 10 / ColorMap.levelCount)"
        case .text(let cell, let text):
          glyphRows += text
          styleRows.append(Self.letter(of: cell.style, in: &legend))
        }
      }
      glyphRows += "|\n"
      styleRows += "|\n"
    }
    text =
      "\(screen.size.columns)x\(screen.size.rows)\n" + glyphRows + "\nstyles\n" + styleRows
      + "\nlegend\n" + Self.describe(legend) + Self.describe(images)
  }

  private static func letter(of style: Style, in legend: inout [Style]) -> Character {
    let index = legend.firstIndex(of: style) ?? legend.count
    if index == legend.count { legend.append(style) }
    return index < letters.count ? letters[index] : "*"
  }

  private static func describe(_ legend: [Style]) -> String {
    legend.enumerated().reduce(into: "") { lines, entry in
      let letter = entry.offset < letters.count ? letters[entry.offset] : "*"
      lines += "\(letter) \(entry.element.transcript)\n"
    }
  }

  private static func describe(_ images: [PlacedImage]) -> String {
    images.reduce(into: "") { lines, image in
      let rect = image.rect
      lines += "image \(rect.columns)x\(rect.rows) at \(rect.column),\(rect.row)"
      lines += image.isDiverging ? " diverging\n" : "\n"
    }
  }
}

extension Style {
  /// The style in words, such as `accent on raised bold`.
  fileprivate var transcript: String {
    var words = "\(foreground.transcript) on \(background.transcript)"
    if attributes.contains(.bold) { words += " bold" }
    if attributes.contains(.underline) { words += " underline" }
    if attributes.contains(.reverseInMono) { words += " reverse-in-mono" }
    if attributes.contains(.dimmed) { words += " dimmed" }
    return words
  }
}

extension Paint {
  fileprivate var transcript: String {
    switch self {
    case .terminal: "terminal"
    case .slot(let slot): slot.name
    case .level(let level): "level\(level)"
    case .divergingLevel(let level): "diverging\(level)"
    case .label(let index): "label\(index)"
    case .labelTint(let index): "tint\(index)"
    case .tint(let slot, let percent): "\(slot.name)\(percent)"
    }
  }
}
