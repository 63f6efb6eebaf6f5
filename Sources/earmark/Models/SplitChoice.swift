import Explorer
import ExplorerRuntime
import Labeling
import Recognition

/// How clips are divided: what flags say, or what suits the clips.
struct SplitChoice {
  /// The flags.
  let flags: PartFlags
  /// Whether the original's rule is wanted where nothing else is said.
  let isOriginal: Bool
  /// What says which clips belong together.
  let groups: GroupRule
  /// What chance depends on.
  let seed: UInt64
  /// Whether there must be clips to choose on, however many are lost for learning.
  var needsValidation = false

  /// Groups from which on a part of whole groups can be about a tenth.
  private static let manyGroups = 10

  private var validation: Double { flags.validationPercentage ?? 10 }
  private var testing: Double { flags.testingPercentage ?? 10 }

  /// The rule for some clips.
  ///
  /// - Throws: What is missing for the rule that was asked for.
  func rule(for data: LabeledData) throws(Failure) -> SplitRule {
    if let group = flags.holdOut {
      return choosing(from: data.clips, groups) { cut in
        .heldOut(groups, group: group, validation: cut)
      }
    }
    if let fold = flags.fold, let count = flags.folds {
      let hasGroups = data.clips.contains { groups.group(of: $0) != nil }
      let rule = hasGroups ? groups : nil
      return choosing(from: data.clips, rule) { cut in
        .fold(rule, number: fold, count: count, seed: seed, validation: cut)
      }
    }
    switch flags.split {
    case .given: return .given()
    case .hash: return hash
    case .lists:
      guard let lists = try data.splitLists() else {
        throw Failure(
          what: "Cannot divide the clips by lists",
          why: "neither validation_list.txt nor testing_list.txt is there",
          remedy: "choose another --split")
      }
      return .lists(lists)
    case .groups: return ofGroups
    case .random:
      return .stratified(
        validationPercentage: validation, testingPercentage: testing, seed: seed)
    case .folds, nil: return try suited(to: data)
    }
  }

  /// A rule that cuts clips to choose on from those that are not held out.
  ///
  /// Whole groups, where some are small enough. Of few large ones none is spared: a voice less to
  /// learn from costs more than it tells. Single clips where there are no groups or where it must be.
  private func choosing(
    from clips: [LabeledClip], _ groups: GroupRule?, _ rule: (ValidationCut) -> SplitRule
  ) -> SplitRule {
    let ofGroups = rule(ValidationCut(percentage: validation, takesGroups: true, seed: seed))
    let ofClips = rule(ValidationCut(percentage: validation, takesGroups: false, seed: seed))
    guard let groups else { return ofClips }
    let split: Split
    // A rule that can't divide the clips says so where it is used.
    do { split = try ofGroups.split(clips) } catch { return ofGroups }
    if split.count(of: .validation) > 0 { return ofGroups }
    let left = Set(split.places(of: .training).compactMap { groups.group(of: clips[$0]) })
    return left.count < 2 || needsValidation || flags.validationPercentage != nil
      ? ofClips : rule(.none)
  }

  private var hash: SplitRule {
    .hash(HashSplit(validationPercentage: validation, testingPercentage: testing))
  }

  private var ofGroups: SplitRule {
    .groups(groups, validationPercentage: validation, testingPercentage: testing, seed: seed)
  }

  private func suited(to data: LabeledData) throws(Failure) -> SplitRule {
    if isOriginal { return hash }
    let clips = data.clips
    let named = clips.contains { clip in
      (clip.split.flatMap(SplitPart.init(name:)) ?? .training) != .training
    }
    if named { return .given() }
    if let lists = try data.splitLists() { return .lists(lists) }
    if groups == .beforeNoHash { return hash }
    let found = Set(clips.compactMap { groups.group(of: $0) })
    if found.count >= SplitChoice.manyGroups { return ofGroups }
    return .stratified(validationPercentage: validation, testingPercentage: testing, seed: seed)
  }
}

extension SplitRule {
  /// The rule in words, for people.
  var words: String {
    switch self {
    case .hash: "by the hash of their names"
    case .lists: "by lists"
    case .given: "as they are named"
    case .groups: "by whole groups"
    case .stratified: "at random"
    case .heldOut(_, let group, _): "with \(group) held out"
    case .fold(_, let number, let count, _, _): "with fold \(number) of \(count) held out"
    }
  }
}
