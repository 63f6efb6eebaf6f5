import Labeling

/// What says which clips must stay together: those of a speaker, a place, a fold.
public enum GroupRule: Sendable, Hashable {
  /// What the clip says of itself: a column of a table, a field of a name.
  case given
  /// The `{group}` of a pattern on the name.
  case pattern(NamePattern)
  /// The folder that the recording lies in.
  case folder
  /// The part of the name before `_nohash_`, the speaker of speech_commands.
  case beforeNoHash

  /// The group of a clip, nil where the rule says nothing about it.
  public func group(of clip: LabeledClip) -> String? {
    switch self {
    case .given: return clip.group
    case .pattern(let pattern): return pattern.attribution(of: clip.path)?.group
    case .folder:
      let folders = clip.path.folders
      return folders.isEmpty ? nil : folders.joined(separator: "/")
    case .beforeNoHash:
      let hashed = HashSplit.hashedName(of: clip.path)
      return hashed.count < clip.path.name.bytes.count
        ? String(decoding: hashed, as: UTF8.self) : nil
    }
  }

  /// The group of every clip; one that has none is a group of its own.
  ///
  /// - Returns: `[clips]` numbers, counted in order of appearance, and how many there are.
  func numbers(of clips: [LabeledClip]) -> (groups: [Int], count: Int) {
    var places: [String: Int] = [:]
    var count = 0
    let groups = clips.map { clip -> Int in
      if let name = group(of: clip), let place = places[name] { return place }
      if let name = group(of: clip) { places[name] = count }
      count += 1
      return count - 1
    }
    return (groups, count)
  }
}
