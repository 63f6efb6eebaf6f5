/// What the user has marked now: a stretch of time, or a box of time and frequency.
public struct Selection: Sendable, Hashable {
  /// Samples of the recording, half-open and not empty.
  public var span: Range<Int>
  /// Lowest and highest frequency in hertz; nil: all of them.
  public var hertz: ClosedRange<Float>?

  /// Makes a selection.
  public init(span: Range<Int>, hertz: ClosedRange<Float>? = nil) {
    self.span = span
    self.hertz = hertz
  }
}
