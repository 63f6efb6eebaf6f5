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
}

extension Annotation {
  /// Whether it is a flag, whose name is no class.
  public var isFlag: Bool { tier == ReservedTier.flag && span == nil }

  /// Whether a model of another program says it; nobody labelled it so.
  public var isPrediction: Bool { tier == ReservedTier.prediction }

  /// Whether its label is a class: that of a flag is none, nor is what a model predicts.
  public var namesClass: Bool {
    guard let tier else { return true }
    return !isFlag && !isPrediction
      && !(tier == ReservedTier.secondLook && ClipFlag(rawValue: label) != nil)
  }

  /// Whether it says what a clip as a whole is: in no tier, or in one that is not reserved.
  public var isOpinionOfWhole: Bool {
    guard span == nil else { return false }
    switch tier {
    case ReservedTier.decision, ReservedTier.flag, ReservedTier.secondLook,
      ReservedTier.prediction:
      return false
    default: return true
    }
  }
}
