/// An odd number of values in order, of which one is replaced at a time: a running median.
struct SortedWindow: Sendable {
  private var values: [Float]

  /// - Precondition: There is an odd number of values, all of them numbers.
  init(_ values: [Float]) {
    precondition(values.count % 2 == 1, "\(values.count) values have no middle one")
    self.values = values.sorted()
  }

  /// The middle value.
  var median: Float { values[values.count / 2] }

  /// Puts a value in the place of one that is there.
  mutating func replace(_ old: Float, with new: Float) {
    guard old != new else { return }
    values.withUnsafeMutableBufferPointer { values in
      var (low, high) = (0, values.count)
      while low < high {
        let middle = (low + high) / 2
        if values[middle] < old { low = middle + 1 } else { high = middle }
      }
      if new > old {
        while low + 1 < values.count, values[low + 1] < new {
          values[low] = values[low + 1]
          low += 1
        }
      } else {
        while low > 0, values[low - 1] > new {
          values[low] = values[low - 1]
          low -= 1
        }
      }
      values[low] = new
    }
  }
}
