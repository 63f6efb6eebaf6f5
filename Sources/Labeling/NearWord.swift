/// Words that are nearly the same.
public enum NearWord {
  /// Words that are looked at, at most.
  private static let wordLimit = 10_000
  /// Characters of a word that are looked at, at most.
  private static let lengthLimit = 60

  /// The word that is meant most likely, capitals or not; nil if none is near.
  ///
  /// - Parameter share: One slip is forgiven for each so many characters, and always one.
  public static func nearest(
    to word: String, of words: some Sequence<String>, share: Int = 3
  ) -> String? {
    let wanted = word.lowercased()
    let near = words.prefix(wordLimit).map { ($0, distance(wanted, $0.lowercased())) }
      .min { $0.1 < $1.1 }
    guard let near, near.1 <= max(1, word.count / share) else { return nil }
    return near.0
  }

  /// Characters to add, take away or change to make one text of the other.
  ///
  /// What lies behind their first 60 does not count.
  ///
  /// - Source: Wagner, Fischer, *The String-to-String Correction Problem*, JACM 21 (1974).
  public static func distance(_ one: String, _ other: String) -> Int {
    let other = Array(other.prefix(lengthLimit))
    var row = Array(0...other.count)
    for (place, character) in one.prefix(lengthLimit).enumerated() {
      var diagonal = row[0]
      row[0] = place + 1
      for column in other.indices {
        let cost = other[column] == character ? diagonal : diagonal + 1
        diagonal = row[column + 1]
        row[column + 1] = min(cost, row[column] + 1, diagonal + 1)
      }
    }
    return row[other.count]
  }
}
