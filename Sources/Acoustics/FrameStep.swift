/// A step behind the kernels that sees the frames of a signal one after the other.
///
/// A step is a value: a copy begins anew where the original stood, so a feature keeps steps that
/// have seen nothing as its prototypes. What comes out depends on the frames alone, not on when
/// they came: live and from a file it is the same, bit for bit.
public protocol FrameStep: Sendable {
  /// Values that a frame has behind the step.
  var outputCount: Int { get }
  /// Frames that must follow before a frame can be given.
  var delay: Int { get }
  /// Whether frames wait for what follows, however far.
  var needsAll: Bool { get }
  /// The frame itself and those before and behind it that it is made of; nil: all before it.
  var reach: Int? { get }

  /// Takes the next frame and gives each that is complete now, in order.
  ///
  /// - Parameter body: Receives `[outputCount]` values, valid for the call.
  mutating func push(
    _ frame: UnsafeBufferPointer<Float>, _ body: (UnsafeBufferPointer<Float>) -> Void)

  /// Ends the signal: gives the frames that were held back, and begins anew.
  ///
  /// - Throws: Why the signal is too short for the step.
  mutating func finish(_ body: (UnsafeBufferPointer<Float>) -> Void) throws(FeatureError)
}

extension FrameStep {
  /// Frames that must follow before a frame can be given: none.
  public var delay: Int { 0 }

  /// Whether frames wait for what follows, however far: no.
  public var needsAll: Bool { false }

  /// What a frame is made of: all frames before it.
  public var reach: Int? { nil }

  /// Ends the signal; nothing was held back.
  public mutating func finish(_ body: (UnsafeBufferPointer<Float>) -> Void) {}
}
