/// Finds sounds that are nearly the same among many.
///
/// Sounds whose levels are alike are candidates; they are found by cells of three coarse levels, so
/// that each is compared with few others. Only bits decide.
public enum FingerprintSearch {
  /// The share of bits that one sound may have and the other lack.
  ///
  /// Under white noise that is 20 dB weaker, one of 40 sounds of half a second or more differs by more;
  /// of 1200 pairs of takes of a word by one voice with alike levels none differs by less.
  public static let differenceLimit = 0.02
  /// Levels that may differ, in hundredths of a decibel.
  private static let levelLimit: Int16 = 300
  /// Candidates of one sound whose bits are compared.
  private static let tryLimit = 512
  /// The first level of each coarse one, and the one behind the last.
  private static let groups = [0..<4, 4..<8, 8..<12, 12..<16]

  /// For each sound the place of one that is nearly the same; nil where there is none.
  ///
  /// - Parameters:
  ///   - prints: Nil for sounds that are not compared.
  ///   - isCancelled: Asked now and then; what was found by then is given.
  public static func twins(
    of prints: [SoundFingerprint?], isCancelled: () -> Bool = { false }
  ) -> [Int?] {
    var twins = [Int?](repeating: nil, count: prints.count)
    var cells: [Cell: [Candidate]] = [:]
    for (place, print) in prints.enumerated() {
      guard let print else { continue }
      if place % 256 == 0, isCancelled() { break }
      let candidate = Candidate(place, print)
      let cell = Cell(candidate)
      if let twin = match(candidate, near: cell, cells, prints) {
        twins[place] = twin
        if twins[twin] == nil { twins[twin] = place }
        // Its twin stands for it, so that many copies of one sound are not compared with each other.
        continue
      }
      cells[cell, default: []].append(candidate)
    }
    return twins
  }

  private static func match(
    _ own: Candidate, near cell: Cell, _ cells: [Cell: [Candidate]],
    _ prints: [SoundFingerprint?]
  ) -> Int? {
    var tries = 0
    guard let print = prints[own.place] else { return nil }
    for neighbor in cell.neighbors {
      guard let others = cells[neighbor] else { continue }
      for other in others where own.isAlike(other) {
        tries += 1
        if let found = prints[other.place], print.difference(from: found) <= differenceLimit {
          return other.place
        }
        if tries >= tryLimit { return nil }
      }
    }
    return nil
  }

  /// A sound by its levels, which lie beside those of its neighbors in memory.
  private struct Candidate {
    let place: Int
    let levels: SIMD16<Int16>

    init(_ place: Int, _ print: SoundFingerprint) {
      self.place = place
      levels = SIMD16(print.levels)
    }

    func isAlike(_ other: Candidate) -> Bool {
      let difference = levels &- other.levels
      return all(
        (difference .<= SIMD16(repeating: levelLimit))
          .& (difference .>= SIMD16(repeating: -levelLimit)))
    }
  }

  /// Where coarse levels lie, in steps of what may differ.
  private struct Cell: Hashable {
    private var places: SIMD4<Int16>

    init(_ candidate: Candidate) {
      places = SIMD4()
      for (axis, group) in groups.enumerated() {
        let sum = group.reduce(0) { $0 + Int(candidate.levels[$1]) }
        places[axis] = Int16(-sum / group.count / Int(levelLimit))
      }
    }

    /// The cell itself and all around it.
    var neighbors: [Cell] {
      Self.steps.map { step in
        var cell = self
        cell.places = places &+ step
        return cell
      }
    }

    private static let steps: [SIMD4<Int16>] = {
      let one: [Int16] = [0, -1, 1]
      return one.flatMap { x in
        one.flatMap { y in one.flatMap { z in one.map { SIMD4(x, y, z, $0) } } }
      }
    }()
  }
}
