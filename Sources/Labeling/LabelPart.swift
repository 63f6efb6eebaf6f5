/// What an annotation has beside its label, its recording and its times.
enum LabelPart: String, CaseIterable {
  case hertz = "the range of frequencies"
  case tier = "the tier"
  case further = "which of a clip's labels is the first"
  case note = "the note"
  case confidence = "the confidence"
  case attributes = "the attributes"
  case provenance = "who gave a label, how and when"

  /// Whether an annotation has it.
  func isIn(_ annotation: Annotation) -> Bool {
    switch self {
    case .hertz: annotation.hertz != nil
    case .tier: annotation.tier != nil && !annotation.isFurther
    case .further: annotation.isFurther
    case .note: annotation.note != nil
    case .confidence: annotation.confidence != nil
    case .attributes: !annotation.attributes.isEmpty
    case .provenance: true
    }
  }
}

extension LossCount {
  /// Counts the parts of an annotation that a format has no place for.
  ///
  /// - Parameter said: Those that it has a place for.
  mutating func countUnsaid(_ annotation: Annotation, except said: Set<LabelPart> = []) {
    // The tier tells the further labels of a clip too.
    let said = said.contains(.tier) ? said.union([.further]) : said
    for part in LabelPart.allCases where !said.contains(part) {
      count(part.rawValue, if: part.isIn(annotation))
    }
  }
}

extension [LabelRow] {
  /// Whether they are of more than one recording.
  var hasSeveralRecordings: Bool { contains { $0.path != first?.path } }
}

extension LabelRow {
  /// Whether the label is of the clip as a whole and has no times of its own.
  var isOfWholeClip: Bool { onset == nil && annotation.span == nil }
}
