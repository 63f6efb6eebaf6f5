extension Clip {
  /// What people say the clip as a whole is: the newest label of everybody, in the order of time.
  public var opinions: [Annotation] {
    var named: [Annotation] = []
    for annotation in annotations where annotation.isOpinionOfWhole && !annotation.annotator.isEmpty
    {
      named.removeAll { $0.annotator == annotation.annotator }
      named.append(annotation)
    }
    return named
  }

  /// What was decided where people disagree.
  public var decision: Annotation? {
    annotations.last { $0.tier == ReservedTier.decision && $0.span == nil }
  }
}
