import Recognition

/// Spoken digits of speakers that were heard: takes 0 to 4 of each are left out.
struct OfficialStudy {
  /// The folder of all recordings.
  let data: String
  /// What is drawn.
  let seed: UInt64

  /// Prints the figure.
  func run() throws {
    let digits = try DigitRecordings.read(data)
    let model = try Lesson(recipe: .standard(sampleRate: 8_000), seed: seed)
      .trained(on: digits.filtered { !DigitRecordings.isForTesting($0) })
    let accuracy = try model.accuracy(on: digits.filtered(DigitRecordings.isForTesting))
    say(AccuracyRow(what: "official rule", measured: accuracy, least: 99).line)
  }
}
