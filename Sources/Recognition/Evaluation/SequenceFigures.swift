import Labeling

/// How well strings of labels were written down.
public struct SequenceFigures: Sendable, Hashable {
  /// Strings.
  public let count: Int
  /// Those without a fault.
  public let correct: Int
  /// Labels that are there.
  public let length: Int
  /// Labels that were taken for others.
  public let substitutions: Int
  /// Labels of each class that were left out.
  public let missing: [Int]
  /// Labels of each class that are not there.
  public let extra: [Int]

  /// Labels that were left out.
  public var deletions: Int { missing.reduce(0, +) }
  /// Labels that are not there.
  public var insertions: Int { extra.reduce(0, +) }
  /// Faults for each label that is there; above 1 where more was said than is there.
  public var labelErrorRate: Double {
    let faults = Double(substitutions + deletions + insertions)
    return length == 0 ? faults : faults / Double(length)
  }

  /// The members that `evaluate --json` adds.
  var json: [(String, JSONValue)] {
    [
      ("labelErrorRate", .number(labelErrorRate)), ("length", .integer(length)),
      ("substitutions", .integer(substitutions)), ("deletions", .integer(deletions)),
      ("insertions", .integer(insertions)),
    ]
  }
}
