import Labeling

/// What is cut from the clips that would be learnt from, to choose on.
public struct ValidationCut: Sendable, Hashable {
  /// The share of these clips, in percent; 0 cuts nothing.
  public var percentage: Double
  /// Whether whole groups are cut, of which only small ones are; else single clips, of every class.
  public var takesGroups: Bool
  /// What is drawn depends on it.
  public var seed: UInt64

  /// Makes a cut.
  public init(percentage: Double, takesGroups: Bool, seed: UInt64) {
    self.percentage = percentage
    self.takesGroups = takesGroups
    self.seed = seed
  }

  /// Nothing is cut.
  public static let none = ValidationCut(percentage: 0, takesGroups: false, seed: 0)

  /// Parts of which a share of the training part is cut.
  func split(
    _ parts: [SplitPart], of clips: [LabeledClip], groups: GroupRule?
  ) throws(SplitError) -> Split {
    guard (0...100).contains(percentage) else { throw .percentage(percentage) }
    let places = parts.indices.filter { parts[$0] == .training }
    let own = places.map { clips[$0] }
    let drawn: Split
    if takesGroups, let groups {
      drawn = GroupDraw(groups, own, seed: seed).split(percentage, 0)
    } else {
      drawn = StratifiedDraw.split(own, percentage, 0, seed: seed)
    }
    var parts = parts
    for (place, part) in zip(places, drawn.parts) { parts[place] = part }
    return Split(parts)
  }
}
