/// What a mouse did at a cell of the screen.
public struct PointerInput: Sendable, Hashable {
  /// What it did.
  public enum Action: Sendable, Hashable {
    /// The left button went down.
    case press
    /// The pointer moved with the button down.
    case drag
    /// The button went up.
    case release
    /// The wheel was turned away from the person, or towards them.
    case wheelUp, wheelDown
  }

  /// What it did.
  public var action: Action
  /// The cell, counted from the upper left corner.
  public var point: CellPoint
  /// Whether Control was held.
  public var control: Bool
  /// Whether Alt (Meta) was held.
  public var alt: Bool
  /// Whether Shift was held; most terminals keep it for their own selection.
  public var shift: Bool

  /// Makes an input.
  public init(
    _ action: Action, at point: CellPoint, control: Bool = false, alt: Bool = false,
    shift: Bool = false
  ) {
    self.action = action
    self.point = point
    self.control = control
    self.alt = alt
    self.shift = shift
  }
}
