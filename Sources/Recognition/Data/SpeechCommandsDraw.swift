import Labeling

/// The original's choice of silences and unknown words.
///
/// - Source: TensorFlow, `examples/speech_commands/input_data.py`, `prepare_data_index`, as Python 3
///   runs it over paths in the order of their bytes.
struct SpeechCommandsDraw {
  let words: [String]
  let silencePercentage: Double
  let unknownPercentage: Double
  let seed: UInt64

  /// The parts in the order in which the original draws for them.
  private static let order: [SplitPart] = [.validation, .testing, .training]

  func set(
    _ clips: [LabeledClip], _ sounds: [Int], _ split: Split
  ) throws(TrainingSetError) -> ([String], [SplitPart: [TrainingSet.Entry]]) {
    let labels = LabelSet([ClassRule.silence, ClassRule.unknown] + words)
    guard labels.names.count == words.count + 2 else {
      let twice = words.first { word in
        labels.names.prefix(2).contains(word) || words.count { $0 == word } > 1
      }
      throw .reservedWord(twice ?? "")
    }
    let sorted = sounds.sorted { (clips[$0].path, $0) < (clips[$1].path, $1) }
    let found = Set(sorted.map { clips[$0].label.lowercased() })
    for word in words where !found.contains(word) {
      throw .missingWord(word, found: found.sorted())
    }
    var entries: [SplitPart: [TrainingSet.Entry]] = [:]
    var unknown: [SplitPart: [TrainingSet.Entry]] = [:]
    for clip in sorted {
      let part = split.parts[clip]
      switch clips[clip].label.lowercased() {
      case ClassRule.silence: continue
      case let word:
        if let label = labels.place(of: word), label > 1 {
          entries[part, default: []].append(TrainingSet.Entry(clip: clip, label: label))
        } else {
          unknown[part, default: []].append(TrainingSet.Entry(clip: clip, label: 1))
        }
      }
    }
    var random = MersenneTwister(seed: UInt32(truncatingIfNeeded: seed))
    for part in SpeechCommandsDraw.order {
      let count = entries[part]?.count ?? 0
      let silences = SpeechCommandsDraw.share(silencePercentage, of: count)
      let silence = TrainingSet.Entry(clip: nil, label: 0)
      entries[part, default: []] += Array(repeating: silence, count: silences)
      var others = unknown[part] ?? []
      random.shuffle(&others)
      entries[part, default: []] += others.prefix(
        SpeechCommandsDraw.share(unknownPercentage, of: count))
    }
    for part in SpeechCommandsDraw.order {
      var all = entries[part] ?? []
      random.shuffle(&all)
      entries[part] = all
    }
    return (labels.names, entries)
  }

  /// `ceil(count · percentage / 100)`.
  private static func share(_ percentage: Double, of count: Int) -> Int {
    Int((Double(count) * percentage / 100).rounded(.up))
  }
}
