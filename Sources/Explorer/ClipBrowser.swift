import Labeling

/// The orders that the list can have.
public enum ClipOrder: String, Sendable, Hashable, Codable, CaseIterable {
  /// By path, byte by byte.
  case name
  /// Shortest first; unknown lengths last.
  case duration
  /// By the place of the label among the classes; unlabelled last.
  case label
  /// Shuffled anew each time it is chosen.
  case random
  /// Those whose label is not what the model says first, then those without a label.
  case agreement
  /// What the model is surest of first.
  case score
  /// What the model is least sure of first.
  case unsure
  /// By the class that the model says.
  case predicted
  /// As they were found.
  case given

  /// Whether another session begins with it.
  var isLasting: Bool {
    switch self {
    case .name, .duration, .label: true
    case .random, .agreement, .score, .unsure, .predicted, .given: false
    }
  }

  /// Whether it goes by what the model says.
  var isOfModel: Bool {
    switch self {
    case .agreement, .score, .unsure, .predicted: true
    case .name, .duration, .label, .random, .given: false
    }
  }
}

/// The list of clips: its order, the cursor and the picks.
public struct ClipBrowser: Sendable, Equatable {
  /// Places in `Library.clips`, in the order shown.
  public private(set) var order: [Int] = []
  /// The row under the cursor, an index into `order`; 0 when the list is empty.
  public private(set) var cursor = 0
  /// The first row shown.
  public private(set) var top = 0
  /// The order chosen.
  public var sort = ClipOrder.name
  /// The clips that are shown alone; nil for all.
  public internal(set) var scope: ClipScope?
  /// Clips picked for the next edit.
  public var picks: Set<ID<Clip>> = []
  /// Where a range of picks began, while one is being made.
  public var rangeStart: Int?
  /// The rows from where a range of picks began to the cursor, while one is being made.
  var range: ClosedRange<Int>? {
    guard let rangeStart, order.indices.contains(cursor) else { return nil }
    return min(rangeStart, cursor)...max(rangeStart, cursor)
  }
  /// What was searched for last; empty before the first search.
  public var search = ""

  /// Makes an empty list.
  public init() {}

  /// The clip under the cursor.
  public func current(in library: Library) -> Clip? {
    order.indices.contains(cursor) ? library.clips[order[cursor]] : nil
  }

  /// Puts the list in its chosen order and keeps the cursor on its clip.
  public mutating func arrange(
    _ library: Library, random: inout IDSource, keeping clip: ID<Clip>?,
    model: ModelState = ModelState()
  ) {
    let places =
      scope.map { $0.clips.compactMap(library.place(of:)) } ?? Array(library.clips.indices)
    let clips = library.clips
    let order =
      switch sort {
      case .name: scope == nil ? places : places.sorted()
      case .given: places
      case .agreement:
        sorted(places, byNumber: { Float(model.rank(of: $0, in: clips)) })
      case .score:
        sorted(
          places,
          byNumber: {
            -(model.prediction(of: clips[$0].id, clips[$0].span)?.best?.score ?? -1)
          })
      case .unsure:
        sorted(
          places,
          byNumber: {
            model.prediction(of: clips[$0].id, clips[$0].span)?.margin ?? .infinity
          })
      case .predicted:
        sorted(
          places,
          byNumber: {
            model.prediction(of: clips[$0].id, clips[$0].span)?.best.map { Float($0.label) }
              ?? .infinity
          })
      case .random: places.shuffled(using: &random)
      case .duration: sorted(places) { library.clips[$0].duration ?? .infinity }
      case .label:
        sorted(places) { place in
          library.clips[place].label.flatMap(library.labels.place(of:)) ?? .max
        }
      }
    setOrder(order, library, keeping: clip)
  }

  /// Shows clips in an order and keeps the cursor on its clip.
  mutating func setOrder(_ order: [Int], _ library: Library, keeping clip: ID<Clip>?) {
    self.order = order
    cursor = min(cursor, max(0, order.count - 1))
    if let clip, let place = library.place(of: clip),
      let row = sort == .name && scope == nil ? place : order.firstIndex(of: place)
    {
      cursor = row
    }
    rangeStart = nil
  }

  /// Sorts places by numbers and then by themselves, both packed into one: a hundred thousand clips
  /// are sorted between two pictures.
  private func sorted(_ places: [Int], byNumber key: (Int) -> Float) -> [Int] {
    var packed = places.map { place -> UInt64 in
      let bits = key(place).bitPattern
      let ordered = bits >> 31 == 1 ? ~bits : bits | 1 << 31
      return UInt64(ordered) << 32 | UInt64(UInt32(truncatingIfNeeded: place))
    }
    packed.sort()
    return packed.map { Int($0 & 0xFFFF_FFFF) }
  }

  private func sorted<Key: Comparable>(_ places: [Int], by key: (Int) -> Key) -> [Int] {
    places.map { (key($0), $0) }
      .sorted { $0.0 != $1.0 ? $0.0 < $1.0 : $0.1 < $1.1 }
      .map(\.1)
  }

  /// Moves the cursor to a row, kept inside the list.
  public mutating func move(to row: Int) {
    cursor = max(0, min(row, order.count - 1))
  }

  /// Puts the cursor on a clip, if it is in the list.
  public mutating func move(to clip: ID<Clip>, in library: Library) {
    if let place = library.place(of: clip), let row = order.firstIndex(of: place) { cursor = row }
  }

  /// Scrolls so that the cursor is in view with a margin of four rows.
  public mutating func scroll(rows: Int) {
    guard rows > 0 else { return }
    let margin = min(4, (rows - 1) / 2)
    top = min(top, cursor - margin)
    top = max(top, cursor + margin - rows + 1)
    top = max(0, min(top, order.count - rows))
  }

  /// The next row from the cursor, in a direction and around the ends, whose clip is wanted.
  public func row(
    from start: Int, step: Int, in library: Library, where isWanted: (Clip) -> Bool
  ) -> Int? {
    row(from: start, step: step) { isWanted(library.clips[$0]) }
  }

  /// The same by the places of clips in the library.
  func row(from start: Int, step: Int, wherePlace isWanted: (Int) -> Bool) -> Int? {
    guard !order.isEmpty else { return nil }
    for distance in 1...order.count {
      let row = ((start + distance * step) % order.count + order.count) % order.count
      if isWanted(order[row]) { return row }
    }
    return nil
  }
}
