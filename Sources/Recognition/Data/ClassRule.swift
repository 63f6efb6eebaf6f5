/// Which classes a model tells apart.
public enum ClassRule: Sendable, Hashable {
  /// Every label that clips have, in this order; labels that are not listed follow by name.
  case all(order: [String])
  /// The original's: silence, unknown words and those that are wanted, in this order.
  ///
  /// The percentages are of the wanted words of a part: how many silences are added, and how many
  /// of the other words, as one class.
  case wanted([String], silencePercentage: Double, unknownPercentage: Double)
  /// The words of labels, in this order, others by name: `3 1 4` are three, `_silence_` is none.
  case sequences(order: [String])

  /// The words of the original's example.
  public static let commands = [
    "yes", "no", "up", "down", "left", "right", "on", "off", "stop", "go",
  ]
  /// The class of what is no word.
  public static let silence = "_silence_"
  /// The class of words that are not wanted.
  public static let unknown = "_unknown_"
  /// The classes that are no words.
  public static let special: Set<String> = [silence, unknown]

  /// The original's rule with its percentages.
  public static func wanted(_ words: [String] = commands) -> ClassRule {
    .wanted(words, silencePercentage: 10, unknownPercentage: 10)
  }
}
