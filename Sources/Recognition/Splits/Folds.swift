import Labeling

/// A division of clips for cross-validation: each clip is held out exactly once.
public struct Folds: Sendable, Hashable {
  /// The clips that a fold holds out.
  public struct Fold: Sendable, Hashable {
    /// Its number from 1, or the group that it holds out.
    public let name: String
    /// The places of the clips that are held out, in order.
    public let heldOut: [Int]
    /// The places of those that train, in order.
    public let training: [Int]
  }

  /// The folds in order.
  public let all: [Fold]

  /// Makes folds of the number of the fold of every clip.
  private init(_ numbers: [Int], names: [String]) {
    all = names.indices.map { fold in
      Fold(
        name: names[fold], heldOut: numbers.indices.filter { numbers[$0] == fold },
        training: numbers.indices.filter { numbers[$0] != fold })
    }
  }

  /// Folds that share every class evenly.
  ///
  /// - Throws: ``SplitError/foldCount(_:limit:)`` unless there are 2 folds to as many as clips.
  public static func stratified(
    _ clips: [LabeledClip], count: Int, seed: UInt64
  ) throws(SplitError) -> Folds {
    guard count >= 2, count <= clips.count else {
      throw .foldCount(count, limit: clips.count)
    }
    var numbers = [Int](repeating: 0, count: clips.count)
    var next = 0
    for places in StratifiedDraw.byClass(clips.map(\.label)) {
      var random = SeededDraws(seed: seed, UInt64(places.first ?? 0))
      for place in places.shuffled(using: &random) {
        numbers[place] = next % count
        next += 1
      }
    }
    return Folds(numbers, names: (1...count).map(String.init))
  }

  /// Folds of whole groups, of about the same size.
  ///
  /// - Throws: ``SplitError/foldCount(_:limit:)`` unless there are 2 folds to as many as groups.
  public static func grouped(
    _ clips: [LabeledClip], by rule: GroupRule, count: Int, seed: UInt64
  ) throws(SplitError) -> Folds {
    let (groups, groupCount) = rule.numbers(of: clips)
    guard count >= 2, count <= groupCount else { throw .foldCount(count, limit: groupCount) }
    var sizes = [Int](repeating: 0, count: groupCount)
    for group in groups { sizes[group] += 1 }
    var random = SeededDraws(seed: seed, 0x666f_6c64)
    let order = (0..<groupCount).shuffled(using: &random)
      .enumerated().sorted { (-sizes[$0.element], $0.offset) < (-sizes[$1.element], $1.offset) }
      .map(\.element)
    var filled = [Int](repeating: 0, count: count)
    var foldOfGroup = [Int](repeating: 0, count: groupCount)
    for group in order {
      let emptiest = filled.indices.min { (filled[$0], $0) < (filled[$1], $1) } ?? 0
      foldOfGroup[group] = emptiest
      filled[emptiest] += sizes[group]
    }
    return Folds(groups.map { foldOfGroup[$0] }, names: (1...count).map(String.init))
  }

  /// A fold for each group, in the order of their names.
  ///
  /// - Throws: ``SplitError/noGroup(clip:)`` for a clip without one, and
  ///   ``SplitError/foldCount(_:limit:)`` where there is one group only.
  public static func leaveOneGroupOut(
    _ clips: [LabeledClip], by rule: GroupRule
  ) throws(SplitError) -> Folds {
    var found: [String] = []
    for clip in clips {
      guard let group = rule.group(of: clip) else { throw .noGroup(clip: clip.path.text) }
      found.append(group)
    }
    let names = Set(found).sorted()
    guard names.count >= 2 else { throw .foldCount(names.count, limit: names.count) }
    let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    return Folds(found.map { places[$0] ?? 0 }, names: names)
  }
}
