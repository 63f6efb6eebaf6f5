/// Tiers that have a meaning of their own; what is said of whole clips in others are labels.
public enum ReservedTier {
  /// What was decided where annotators disagree: it is the label of the clip.
  public static let decision = "decision"
  /// What somebody says of a clip that is put before them a second time: no label of the clip.
  public static let secondLook = "second look"
  /// What is the matter with a clip, by the names of ``ClipFlag``: no label of the clip.
  public static let flag = "flag"
  /// What a model of another program says, which is the annotator: no label of the clip.
  public static let prediction = "prediction"

  /// What was noted of a clip without a label: no label of the clip.
  public static let note = "note"
  /// Where two libraries that were merged say different things: no label of the clip.
  public static let conflict = "conflict"

  /// What the same person said of the same clip in a library that was merged.
  public static let merged = "merged"

  /// A tier for one conflict more.
  public static func conflict(besides others: [Annotation]) -> String {
    let taken = Set(others.compactMap(\.tier))
    return ([conflict] + (2...(taken.count + 2)).map { "\(conflict) \($0)" })
      .first { !taken.contains($0) } ?? conflict
  }

  /// Whether a tier is that of what came with a merge.
  static func isMerged(_ tier: String?) -> Bool {
    tier == merged || tier?.hasPrefix(merged + " ") == true
  }

  /// Whether a name can't be that of a tier of one's own.
  public static func isReserved(_ tier: String) -> Bool {
    [decision, secondLook, flag, prediction, note, conflict, "limits"].contains(tier)
      || whole(tier) != tier || isConflict(tier)
  }

  /// Whether a tier tells of a conflict: a clip may have several.
  static func isConflict(_ tier: String) -> Bool {
    tier == conflict || tier.hasPrefix(conflict + " ")
  }

  /// The tier of a further label of a clip that has several: `+owl`, of a decision `decision+owl`.
  ///
  /// - Parameter tier: That of the first label; one that is not reserved counts as none.
  public static func further(_ label: String, in tier: String? = nil) -> String {
    (tier == decision || tier == secondLook ? tier ?? "" : "") + "+" + label
  }

  /// The tier of the first label, of that of a further one; every other as it is.
  static func whole(_ tier: String?) -> String? {
    guard let tier, let plus = tier.utf8.firstIndex(of: UInt8(ascii: "+")) else { return tier }
    switch tier[..<plus] {
    case "": return nil
    case decision: return decision
    case secondLook: return secondLook
    default: return tier
    }
  }
}

extension Annotation {
  /// The tier without what tells a clip's further labels apart: that of its first label.
  public var wholeTier: String? { span == nil ? ReservedTier.whole(tier) : tier }

  /// Whether it is a further label of a clip that has several.
  public var isFurther: Bool { span == nil && tier != nil && wholeTier != tier }

  /// The tier that it has under another label.
  func tier(named label: String) -> String? {
    isFurther ? ReservedTier.further(label, in: wholeTier) : tier
  }

  /// Whether it is a flag, whose name is no class.
  public var isFlag: Bool { tier == ReservedTier.flag && span == nil }

  /// Whether a model of another program says it; nobody labelled it so.
  public var isPrediction: Bool { tier == ReservedTier.prediction }

  /// Whether it is a note of a clip, or tells of a conflict: its label is no class.
  public var isRemark: Bool {
    guard span == nil, let tier else { return false }
    return tier == ReservedTier.note || ReservedTier.isConflict(tier)
  }

  /// Whether it tells where two libraries that were merged say different things.
  public var isConflict: Bool {
    span == nil && tier.map(ReservedTier.isConflict) ?? false
  }

  /// Whether its label is a class: that of a flag is none, nor is what a model predicts.
  public var namesClass: Bool {
    guard let tier else { return true }
    return !isFlag && !isPrediction && !isRemark
      && !(tier == ReservedTier.secondLook && ClipFlag(rawValue: label) != nil)
  }

  /// Whether it says what a clip as a whole is: in no tier, or in one that is not reserved.
  public var isOpinionOfWhole: Bool {
    guard span == nil else { return false }
    switch wholeTier {
    case ReservedTier.decision, ReservedTier.flag, ReservedTier.secondLook,
      ReservedTier.prediction, ReservedTier.note:
      return false
    case let tier? where ReservedTier.isConflict(tier): return false
    default: return true
    }
  }
}
