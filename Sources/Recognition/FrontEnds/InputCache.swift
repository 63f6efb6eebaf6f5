import Digests
import Labeling

/// What makes an input: the recording's contents, the clip's span and the front end.
public struct InputKey: Sendable, Hashable {
  /// The hash of the recording's contents.
  public let contentHash: String
  /// The samples of the clip at the recording's own rate; nil for all.
  public let span: Range<Int>?
  /// The hash of the front end, ``FrontEnd/hash``.
  public let frontEnd: String

  /// Makes a key.
  public init(contentHash: String, span: Range<Int>? = nil, frontEnd: String) {
    self.contentHash = contentHash
    self.span = span
    self.frontEnd = frontEnd
  }

  /// A name for a file that holds the input: the hash of all, 64 hexadecimal digits.
  public var name: String {
    let place = span.map { "\($0.lowerBound)-\($0.upperBound)" } ?? "all"
    return InputKey.hash("\(contentHash) \(place) \(frontEnd)")
  }

  static func hash(_ text: String) -> String {
    SHA256Hasher.hexadecimal(of: Array(text.utf8))
  }
}

extension FrontEnd {
  /// The hash of every parameter, 64 hexadecimal digits.
  public var hash: String { InputKey.hash(json.compact) }
}

/// Inputs that are kept in memory, the last used longest.
public struct InputCache: Sendable {
  /// Bytes that it holds at most.
  public let byteLimit: Int
  /// Bytes that it holds.
  public private(set) var byteCount = 0
  private var inputs: [InputKey: (values: [Float], age: UInt64)] = [:]
  private var clock: UInt64 = 0

  /// Makes an empty cache.
  public init(byteLimit: Int) { self.byteLimit = byteLimit }

  /// How many inputs it holds.
  public var count: Int { inputs.count }

  /// An input that is there; it is used now.
  public mutating func input(_ key: InputKey) -> [Float]? {
    guard let found = inputs[key] else { return nil }
    clock += 1
    inputs[key] = (found.values, clock)
    return found.values
  }

  /// Keeps an input, and forgets those that were used longest ago where there is no room.
  public mutating func keep(_ values: [Float], for key: InputKey) {
    let size = InputCache.size(values)
    guard size <= byteLimit else { return }
    if let old = inputs.removeValue(forKey: key) { byteCount -= InputCache.size(old.values) }
    clock += 1
    inputs[key] = (values, clock)
    byteCount += size
    guard byteCount > byteLimit else { return }
    // A tenth of the room is made at once, so that sorting pays.
    for (key, entry) in inputs.sorted(by: { $0.value.age < $1.value.age })
    where inputs.count > 1 && byteCount > byteLimit - byteLimit / 10 {
      inputs[key] = nil
      byteCount -= InputCache.size(entry.values)
    }
  }

  private static func size(_ values: [Float]) -> Int { 4 * values.count + 256 }
}
