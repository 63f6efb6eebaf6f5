/// How well sounds that were found fit those that are there.
///
/// Found and true sounds are paired one to one, best overlaps first; a pair overlaps by at least
/// half of what the two cover together. Onsets are paired for themselves, as many as can be.
public struct SegmentScore: Sendable, Hashable {
  /// How many sounds were found.
  public let foundCount: Int
  /// How many there are.
  public let truthCount: Int
  /// How many pairs overlap enough.
  public let matchedCount: Int
  /// How many onsets are near enough to one that is true.
  public let matchedOnsetCount: Int
  /// The mean distance of the onsets of pairs that overlap, in seconds; nil if there is none.
  public let meanOnsetError: Double?

  /// Compares sounds, in seconds from onset to offset; they may come in any order.
  ///
  /// - Parameters:
  ///   - overlap: The least overlap of a pair: what both cover as a share of what either does.
  ///   - onsetTolerance: The largest distance of a pair of onsets, in seconds.
  /// - Precondition: `overlap` is above 0 and up to 1, and `onsetTolerance` is not negative.
  public init(
    found: [ClosedRange<Double>], truth: [ClosedRange<Double>], overlap: Double = 0.5,
    onsetTolerance: Double = 0.05
  ) {
    precondition(overlap > 0 && overlap <= 1, "an overlap of \(overlap) is not a share")
    precondition(onsetTolerance >= 0, "a tolerance of \(onsetTolerance) is negative")
    foundCount = found.count
    truthCount = truth.count
    let truth = truth.sorted { $0.lowerBound < $1.lowerBound }
    let pairs = Self.pairs(found, sorted: truth, overlap: overlap)
    matchedCount = pairs.count
    matchedOnsetCount = Self.nearPairs(
      found.map(\.lowerBound).sorted(), truth.map(\.lowerBound), within: onsetTolerance)
    let errors = pairs.map { abs(found[$0.found].lowerBound - truth[$0.truth].lowerBound) }
    meanOnsetError = errors.isEmpty ? nil : errors.reduce(0, +) / Double(errors.count)
  }

  /// The share of found sounds that are true.
  public var precision: Double { share(matchedCount, of: foundCount) }

  /// The share of true sounds that were found.
  public var recall: Double { share(matchedCount, of: truthCount) }

  /// The harmonic mean of ``precision`` and ``recall``; 1 where there is nothing and nothing is found.
  public var f1: Double { share(2 * matchedCount, of: foundCount + truthCount) }

  /// The same of onsets alone.
  public var onsetF1: Double { share(2 * matchedOnsetCount, of: foundCount + truthCount) }

  private func share(_ part: Int, of whole: Int) -> Double {
    if foundCount == 0, truthCount == 0 { return 1 }
    return whole == 0 ? 0 : Double(part) / Double(whole)
  }

  /// Pairs of places, best overlaps first; the sounds may come in any order.
  static func pairs(
    _ found: [ClosedRange<Double>], truth: [ClosedRange<Double>], overlap: Double
  ) -> [(found: Int, truth: Int)] {
    let order = truth.indices.sorted { truth[$0].lowerBound < truth[$1].lowerBound }
    return pairs(found, sorted: order.map { truth[$0] }, overlap: overlap)
      .map { ($0.found, order[$0.truth]) }
  }

  /// Pairs of places, best overlaps first; of equal ones the earlier.
  private static func pairs(
    _ found: [ClosedRange<Double>], sorted truth: [ClosedRange<Double>], overlap: Double
  ) -> [(found: Int, truth: Int)] {
    var candidates: [(found: Int, truth: Int, overlap: Double)] = []
    for (place, sound) in found.enumerated() {
      // A true sound that overlaps enough is not longer than this, so it does not begin earlier.
      let longest = (sound.upperBound - sound.lowerBound) / overlap
      var other = firstPlace(in: truth, from: sound.lowerBound - longest)
      while other < truth.count, truth[other].lowerBound < sound.upperBound {
        let share = Self.overlap(sound, truth[other])
        if share >= overlap { candidates.append((place, other, share)) }
        other += 1
      }
    }
    candidates.sort {
      ($1.overlap, $0.truth, $0.found) < ($0.overlap, $1.truth, $1.found)
    }
    var usedFound = Array(repeating: false, count: found.count)
    var usedTruth = Array(repeating: false, count: truth.count)
    return candidates.compactMap { candidate in
      guard !usedFound[candidate.found], !usedTruth[candidate.truth] else { return nil }
      usedFound[candidate.found] = true
      usedTruth[candidate.truth] = true
      return (candidate.found, candidate.truth)
    }
  }

  /// The place of the first sound that begins at a moment or later.
  private static func firstPlace(in sounds: [ClosedRange<Double>], from moment: Double) -> Int {
    var (low, high) = (0, sounds.count)
    while low < high {
      let middle = (low + high) / 2
      if sounds[middle].lowerBound < moment { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// What both cover, as a share of what either covers.
  private static func overlap(
    _ one: ClosedRange<Double>, _ other: ClosedRange<Double>
  ) -> Double {
    let both = min(one.upperBound, other.upperBound) - max(one.lowerBound, other.lowerBound)
    guard both > 0 else { return 0 }
    return both / (max(one.upperBound, other.upperBound) - min(one.lowerBound, other.lowerBound))
  }

  /// How many pairs of sorted moments there can be; a nanosecond more counts as near.
  private static func nearPairs(
    _ found: [Double], _ truth: [Double], within tolerance: Double
  ) -> Int {
    var (here, there, count) = (0, 0, 0)
    while here < found.count, there < truth.count {
      if abs(found[here] - truth[there]) <= tolerance + 1e-9 {
        count += 1
        here += 1
        there += 1
      } else if found[here] < truth[there] {
        here += 1
      } else {
        there += 1
      }
    }
    return count
  }
}
