import Synchronization

/// Parts of some work, each of which is done by whoever asks for the next one.
public final class Turns: Sendable {
  /// The parts.
  public let count: Int
  private let taken = Atomic(0)

  /// Parts of which none is taken.
  public init(_ count: Int) { self.count = count }

  /// The next part; nil when all are taken.
  public func take() -> Int? {
    let turn = taken.wrappingAdd(1, ordering: .relaxed).oldValue
    return turn < count ? turn : nil
  }
}
