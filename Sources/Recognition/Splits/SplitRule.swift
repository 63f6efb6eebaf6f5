import Labeling

/// What says to which part a clip belongs.
public enum SplitRule: Sendable, Hashable {
  /// The original's hash of the name.
  case hash(HashSplit)
  /// Lists of paths, as `validation_list.txt` and `testing_list.txt`; what is in none trains.
  case lists(SplitLists)
  /// What a table or a folder names; clips without a part train, but for what is cut from them to
  /// choose on.
  case given(GroupRule = .given, validation: ValidationCut = .none)
  /// Whole groups, drawn by chance until the shares are reached.
  case groups(GroupRule, validationPercentage: Double, testingPercentage: Double, seed: UInt64)
  /// Single clips, drawn by chance within each class.
  case stratified(validationPercentage: Double, testingPercentage: Double, seed: UInt64)
  /// One group is tested, all others train, but for what is cut from them to choose on.
  case heldOut(GroupRule, group: String, validation: ValidationCut = .none)
  /// One of so many folds is tested, counted from 1; all others train, but for what is cut from
  /// them to choose on.
  ///
  /// Folds are of whole groups where a rule is given, else they share every class evenly.
  case fold(
    GroupRule?, number: Int, count: Int, seed: UInt64, validation: ValidationCut = .none)

  /// Which rule it is, in a word, as files and flags have it.
  public var name: String {
    switch self {
    case .hash: "hash"
    case .lists: "lists"
    case .given: "given"
    case .groups: "groups"
    case .stratified: "stratified"
    case .heldOut: "held-out"
    case .fold: "fold"
    }
  }

  /// Divides clips.
  ///
  /// - Throws: Why the shares make no sense, or which group is not there.
  public func split(_ clips: [LabeledClip]) throws(SplitError) -> Split {
    switch self {
    case .hash(let rule):
      try SplitRule.check(rule.validationPercentage, rule.testingPercentage)
      return Split(clips.map { rule.part(of: $0.path) })
    case .lists(let lists):
      return Split(clips.map { lists.part(of: $0.path) })
    case .given(let groups, let cut):
      let parts = clips.map { clip in
        clip.split.flatMap(SplitPart.init(name:)) ?? SplitRule.folderPart(of: clip) ?? .training
      }
      return try cut.split(parts, of: clips, groups: groups)
    case .groups(let rule, let validation, let testing, let seed):
      try SplitRule.check(validation, testing)
      return GroupDraw(rule, clips, seed: seed).split(validation, testing)
    case .stratified(let validation, let testing, let seed):
      try SplitRule.check(validation, testing)
      return StratifiedDraw.split(clips, validation, testing, seed: seed)
    case .heldOut(let rule, let group, let cut):
      let parts = clips.map { rule.group(of: $0) == group ? SplitPart.testing : .training }
      guard parts.contains(.testing) else { throw .unknownGroup(group) }
      return try cut.split(parts, of: clips, groups: rule)
    case .fold(let rule, let number, let count, let seed, let cut):
      let folds: Folds
      if let rule {
        folds = try Folds.grouped(clips, by: rule, count: count, seed: seed)
      } else {
        folds = try Folds.stratified(clips, count: count, seed: seed)
      }
      guard (1...count).contains(number) else { throw .foldNumber(number, count: count) }
      var parts = [SplitPart](repeating: .training, count: clips.count)
      for place in folds.all[number - 1].heldOut { parts[place] = .testing }
      return try cut.split(parts, of: clips, groups: rule)
    }
  }

  private static func check(_ validation: Double, _ testing: Double) throws(SplitError) {
    for share in [validation, testing] where !(0...100).contains(share) {
      throw .percentage(share)
    }
    guard validation + testing <= 100 else { throw .percentage(validation + testing) }
  }

  /// The part that one of the folders above a recording names, innermost first.
  private static func folderPart(of clip: LabeledClip) -> SplitPart? {
    clip.path.folders.reversed().lazy.compactMap(SplitPart.init(name:)).first
  }
}
