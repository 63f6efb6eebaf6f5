import CKernels

/// Values in another order, some of them repeated or left out; a filler where there is none.
final class Rearrangement: GraphLayer {
  private let table: Offsets
  private let filler: Float

  init(
    _ name: String, _ inputs: [GraphValue], _ output: [Int], table: [Int], filler: Float = 0
  ) {
    self.table = Offsets(table)
    self.filler = filler
    super.init(name, inputs, output)
  }

  override func forward(_ shard: Shard, clip: Int, to target: UnsafeMutablePointer<Float>) {
    let source = values(0, shard, clip)
    let table = table.table
    for place in 0..<output.count {
      let from = Int(table[place])
      target[place] = from < 0 ? filler : source[from]
    }
  }
}

/// Values one after the other along an axis.
final class Concatenation: GraphLayer {
  private let outer: Int
  /// Numbers of each value that lie together.
  private let runs: [Int]

  init(_ name: String, _ inputs: [GraphValue], _ output: [Int], axis: Int) {
    outer = output[..<axis].reduce(1, *)
    runs = inputs.map { $0.shape[axis...].reduce(1, *) }
    super.init(name, inputs, output)
  }

  override func forward(_ shard: Shard, clip: Int, to target: UnsafeMutablePointer<Float>) {
    var to = target
    for row in 0..<outer {
      for (place, run) in runs.enumerated() {
        to.update(from: values(place, shard, clip) + row * run, count: run)
        to += run
      }
    }
  }
}
