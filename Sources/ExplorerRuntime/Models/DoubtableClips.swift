import Labeling

/// Clips whose labels can be doubted: they have one that is a class, and another clip has it too.
public struct DoubtableClips {
  /// The clips, in their order.
  public let items: [LabeledData.Item]
  /// The classes of a single clip, which no other clip can speak for, by name.
  public let alone: [String]

  /// Chooses among clips.
  public init(_ items: [LabeledData.Item]) {
    let known = items.filter { $0.label != nil && $0.label != FolderLabel.backgroundNoise }
    let counts = Dictionary(known.compactMap { $0.label.map { ($0, 1) } }, uniquingKeysWith: +)
    let alone = Set(counts.filter { $0.value == 1 }.keys)
    self.items = known.filter { item in item.label.map { !alone.contains($0) } ?? false }
    self.alone = alone.sorted()
  }
}
