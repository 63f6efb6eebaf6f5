import CellCanvas

/// Stands for a terminal that is not there: no keys come, and the last picture is kept.
@MainActor
public final class NoTerminal: Terminal {
  /// The size that pictures have.
  public let size: CellSize
  /// Nothing to wait on; `poll` passes it over.
  public let inputDescriptor: Int32 = -1

  /// Makes a stand-in of a size.
  public init(size: CellSize) { self.size = size }

  /// No input ever comes.
  public func nextInput() -> TerminalInput? { nil }

  /// Shows nothing.
  public func present(_ canvas: Canvas, images: [PlacedImage], palette: Palette) {}

  /// There is nothing to draw anew.
  public func invalidate() {}
}
