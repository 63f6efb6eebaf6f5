/// A condition of a filter with its regular expression made ready; used where it is made.
struct LabelFilterTest {
  private let condition: LabelFilter.Condition
  private let expression: Regex<AnyRegexOutput>?

  init(_ condition: LabelFilter.Condition) {
    self.condition = condition
    if case .field(_, .matches, let text) = condition {
      expression = try? Regex(text)
    } else if case .field(_, .differs, let text) = condition {
      expression = try? Regex(text)
    } else {
      expression = nil
    }
  }

  /// Whether it holds for an annotation of a clip, or for a clip that has none.
  func holds(for clip: Clip, _ annotation: Annotation?) -> Bool {
    switch condition {
    case .isLabelled(let wanted): (clip.label != nil) == wanted
    case .field(let field, let comparison, let value):
      switch comparison {
      case .equal: isEqual(field, clip, annotation, value)
      case .unequal: !isEqual(field, clip, annotation, value)
      case .matches: isFound(in: Self.text(field, clip, annotation))
      case .differs: !isFound(in: Self.text(field, clip, annotation))
      }
    }
  }

  private func isEqual(
    _ field: LabelFilter.Field, _ clip: Clip, _ annotation: Annotation?, _ value: String
  ) -> Bool {
    let text = Self.text(field, clip, annotation)
    return text == value || (field == .origin && text.hasPrefix(value + ":"))
  }

  private func isFound(in text: String) -> Bool {
    expression.map { (try? $0.firstMatch(in: text)) != nil } ?? false
  }

  private static func text(
    _ field: LabelFilter.Field, _ clip: Clip, _ annotation: Annotation?
  ) -> String {
    switch field {
    case .path: clip.recording.path.text
    case .group: clip.recording.group ?? ""
    case .split: clip.recording.split ?? ""
    case .label: annotation?.label ?? ""
    case .origin: annotation?.origin.name ?? ""
    case .annotator: annotation?.annotator ?? ""
    case .tier: annotation?.tier ?? ""
    case .note: annotation?.note ?? ""
    }
  }
}
