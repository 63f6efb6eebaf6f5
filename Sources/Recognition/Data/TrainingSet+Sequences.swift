import Labeling

extension TrainingSet {
  /// The words of a label in order, parted by spaces; silence has none.
  public static func words(of label: String) -> [String] {
    label == ClassRule.silence ? [] : label.split(whereSeparator: \.isWhitespace).map(String.init)
  }

  /// The words that clips have, and the clips with theirs.
  static func sequences(
    _ clips: [LabeledClip], _ sounds: [Int], _ split: Split, _ order: [String]
  ) -> ([String], [SplitPart: [Entry]]) {
    let words = sounds.map { TrainingSet.words(of: clips[$0].label) }
    let found = Set(words.joined())
    var labels = LabelSet(order.flatMap(TrainingSet.words).filter(found.contains))
    for word in found.sorted() { labels.insert(word) }
    var entries: [SplitPart: [Entry]] = [:]
    for (clip, words) in zip(sounds, words) {
      let sequence = words.compactMap { labels.place(of: $0) }
      entries[split.parts[clip], default: []].append(
        Entry(clip: clip, label: sequence.first ?? 0, sequence: sequence))
    }
    return (labels.names, entries)
  }
}
