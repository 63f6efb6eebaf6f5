import Labeling

/// To which part each clip belongs.
public struct Split: Sendable, Hashable {
  /// The part of each clip, in their order.
  public let parts: [SplitPart]

  /// Makes a split.
  public init(_ parts: [SplitPart]) { self.parts = parts }

  /// The places of the clips of a part, in their order.
  public func places(of part: SplitPart) -> [Int] {
    parts.indices.filter { parts[$0] == part }
  }

  /// How many clips a part has.
  public func count(of part: SplitPart) -> Int { parts.count { $0 == part } }

  /// What two parts have in common, so that a figure flatters.
  ///
  /// - Parameter rule: What says which clips belong together.
  /// - Precondition: The clips are those that were split.
  public func leaks(in clips: [LabeledClip], groups rule: GroupRule) -> [SplitLeak] {
    precondition(clips.count == parts.count, "\(clips.count) clips for \(parts.count) parts")
    let contents = leaks(clips.map(\.contentHash)).map { SplitLeak(kind: .contents, $0) }
    let groups = leaks(clips.map(rule.group(of:))).map { SplitLeak(kind: .group, $0) }
    return contents + groups
  }

  /// Clips with the same key that lie in several parts.
  public func leaks(_ kind: SplitLeak.Kind, keys: [String?]) -> [SplitLeak] {
    precondition(keys.count == parts.count, "\(keys.count) keys for \(parts.count) parts")
    return leaks(keys).map { SplitLeak(kind: kind, $0) }
  }

  private func leaks(_ keys: [String?]) -> [(key: String, places: [Int])] {
    var places: [String: [Int]] = [:]
    var order: [String] = []
    for (place, key) in keys.enumerated() {
      guard let key else { continue }
      if places[key] == nil { order.append(key) }
      places[key, default: []].append(place)
    }
    return order.compactMap { key in
      let found = places[key] ?? []
      return Set(found.map { parts[$0] }).count > 1 ? (key, found) : nil
    }
  }
}

/// Clips that belong together and lie in several parts.
public struct SplitLeak: Sendable, Hashable {
  /// What makes them belong together.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Their recordings have the same contents.
    case contents
    /// Their recordings sound nearly the same.
    case nearContents = "near-contents"
    /// They are of the same group.
    case group
  }

  /// What makes them belong together.
  public let kind: Kind
  /// The hash or the name of the group.
  public let key: String
  /// The places of the clips.
  public let places: [Int]

  init(kind: Kind, _ found: (key: String, places: [Int])) {
    self.kind = kind
    key = found.key
    places = found.places
  }
}
