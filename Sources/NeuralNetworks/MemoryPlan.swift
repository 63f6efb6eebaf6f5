/// Lays values out in one piece of memory, so that those that are needed at one time lie apart.
struct MemoryPlan {
  /// Something that needs memory from one moment to another, both included.
  struct Need {
    var count: Int
    var from: Int
    var to: Int
  }

  private(set) var offsets: [Int] = []
  private(set) var count = 0

  /// Places the largest first, each at the lowest offset that is free while it is needed.
  init(_ needs: [Need]) {
    offsets = [Int](repeating: 0, count: needs.count)
    var placed: [(range: Range<Int>, need: Need)] = []
    let order = needs.indices.sorted {
      (needs[$0].count, $1) > (needs[$1].count, $0)
    }
    for index in order {
      let need = needs[index]
      let size = (need.count + 15) / 16 * 16
      var offset = 0
      let others = placed.filter { $0.need.from <= need.to && need.from <= $0.need.to }
        .sorted { $0.range.lowerBound < $1.range.lowerBound }
      for other in others {
        if offset + size <= other.range.lowerBound { break }
        offset = max(offset, other.range.upperBound)
      }
      offsets[index] = offset
      count = max(count, offset + size)
      placed.append((offset..<offset + size, need))
    }
  }
}
