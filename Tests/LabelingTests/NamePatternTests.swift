import Labeling
import Testing

@Suite struct NamePatternTests {
  @Test(
    arguments: [
      ("{label}_{group}_{index}", "digits/0_george_12.wav", "0", "george"),
      ("{label}_{group}_{index}", "nine_mary_ann_3.wav", "nine", "mary_ann"),
      ("{label}_{group}_{index}.wav", "0_george_12.wav", "0", "george"),
      ("{group}_nohash_{index}-{label}", "ab12_nohash_0-yes.wav", "yes", "ab12"),
      ("{label}-{}", "dog-1-2.flac", "dog", nil),
      ("{label}", "dog.wav", "dog", nil),
      ("{index}.{label}", "12.개.wav", "개", nil),
      ("{label}_{group}_{index}", "0_george_x.wav", nil, nil),
      ("{label}_{group}_{index}", "0_george.wav", nil, nil),
      ("{label}_{group}_{index}", "_george_1.wav", nil, nil),
    ] as [(String, String, String?, String?)])
  func theNameGivesLabelAndGroup(
    pattern: String, path: String, label: String?, group: String?
  ) throws {
    let found = try NamePattern(pattern).attribution(of: RecordingPath(path))
    #expect(found?.label == label)
    #expect(found?.group == group)
    if found != nil { #expect(found?.origin == .imported(format: "name")) }
  }

  @Test(arguments: [
    ("{label", NamePatternError.unclosed), ("{labels}", .unknownField("labels")),
    ("{label}_{label}", .twice("label")), ("{label}{group}", .nothingBetween("group")),
    ("{group}_{index}", .noLabel), ("", .noLabel), ("{group}/{label}", .namesFolder),
  ])
  func wrongPatternsSayWhy(pattern: String, error: NamePatternError) {
    #expect(throws: error) { try NamePattern(pattern) }
    #expect(!error.sentence.why.isEmpty && !error.sentence.remedy.isEmpty)
  }

  @Test func aPatternForGroupsNeedsNoLabel() throws {
    let pattern = try NamePattern("{group}_nohash_{index}", needsLabel: false)
    #expect(pattern.attribution(of: RecordingPath("yes/ab12_nohash_3.wav"))?.group == "ab12")
    #expect(throws: NamePatternError.noGroup) {
      try NamePattern("{label}_{index}", needsLabel: false)
    }
    #expect(NamePatternError.noGroup.sentence.why.contains("{group}"))
  }

  @Test func sentence() {
    let sentence = NamePatternError.unknownField("lab\u{1b}").sentence
    #expect(sentence.why == "there is no field \"lab\\u001b\"")
  }
}
