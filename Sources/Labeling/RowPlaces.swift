/// Where things lie in a list, by their rows in a store.
///
/// A store counts its rows up, so that most places lie in an array by the row itself; rows far above
/// those, as edits choose them, are in a table. To look one up costs a tenth of what a table of all of
/// them would cost, and filling it less.
public struct RowPlaces: Sendable {
  /// Places by rows, -1 for none.
  private var dense: [Int32] = []
  private var sparse: [Int64: Int] = [:]

  /// Rows that a list may have for each of its things, and be counted as dense.
  private static let spread = 4
  /// Rows that any list may have.
  private static let usual = 1024

  /// Makes an empty one for a list of so many things.
  ///
  /// - Parameter lastRow: The highest row.
  public init(count: Int, lastRow: Int64) {
    let limit = Int64(Self.spread * count + Self.usual)
    dense = [Int32](repeating: -1, count: Int(max(0, min(lastRow, limit - 1) + 1)))
  }

  /// The place of a row, nil if it has none.
  public subscript(row: Int64) -> Int? {
    get {
      guard row >= 0, row < dense.count else { return sparse.isEmpty ? nil : sparse[row] }
      let place = dense[Int(row)]
      return place < 0 ? nil : Int(place)
    }
    set {
      guard row >= 0, row < dense.count else {
        sparse[row] = newValue
        return
      }
      dense[Int(row)] = newValue.map { Int32($0) } ?? -1
    }
  }
}

extension RowPlaces {
  /// Finds the places of clips.
  public init(_ clips: [Clip]) {
    self.init(count: clips.count, lastRow: Self.lastDense(clips))
    clips.withUnsafeBufferPointer { clips in
      for place in clips.indices { self[clips[place].id.row] = place }
    }
  }

  /// The highest row that a store would count up to.
  private static func lastDense(_ clips: [Clip]) -> Int64 {
    clips.withUnsafeBufferPointer { clips in
      var last: Int64 = -1
      for place in clips.indices where clips[place].id.row < NewClip.rows.lowerBound {
        last = max(last, clips[place].id.row)
      }
      return last
    }
  }
}
