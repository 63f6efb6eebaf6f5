/// Why operations make no program.
public struct GraphError: Error, Sendable, Hashable {
  /// The operation, counted from 0; nil where it is the input, a tensor or the whole.
  public var node: Int?
  /// The rule that is broken.
  public let reason: String

  init(_ reason: String, node: Int? = nil) {
    self.reason = reason
    self.node = node
  }
}
