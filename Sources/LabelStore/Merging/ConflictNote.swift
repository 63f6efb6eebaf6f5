import Foundation
import Labeling

extension MergeReport.Conflict {
  /// What keeps the conflict until somebody decides it, in a tier of conflicts.
  func annotation(in tier: String, at now: Date) -> Annotation {
    let dispute = LibraryDispute(
      kind: kind.rawValue, ours: ours?.id, theirs: theirs?.id, theirLimits: theirLimits)
    return Annotation(
      id: UUID(), clip: clip, label: ReservedTier.conflict, tier: tier, note: words,
      attributes: dispute.attributes, origin: .imported(format: "merge"), annotator: "",
      created: now)
  }

  /// Both sides in words.
  private var words: String {
    guard kind != .trimmed else { return "both gave the clip other limits" }
    return "here \(Self.words(ours)), there \(Self.words(theirs))"
  }

  private static func words(_ annotation: Annotation?) -> String {
    guard let annotation else { return "taken off" }
    return annotation.label + (annotation.annotator.isEmpty ? "" : " (\(annotation.annotator))")
  }
}
