import Recognition

/// Five labels of each digit, and a speaker that was never heard.
struct FewLabelsStudy {
  /// The folder of all recordings.
  let data: String
  /// What it begins with.
  let trunk: ModelFile
  /// What is drawn.
  let seeds: [UInt64]

  private static let labels = 5

  /// Prints the mean over the speakers for every seed.
  func run() throws {
    let digits = try DigitRecordings.read(data)
    for seed in seeds {
      var sum = 0.0
      let speakers = DigitRecordings.speakers(of: digits)
      for speaker in speakers {
        let heard = FewLabelsStudy.few(of: digits.filtered { $0.group != speaker }, seed: seed)
        let model = try Lesson(recipe: .standard(sampleRate: 8_000), seed: seed, trunk: trunk)
          .headTrained(on: heard)
        let accuracy = try model.accuracy(on: digits.filtered { $0.group == speaker })
        say("  five labels, seed \(seed), without \(speaker): \(accuracy)")
        sum += accuracy
      }
      say(
        AccuracyRow(
          what: "five labels a class, trunk, seed \(seed): mean",
          measured: sum / Double(speakers.count), least: 72
        ).line)
    }
  }

  private static func few(of heard: Recordings, seed: UInt64) -> Recordings {
    var draws = SeededDraws(seed: seed, 0x6665_7700)
    var counts: [String: Int] = [:]
    var places: [Int] = []
    for place in heard.clips.indices.shuffled(using: &draws) {
      let label = heard.clips[place].label
      guard counts[label, default: 0] < labels else { continue }
      counts[label, default: 0] += 1
      places.append(place)
    }
    return heard.chosen(places.sorted())
  }
}
