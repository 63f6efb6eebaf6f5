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

  /// Takes a sentence of a failure apart again, whose first part ends with the name of a file.
  ///
  /// - Parameter shown: What stands in the name's place.
  init(sentence: String, of name: String, shown: String) {
    guard let end = sentence.firstRange(of: name + ": ") else {
      self.init(what: sentence)
      return
    }
    let parts = sentence[end.upperBound...].split(separator: "; ", maxSplits: 1).map(String.init)
    self.init(
      what: sentence[..<end.lowerBound] + shown, why: parts.first ?? "",
      remedy: parts.count > 1 ? parts[1] : "")
  }

  /// The parts as one sentence: `WHAT: WHY; REMEDY`.
  public var sentence: String {
    let cause = why.isEmpty ? what : "\(what): \(why)"
    return remedy.isEmpty ? cause : "\(cause); \(remedy)"
  }
}
