/// Whether pictures are shown in pixels, where the terminal can.
public enum PixelChoice: String, Sendable, Hashable, CaseIterable {
  /// With block characters.
  case off
  /// By the protocol that the terminal says it knows.
  case auto
  /// By the graphics protocol of kitty, if the terminal says that it knows it.
  case kitty
  /// By sixels, if the terminal says that it knows them.
  case sixel
}

/// What a terminal said of pictures in pixels.
public struct PixelScreen: Sendable, Hashable {
  /// How pictures are sent.
  public enum Kind: String, Sendable, Hashable {
    /// The graphics protocol of kitty: pictures lie under the text.
    case kitty
    /// Sixels: pictures lie where no text is.
    case sixel
  }

  /// How pictures are sent.
  public let kind: Kind
  /// Pixels of a cell from left to right.
  public let cellWidth: Int
  /// Pixels of a cell from top to bottom.
  public let cellHeight: Int

  /// Makes a description.
  public init(kind: Kind, cellWidth: Int, cellHeight: Int) {
    self.kind = kind
    self.cellWidth = cellWidth
    self.cellHeight = cellHeight
  }
}
