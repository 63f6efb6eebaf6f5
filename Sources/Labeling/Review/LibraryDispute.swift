#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What two libraries that were merged say differently, until somebody decides.
///
/// It is kept as attributes of an annotation in a tier of conflicts.
public struct LibraryDispute: Sendable, Hashable {
  /// How it came about: `changed`, `removed` or `trimmed`.
  public let kind: String
  /// The annotation of this library; nil if it took it away.
  public let ours: UUID?
  /// The annotation of the other one; nil if that took it away.
  public let theirs: UUID?
  /// The limits that the other one gave to the clip, in samples; nil: all of the recording.
  public let theirLimits: Range<Int>?

  /// The kind of conflicts about the limits of a clip.
  public static let trimmed = "trimmed"

  /// Makes a dispute.
  public init(kind: String, ours: UUID?, theirs: UUID?, theirLimits: Range<Int>? = nil) {
    self.kind = kind
    self.ours = ours
    self.theirs = theirs
    self.theirLimits = theirLimits
  }

  /// Reads what ``attributes`` says; nil for an annotation that tells of no conflict.
  public init?(_ annotation: Annotation) {
    guard annotation.isConflict, let kind = annotation.attributes["kind"] else { return nil }
    func identity(_ name: String) -> UUID? { annotation.attributes[name].flatMap(UUID.init) }
    let limits = ["from", "to"].compactMap { annotation.attributes[$0].flatMap { Int($0) } }
    self.init(
      kind: kind, ours: identity("ours"), theirs: identity("theirs"),
      theirLimits: limits.count == 2 && limits[0] <= limits[1] ? limits[0]..<limits[1] : nil)
  }

  /// The dispute as attributes.
  public var attributes: [String: String] {
    var attributes = ["kind": kind]
    attributes["ours"] = ours?.uuidString
    attributes["theirs"] = theirs?.uuidString
    attributes["from"] = theirLimits.map { String($0.lowerBound) }
    attributes["to"] = theirLimits.map { String($0.upperBound) }
    return attributes
  }

  /// The changes that decide it for a side, without those that forget it.
  public func edits(of clip: Clip, forOurs: Bool) -> [LibraryEdit] {
    if kind == Self.trimmed {
      return forOurs || clip.span == theirLimits
        ? [] : [.trim(clip: clip.id, from: clip.span, to: theirLimits)]
    }
    let loser = forOurs ? theirs : ours
    return clip.annotations.filter { $0.id == loser }.map(LibraryEdit.remove)
  }
}

extension Clip {
  /// What tells of conflicts of libraries that nobody decided yet.
  public var conflicts: [Annotation] { annotations.filter(\.isConflict) }

  /// Whether people or libraries that were merged say different things, and nobody decided.
  public var isDisputed: Bool {
    if annotations.contains(where: \.isConflict) { return true }
    guard annotations.count > 1 else { return false }
    let opinions = opinions
    return opinions.contains { $0.labels != opinions[0].labels } && decision == nil
  }
}
