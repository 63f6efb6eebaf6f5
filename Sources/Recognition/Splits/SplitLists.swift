import Labeling

/// The lists of speech_commands: paths relative to the folder of the data, one a line.
public struct SplitLists: Sendable, Hashable {
  /// Paths of what settings are chosen on.
  public let validation: Set<String>
  /// Paths of what is reported.
  public let testing: Set<String>

  /// Reads the texts of `validation_list.txt` and `testing_list.txt`.
  public init(validation: String, testing: String) {
    self.validation = SplitLists.paths(validation)
    self.testing = SplitLists.paths(testing)
  }

  /// The part of a recording; testing where both lists have it.
  public func part(of path: RecordingPath) -> SplitPart {
    let key = SplitLists.key(path.text)
    if testing.contains(key) { return .testing }
    return validation.contains(key) ? .validation : .training
  }

  /// Paths that both lists have.
  public var doubled: Set<String> { validation.intersection(testing) }

  /// Paths of the lists that none of some recordings has.
  public func missing(from paths: [RecordingPath]) -> Set<String> {
    validation.union(testing).subtracting(paths.map { SplitLists.key($0.text) })
  }

  private static func paths(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: \.isNewline).map { key(String($0)) }.filter { !$0.isEmpty })
  }

  private static func key(_ path: String) -> String {
    path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }
}
