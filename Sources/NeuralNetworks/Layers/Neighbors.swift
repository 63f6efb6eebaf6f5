import CKernels

/// The shares of the classes among the kept examples that are most alike, as logarithms.
///
/// What comes in is standardized and brought to length 1, as the kept examples are; those with the
/// largest products with it vote, each by e^(product / 0.07). A hundredth of the whole is spread
/// over all classes, so that none is impossible; the softmax of the output gives the shares again.
///
/// - Source: Cover and Hart, *Nearest neighbor pattern classification*, 1967; votes as Wu and
///   others, *Unsupervised feature learning via non-parametric instance discrimination*, 2018.
final class Neighbors: Layer {
  /// How much less alike an example is that counts for 1 / e.
  private static let softness = 0.07
  /// The part of the votes that all classes get alike.
  private static let spread = 0.01

  /// The tensors of a layer.
  struct Tensors {
    /// `[examples, values]`, each of length 1.
    let examples: TensorPlace
    /// `[examples]`, the class of each.
    let labels: TensorPlace
    /// `[values]`.
    let mean, deviation: TensorPlace
  }

  private let tensors: Tensors
  private let capacity, values, examples, nearest: Int
  private let clipRows, valueSteps, clipOutputs: Offsets
  private let panels: Storage

  init(
    name: String, input: Shape, classes: Int, examples: Int, nearest: Int, capacity: Int,
    tensors: Tensors
  ) {
    self.tensors = tensors
    self.capacity = capacity
    self.examples = examples
    self.nearest = min(nearest, examples)
    values = input.count
    let values = values
    clipRows = Offsets((0..<capacity).map { $0 * values })
    valueSteps = Offsets(0..<values)
    clipOutputs = Offsets((0..<capacity).map { $0 * examples })
    let width = Int(ek_panel)
    panels = Storage((examples + width - 1) / width * width * values)
    super.init(name: name, input: input, output: Shape(time: 1, channels: classes))
  }

  override var multiplications: Int { values * examples }
  override var scratch: Int { capacity * (values + examples) }

  override func prepare(_ numbers: Numbers, training: Bool) {
    Kernels.table.pack(
      numbers.weights + tensors.examples.offset, valueSteps.table, Int32(values), Int32(examples),
      Int32(values), panels.floats)
  }

  override func forward(_ shard: Shard, phase: Int) {
    let directions = shard.scratch
    let products = shard.scratch + capacity * values
    var isSomewhere = [Bool](repeating: false, count: shard.clips)
    for clip in 0..<shard.clips {
      isSomewhere[clip] = direct(
        input(shard) + clip * values, shard.numbers, directions + clip * values)
    }
    var product = ek_product(
      rows: Int32(shard.clips), columns: Int32(examples), depth: Int32(values),
      row_offsets: clipRows.table, depth_offsets: valueSteps.table,
      out_offsets: clipOutputs.table, panels: panels.floats, bias: nil, accumulates: 0,
      rectifies: 0)
    Kernels.table.product(&product, directions, products)
    for clip in 0..<shard.clips {
      vote(
        isSomewhere[clip] ? best(products + clip * examples) : [], shard.numbers,
        output(shard) + clip * output.count)
    }
  }

  /// Writes the direction of values; false where they are in the middle of all and have none.
  private func direct(
    _ source: UnsafePointer<Float>, _ numbers: Numbers, _ target: UnsafeMutablePointer<Float>
  ) -> Bool {
    let mean = numbers.state + tensors.mean.offset
    let deviation = numbers.state + tensors.deviation.offset
    let length = Direction.write(values, to: target) { value in
      (Double(source[value]) - Double(mean[value])) / Double(deviation[value])
    }
    return length > 0
  }

  /// The examples with the largest products, the largest first; of equal ones the first.
  private func best(_ products: UnsafePointer<Float>) -> [(example: Int, product: Float)] {
    var found: [(example: Int, product: Float)] = []
    for example in 0..<examples {
      let product = products[example]
      if found.count == nearest, let last = found.last, product <= last.product { continue }
      let place = found.firstIndex { $0.product < product } ?? found.count
      found.insert((example, product), at: place)
      if found.count > nearest { found.removeLast() }
    }
    return found
  }

  private func vote(
    _ found: [(example: Int, product: Float)], _ numbers: Numbers,
    _ logits: UnsafeMutablePointer<Float>
  ) {
    let classes = output.count
    let labels = numbers.state + tensors.labels.offset
    var votes = [Double](repeating: 0, count: classes)
    var sum = 0.0
    for (example, product) in found {
      let nearness = Double(product - found[0].product)
      let vote = exponential(nearness / Self.softness)
      votes[Int(labels[example])] += vote
      sum += vote
    }
    for label in 0..<classes {
      let share = sum > 0 ? votes[label] / sum : 1 / Double(classes)
      logits[label] = Float(
        logarithm((1 - Self.spread) * share + Self.spread / Double(classes)))
    }
  }
}

/// Values as a direction.
enum Direction {
  /// Writes values brought to length 1, or zeros; gives the length that they had.
  @discardableResult
  static func write(
    _ count: Int, to target: UnsafeMutablePointer<Float>, _ value: (Int) -> Double
  ) -> Double {
    var squares = 0.0
    for place in 0..<count {
      let one = value(place)
      squares += one * one
    }
    let length = squares.squareRoot()
    guard length.isFinite, length > 1e-12 else {
      target.update(repeating: 0, count: count)
      return 0
    }
    for place in 0..<count { target[place] = Float(value(place) / length) }
    return length
  }
}
