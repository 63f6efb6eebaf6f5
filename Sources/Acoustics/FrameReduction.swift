/// A step that makes one number of each frame.
struct FrameReduction: FrameStep {
  let outputCount = 1
  let reach: Int? = 1
  private let reduce: @Sendable (UnsafeBufferPointer<Float>) -> Float

  /// Takes what to make of a frame's values.
  init(_ reduce: @escaping @Sendable (UnsafeBufferPointer<Float>) -> Float) {
    self.reduce = reduce
  }

  mutating func push(
    _ frame: UnsafeBufferPointer<Float>, _ body: (UnsafeBufferPointer<Float>) -> Void
  ) {
    withUnsafePointer(to: reduce(frame)) { body(UnsafeBufferPointer(start: $0, count: 1)) }
  }
}
