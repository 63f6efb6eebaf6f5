/// What a cell is painted with: a role of the theme, a level of the map, or the terminal's own.
///
/// Views name roles; only the edge that shows a canvas turns a role into a colour, because what a
/// role looks like depends on the theme and on how many colours the terminal has.
public enum Paint: Sendable, Hashable {
  /// The terminal's own foreground or background.
  case terminal
  /// A role of the theme.
  case slot(ThemeSlot)
  /// A level of the image colour map in use, `0 ..< ColorMap.levelCount`.
  case level(UInt8)
  /// A level of the diverging colour map (MFCC and deltas).
  case divergingLevel(UInt8)
  /// The colour of a label, `0 ..< Theme.labelColorCount`.
  case label(UInt8)
  /// The colour of a label at rest, mixed into the ground.
  case labelTint(UInt8)
  /// A role of the theme as ground, mixed by so many percent into the ground of the theme.
  case tint(ThemeSlot, percent: UInt8)
}

/// Attributes of text that even a terminal without colours can show.
public struct TextAttributes: OptionSet, Sendable, Hashable {
  /// The attribute bits.
  public let rawValue: UInt8

  /// Makes a set from its bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Bold.
  public static let bold = TextAttributes(rawValue: 1)
  /// Underlined.
  public static let underline = TextAttributes(rawValue: 2)
  /// Foreground and background swapped where there are no colours to tell the cell apart.
  public static let reverseInMono = TextAttributes(rawValue: 4)
  /// Mixed 60 % into the ground: the screen behind a float.
  public static let dimmed = TextAttributes(rawValue: 8)
}

/// How the text of a cell looks: two paints and attributes.
public struct Style: Sendable, Hashable {
  /// What the glyph is painted with.
  public var foreground: Paint
  /// What lies behind the glyph.
  public var background: Paint
  /// Bold, underline and the like.
  public var attributes: TextAttributes

  /// Makes a style.
  public init(
    _ foreground: Paint = .slot(.text), on background: Paint = .slot(.ground),
    _ attributes: TextAttributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// Makes a style from two roles of the theme.
  public init(
    _ foreground: ThemeSlot, on background: ThemeSlot = .ground, _ attributes: TextAttributes = []
  ) {
    self.init(.slot(foreground), on: .slot(background), attributes)
  }

  /// The same text on another ground.
  public func on(_ background: ThemeSlot) -> Style {
    Style(foreground, on: .slot(background), attributes)
  }

  /// The same style with more attributes.
  public func adding(_ more: TextAttributes) -> Style {
    Style(foreground, on: background, attributes.union(more))
  }
}
