/// Who works on shards: one after the other here, on threads where there are some.
public protocol ShardRunner: Sendable {
  /// Calls the body for every index from 0 on, each once, and returns after the last call did.
  ///
  /// Calls may run at the same time and in any order.
  func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void)
}

/// Shards one after the other, on the calling thread.
public struct SerialRunner: ShardRunner {
  /// A runner without threads.
  public init() {}

  /// Calls the body in order.
  public func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    for index in 0..<count { body(index) }
  }
}

/// What closures on several threads share: each shard's memory is touched by the one thread that
/// took its index, and what all read does not change before every call has returned.
struct SharedByShards<Value>: @unchecked Sendable {
  let value: Value
  init(_ value: Value) { self.value = value }
}
