/// What a person says a clip as a whole is: a label, or several.
public struct PersonOpinion: Sendable, Hashable {
  /// The labels, the first one first; at least one.
  public let annotations: [Annotation]

  /// Makes an opinion.
  ///
  /// - Precondition: There is a label.
  init(_ annotations: [Annotation]) {
    precondition(!annotations.isEmpty, "an opinion has a label")
    self.annotations = annotations.filter { !$0.isFurther } + annotations.filter(\.isFurther)
  }

  /// The first label.
  public var first: Annotation { annotations[0] }
  /// Who has it.
  public var annotator: String { first.annotator }
  /// Who has it, and whether they said so in a library that was merged.
  public var speaker: String {
    ReservedTier.isMerged(first.tier) ? "\(annotator), \(first.tier ?? "")" : annotator
  }
  /// When it was said last.
  public var newest: Annotation { annotations.max { $0.isOlder(than: $1) } ?? first }
  /// The labels in the order of their names.
  public var labels: [String] { Set(annotations.map(\.label)).sorted() }
  /// The labels in words: `owl + wind`.
  public var text: String { labels.joined(separator: " + ") }
}

extension Clip {
  /// What people say the clip as a whole is: the newest labels of everybody, in the order of time.
  public var opinions: [PersonOpinion] {
    struct Speaker: Equatable {
      let annotator: String
      let merged: String?
    }
    var order: [Speaker] = []
    for annotation in annotations where annotation.isOpinionOfWhole && !annotation.annotator.isEmpty
    {
      let speaker = Speaker(
        annotator: annotation.annotator,
        merged: ReservedTier.isMerged(annotation.tier) ? annotation.tier : nil)
      order.removeAll { $0 == speaker }
      order.append(speaker)
    }
    return order.compactMap { opinion(of: $0.annotator, in: $0.merged) }
  }

  /// What one person says of the clip as a whole; nil for nothing.
  ///
  /// - Parameter tier: The tier of the first label; nil for all that are not reserved.
  public func opinion(of annotator: String, in tier: String? = nil) -> PersonOpinion? {
    let all = annotations.filter { annotation in
      annotation.span == nil && annotation.annotator == annotator
        && (tier == nil
          ? annotation.isOpinionOfWhole && !ReservedTier.isMerged(annotation.tier)
          : annotation.wholeTier == tier)
    }
    let first = all.last { !$0.isFurther }
    let said = all.filter { $0.isFurther || $0.id == first?.id }
    return said.isEmpty ? nil : PersonOpinion(said)
  }

  /// What was decided where people disagree.
  public var decision: Annotation? {
    annotations.last { $0.tier == ReservedTier.decision && $0.span == nil }
  }
}
