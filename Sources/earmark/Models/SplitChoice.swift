import Explorer
import ExplorerRuntime
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

  /// Groups from which on a part of whole groups can be about a tenth.
  private static let manyGroups = 10

  private var validation: Double { flags.validationPercentage ?? 10 }
  private var testing: Double { flags.testingPercentage ?? 10 }

  /// The rule for some clips.
  ///
  /// - Throws: What is missing for the rule that was asked for.
  func rule(for data: LabeledData) throws(Failure) -> SplitRule {
    if let group = flags.holdOut { return .heldOut(groups, group: group) }
    if let fold = flags.fold, let count = flags.folds {
      let hasGroups = data.clips.contains { groups.group(of: $0) != nil }
      return .fold(hasGroups ? groups : nil, number: fold, count: count, seed: seed)
    }
    switch flags.split {
    case .given: return .given
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
    if named { return .given }
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
    case .heldOut(_, let group): "\(group) held out"
    case .fold(_, let number, let count, _): "fold \(number) of \(count) held out"
    }
  }
}
