/// What went wrong, as one sentence in three parts.
public struct Failure: Error, Sendable, Hashable {
  /// What happened, beginning with the names: `Cannot read 7_theo_3.wav`.
  public let what: String
  /// Why, with the numbers: `it ends after 44 bytes, its header promises 16 044`.
  public let why: String
  /// What to do about it.
  public let remedy: String

  /// Makes a failure of its three parts; why and remedy may be empty.
  public init(what: String, why: String = "", remedy: String = "") {
    self.what = what
    self.why = why
    self.remedy = remedy
  }

  /// The parts as one sentence: `WHAT: WHY; REMEDY`.
  public var sentence: String {
    let cause = why.isEmpty ? what : "\(what): \(why)"
    return remedy.isEmpty ? cause : "\(cause); \(remedy)"
  }
}
