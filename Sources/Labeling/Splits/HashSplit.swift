import Digests

/// The split of speech_commands: a hash of the name says the part.
///
/// A recording stays in its part however many others are added. What follows `_nohash_` in its name
/// does not count, so the recordings of a speaker stay together.
///
/// - Source: TensorFlow, `examples/speech_commands/input_data.py`, `which_set`.
public struct HashSplit: Sendable, Hashable {
  /// The share of validation, in percent.
  public var validationPercentage: Double
  /// The share of testing, in percent.
  public var testingPercentage: Double

  /// One less than a power of two, as in the original: about 134 million.
  public static let largestClass = (1 << 27) - 1
  /// What divides the part of a name that counts from the part that does not.
  public static let separator = Array("_nohash_".utf8)

  /// Makes the rule; 10 and 10 percent are usual.
  public init(validationPercentage: Double = 10, testingPercentage: Double = 10) {
    self.validationPercentage = validationPercentage
    self.testingPercentage = testingPercentage
  }

  /// The part of a recording, by its name alone.
  public func part(of path: RecordingPath) -> SplitPart {
    let percentage = HashSplit.percentage(of: path)
    if percentage < validationPercentage { return .validation }
    return percentage < testingPercentage + validationPercentage ? .testing : .training
  }

  /// Where the hash of a name lies, 0 to 100.
  public static func percentage(of path: RecordingPath) -> Double {
    let digest = SHA1Hasher.bytes(of: hashedName(of: path))
    let low = digest.suffix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    return Double(low & UInt32(largestClass)) * (100.0 / Double(largestClass))
  }

  /// The part of a name that is hashed: `re.sub('_nohash_.*$', '', name)`.
  public static func hashedName(of path: RecordingPath) -> [UInt8] {
    let name = path.name.bytes
    let newline = UInt8(ascii: "\n")
    guard name.count >= separator.count else { return name }
    for start in 0...(name.count - separator.count)
    where name[start...].starts(with: separator) {
      // A dot of the expression is no newline, and its end may lie before the last one.
      let rest = name[(start + separator.count)...]
      guard let first = rest.firstIndex(of: newline) else { return Array(name[..<start]) }
      if first == name.count - 1 { return Array(name[..<start]) + [newline] }
    }
    return name
  }
}
