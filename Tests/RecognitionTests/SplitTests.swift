import Labeling
import Recognition
import Testing

struct HashSplitTests {
  private struct Case: Decodable {
    let path: String
    let percentage: Double
    let sets: [String]
  }

  @Test func equalsTheOriginalOnEveryCase() throws {
    let cases: [Case] = try Reference.read("split")
    #expect(cases.count == 75)
    let shares = [(10.0, 10.0), (20, 5), (0, 50), (33.3, 33.3)]
    for one in cases {
      let path = RecordingPath(one.path)
      #expect(HashSplit.percentage(of: path) == one.percentage, "\(one.path)")
      for (share, expected) in zip(shares, one.sets) {
        let rule = HashSplit(validationPercentage: share.0, testingPercentage: share.1)
        #expect(rule.part(of: path).rawValue == expected, "\(one.path) \(share)")
      }
    }
  }

  @Test func theFolderDoesNotCount() {
    let one = HashSplit.percentage(of: RecordingPath("a/x_nohash_0.wav"))
    #expect(one == HashSplit.percentage(of: RecordingPath("b/c/x_nohash_7.flac")))
    #expect(one != HashSplit.percentage(of: RecordingPath("a/x.wav")))
  }
}

struct SplitTests {
  /// Three speakers with four clips each of two classes.
  private let clips = ["ann", "bob", "cem"].flatMap { speaker in
    (0..<4).map { index in
      LabeledClip(
        path: RecordingPath("\(index % 2)/\(speaker)_nohash_\(index).wav"), label: "\(index % 2)",
        group: speaker, split: speaker == "ann" ? "Test" : nil, contentHash: "\(speaker)\(index)")
    }
  }

  @Test func listsSayTheParts() throws {
    let lists = SplitLists(
      validation: "0/ann_nohash_0.wav\r\n./1/ann_nohash_1.wav\n\n",
      testing: "0/ann_nohash_2.wav\n0/ann_nohash_0.wav")
    let split = try SplitRule.lists(lists).split(clips)
    #expect(split.places(of: .testing) == [0, 2])
    #expect(split.places(of: .validation) == [1])
    #expect(split.count(of: .training) == 9)
  }

  @Test func tablesAndFoldersNameParts() throws {
    var clips = self.clips
    clips[5].path = RecordingPath("dev/1/x.wav")
    let split = try SplitRule.given().split(clips)
    #expect(split.places(of: .testing) == [0, 1, 2, 3])
    #expect(split.places(of: .validation) == [5])
    // What is cut to choose on comes from those that train.
    let cut = ValidationCut(percentage: 50, takesGroups: false, seed: 1)
    let less = try SplitRule.given(validation: cut).split(clips)
    #expect(less.places(of: .testing) == [0, 1, 2, 3])
    #expect(less.count(of: .validation) > 1 && less.count(of: .training) > 0)
  }

  @Test(arguments: 0..<3 as Range<UInt64>) func groupsStayTogether(seed: UInt64) throws {
    let rule = SplitRule.groups(
      .beforeNoHash, validationPercentage: 30, testingPercentage: 30, seed: seed)
    let split = try rule.split(clips)
    for part in SplitPart.allCases { #expect(split.count(of: part) == 4) }
    #expect(split.leaks(in: clips, groups: .given).isEmpty)
    #expect(try rule.split(clips) == split)
  }

  @Test func ofGroupsThatAreAllTooLargeOneIsTestedOn() throws {
    let rule = SplitRule.groups(
      .given, validationPercentage: 10, testingPercentage: 10, seed: 1)
    let split = try rule.split(clips)
    #expect(Set(split.places(of: .testing).compactMap { clips[$0].group }).count == 1)
    #expect(split.count(of: .testing) == 4 && split.count(of: .validation) == 0)
  }

  @Test func listsTellWhatIsOddAboutThem() {
    let lists = SplitLists(validation: "a/x.wav\nb/y.wav", testing: "./a/x.wav\nc/z.wav")
    #expect(lists.doubled == ["a/x.wav"])
    #expect(
      lists.missing(from: [RecordingPath("a/x.wav"), RecordingPath("c/z.wav")]) == ["b/y.wav"])
  }

  @Test func classesAreSharedAlike() throws {
    let rule = SplitRule.stratified(validationPercentage: 0, testingPercentage: 50, seed: 3)
    let split = try rule.split(clips)
    let tested = split.places(of: .testing)
    #expect(tested.count == 6 && tested.count { clips[$0].label == "0" } == 3)
    let leaks = split.leaks(in: clips, groups: .given)
    #expect(leaks.allSatisfy { $0.kind == .group } && !leaks.isEmpty)
  }

  @Test func oneGroupIsHeldOut() throws {
    let split = try SplitRule.heldOut(.given, group: "bob").split(clips)
    #expect(split.places(of: .testing) == [4, 5, 6, 7])
    #expect(throws: SplitError.unknownGroup("dan")) {
      try SplitRule.heldOut(.given, group: "dan").split(clips)
    }
  }

  @Test func clipsToChooseOnAreCutFromTheOthers() throws {
    func split(_ percentage: Double, groups: Bool, _ number: Int? = nil) throws -> Split {
      let cut = ValidationCut(percentage: percentage, takesGroups: groups, seed: 1)
      let rule: SplitRule =
        number.map { .fold(.given, number: $0, count: 3, seed: 1, validation: cut) }
        ?? .heldOut(.given, group: "bob", validation: cut)
      return try rule.split(clips)
    }
    for groups in try [split(50, groups: true), split(50, groups: true, 2)] {
      for part in SplitPart.allCases { #expect(groups.count(of: part) == 4) }
      #expect(groups.leaks(in: clips, groups: .given).isEmpty)
    }
    let single = try split(50, groups: false)
    #expect(single.places(of: .testing) == [4, 5, 6, 7])
    let chosen = single.places(of: .validation)
    #expect(chosen.count == 4 && chosen.count { clips[$0].label == "0" } == 2)
    // A group is half of what is left, far more than a tenth.
    #expect(try split(10, groups: true).count(of: .validation) == 0)
    #expect(throws: SplitError.percentage(101)) { try split(101, groups: true) }
  }

  @Test func theSameContentsInTwoPartsLeak() {
    var clips = self.clips
    clips[8].contentHash = "ann0"
    let split = Split(clips.indices.map { $0 < 8 ? .training : .testing })
    let leaks = split.leaks(in: clips, groups: .folder)
    #expect(leaks.first?.kind == .contents && leaks.first?.places == [0, 8])
    #expect(leaks.filter { $0.kind == .group }.map(\.key) == ["0", "1"])
  }

  @Test func sharesMustMakeSense() {
    let rule = SplitRule.hash(HashSplit(validationPercentage: 60, testingPercentage: 60))
    #expect(throws: SplitError.percentage(120)) { try rule.split(clips) }
    #expect(throws: SplitError.percentage(-1)) {
      try SplitRule.stratified(validationPercentage: -1, testingPercentage: 0, seed: 0).split(clips)
    }
    #expect(SplitError.percentage(120).sentence.why == "120.0 % is not a share from 0 to 100")
  }

  @Test func foldsHoldEachClipOutOnce() throws {
    for folds in [
      try Folds.stratified(clips, count: 5, seed: 1),
      try Folds.grouped(clips, by: .given, count: 3, seed: 1),
      try Folds.leaveOneGroupOut(clips, by: .given),
    ] {
      #expect(folds.all.flatMap(\.heldOut).sorted() == Array(clips.indices))
      for fold in folds.all {
        #expect((fold.heldOut + fold.training).sorted() == Array(clips.indices))
      }
    }
    let grouped = try Folds.grouped(clips, by: .given, count: 2, seed: 1)
    for fold in grouped.all {
      let held = Set(fold.heldOut.map { clips[$0].group })
      #expect(held.isDisjoint(with: fold.training.map { clips[$0].group }))
    }
    #expect(try Folds.leaveOneGroupOut(clips, by: .given).all.map(\.name) == ["ann", "bob", "cem"])
  }

  @Test func oneFoldIsTested() throws {
    let tested = try (1...3).map { number in
      try SplitRule.fold(.given, number: number, count: 3, seed: 1).split(clips)
        .places(of: .testing)
    }
    #expect(tested.flatMap(\.self).sorted() == Array(clips.indices))
    #expect(tested.allSatisfy { Set($0.map { clips[$0].group }).count == 1 })
    #expect(throws: SplitError.foldNumber(4, count: 3)) {
      try SplitRule.fold(nil, number: 4, count: 3, seed: 1).split(clips)
    }
  }

  @Test func foldsNeedEnough() {
    #expect(throws: SplitError.foldCount(4, limit: 3)) {
      try Folds.grouped(clips, by: .given, count: 4, seed: 0)
    }
    var ungrouped = clips
    ungrouped[3].group = nil
    #expect(throws: SplitError.noGroup(clip: "1/ann_nohash_3.wav")) {
      try Folds.leaveOneGroupOut(ungrouped, by: .given)
    }
  }

  @Test func rulesComeBackFromTheirRecords() throws {
    let pattern = GroupRule.pattern(try NamePattern("{label}_{group}_{index}"))
    let rules: [SplitRule] = [
      .hash(HashSplit(validationPercentage: 12.5, testingPercentage: 5)), .given(),
      .groups(pattern, validationPercentage: 10, testingPercentage: 20, seed: .max),
      .stratified(validationPercentage: 1, testingPercentage: 2, seed: 3),
      .heldOut(.folder, group: "k\u{e9}"), .fold(nil, number: 2, count: 5, seed: 9),
      .fold(pattern, number: 1, count: 2, seed: 0),
      .given(.folder, validation: ValidationCut(percentage: 20, takesGroups: true, seed: 5)),
      .heldOut(
        .folder, group: "k",
        validation: ValidationCut(percentage: 12.5, takesGroups: true, seed: .max)),
      .fold(
        nil, number: 1, count: 2, seed: 0,
        validation: ValidationCut(percentage: 10, takesGroups: false, seed: 7)),
    ]
    for rule in rules {
      #expect(try SplitRecord(json: SplitRecord(rule).json) == .rule(rule))
    }
    let lists = SplitLists(validation: "b\na", testing: "c")
    let record = SplitRecord(.lists(lists))
    #expect(try SplitRecord(json: record.json) == record)
    #expect(record != SplitRecord(.lists(SplitLists(validation: "b", testing: "a\nc"))))
  }
}
