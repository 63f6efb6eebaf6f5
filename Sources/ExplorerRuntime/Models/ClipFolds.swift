import Explorer
import Labeling
import Recognition

/// Folds in which clips are judged by models that learned from others.
public struct ClipFolds: Sendable {
  /// The folds.
  public let folds: Folds
  /// Whether whole groups are held out.
  public let isGrouped: Bool

  /// Folds unless told.
  public static let usualCount = 5
  /// Groups for each fold from which on they are held out without being asked: a model of few
  /// speakers knows too little of another one.
  private static let groupsPerFold = 2

  /// Divides clips; copies of one sound stay together.
  ///
  /// - Parameters:
  ///   - copies: A name for each clip that is a copy of another one, the same for both.
  ///   - wanted: How many folds; nil is ``usualCount``, or as many as there are groups or clips.
  ///   - groups: What belongs together where there is enough of it, or always if `isAsked`.
  /// - Throws: Why there can't be so many folds.
  public init(
    _ items: [LabeledData.Item], copies: [String?], count wanted: Int?, groups rule: GroupRule,
    isAsked: Bool, seed: UInt64
  ) throws(Failure) {
    let clips = items.map {
      LabeledClip(path: $0.path, label: $0.label ?? "", group: $0.group, split: $0.split)
    }
    let names = clips.map(rule.group(of:))
    let known = Set(names.compactMap { $0 })
    let usual = wanted ?? Self.usualCount
    isGrouped = isAsked || known.count >= Self.groupsPerFold * usual
    let parts = isGrouped ? known.count + names.count { $0 == nil } : clips.count
    let count = wanted ?? max(2, min(usual, parts))
    do {
      if isGrouped {
        folds = try Folds.grouped(clips, by: rule, count: count, seed: seed)
      } else if copies.contains(where: { $0 != nil }) {
        let alone = zip(clips, copies).map { clip, copy in
          LabeledClip(path: clip.path, label: clip.label, group: copy)
        }
        folds = try Folds.grouped(alone, by: .given, count: count, seed: seed)
      } else {
        folds = try Folds.stratified(clips, count: count, seed: seed)
      }
    } catch {
      throw Failure(error)
    }
  }

  /// A name for clips that have the same values, or the same hash, as another one.
  public static func copies<Value: Hashable>(_ values: [Value]) -> [String?] {
    var places: [Value: [Int]] = [:]
    for (place, value) in values.enumerated() { places[value, default: []].append(place) }
    var names = [String?](repeating: nil, count: values.count)
    for same in places.values where same.count > 1 {
      for place in same { names[place] = String(same[0]) }
    }
    return names
  }
}
