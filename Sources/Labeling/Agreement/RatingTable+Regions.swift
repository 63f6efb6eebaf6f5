extension RatingTable {
  /// The label for a region that others marked and this annotator did not.
  public static let nothing = "(nothing)"

  /// What annotators said of the same regions.
  ///
  /// Regions of different annotators are the same if they overlap by at least half of what both
  /// cover together, best overlaps first; in each group an annotator has one region at most. Points,
  /// predictions and what nobody signed are passed over.
  ///
  /// - Parameters:
  ///   - overlap: The least overlap: what both cover as a share of what either does.
  ///   - countsMissing: Whether a region that somebody did not mark was labelled
  ///     ``nothing`` by them; else they said nothing of it.
  /// - Precondition: `overlap` is above 0 and up to 1.
  public init(regionsOf clips: [Clip], overlap: Double = 0.5, countsMissing: Bool = true) {
    precondition(overlap > 0 && overlap <= 1, "an overlap of \(overlap) is not a share")
    let all = clips.flatMap(\.annotations).filter(Self.isRegion)
    let annotators = Set(all.map(\.annotator)).sorted()
    var ratings: [[String?]] = []
    for clip in clips {
      let groups = Self.groups(clip.annotations, annotators, overlap: overlap)
      // Who said nothing at all about a clip may not have heard it.
      let present = annotators.map { name in clip.annotations.contains { $0.annotator == name } }
      ratings += groups.map { group in
        zip(group, present).map { annotation, isPresent in
          annotation?.label ?? (countsMissing && isPresent ? Self.nothing : nil)
        }
      }
    }
    self.init(annotators: annotators, ratings: ratings)
  }

  /// Groups of regions that are the same, each with a place for every annotator.
  private static func groups(
    _ annotations: [Annotation], _ annotators: [String], overlap: Double
  ) -> [[Annotation?]] {
    var groups: [(span: ClosedRange<Double>, regions: [Annotation?])] = []
    for (place, annotator) in annotators.enumerated() {
      let own = annotations.filter { $0.annotator == annotator && isRegion($0) }
      let spans = own.map { range($0) }
      var isTaken = Array(repeating: false, count: own.count)
      for pair in SegmentScore.pairs(spans, truth: groups.map(\.span), overlap: overlap) {
        groups[pair.truth].regions[place] = own[pair.found]
        isTaken[pair.found] = true
      }
      for (index, region) in own.enumerated() where !isTaken[index] {
        var regions = [Annotation?](repeating: nil, count: annotators.count)
        regions[place] = region
        groups.append((spans[index], regions))
      }
    }
    return groups.sorted { $0.span.lowerBound < $1.span.lowerBound }.map(\.regions)
  }

  /// Points have no length that could overlap.
  private static func isRegion(_ annotation: Annotation) -> Bool {
    annotation.span?.isEmpty == false && !annotation.annotator.isEmpty
      && !annotation.isPrediction
  }

  private static func range(_ annotation: Annotation) -> ClosedRange<Double> {
    let span = annotation.span ?? 0..<0
    return Double(span.lowerBound)...Double(span.upperBound)
  }
}
