import CKernels

/// A layer of a program that networks of our own do not have: it only goes forward.
class GraphLayer: Layer {
  /// Where a layer finds what it takes.
  private enum Operand {
    case wire(place: Int, count: Int)
    case tensor(offset: Int)
  }

  private let operands: [Operand]

  init(_ name: String, _ inputs: [GraphValue], _ output: [Int]) {
    var wires = 0
    operands = inputs.map { value in
      switch value.source {
      case .tensor(let place): return .tensor(offset: place.offset)
      case .wire:
        defer { wires += 1 }
        return .wire(place: wires, count: value.count)
      }
    }
    super.init(
      name: name, input: inputs.first { $0.isWire }?.row ?? inputs[0].row,
      output: Shape(time: 1, channels: output.reduce(1, *)))
  }

  /// What one of its inputs is for a clip.
  func values(_ operand: Int, _ shard: Shard, _ clip: Int) -> UnsafePointer<Float> {
    switch operands[operand] {
    case .wire(let place, let count): UnsafePointer(input(shard, place) + clip * count)
    case .tensor(let offset): UnsafePointer(shard.numbers.weights + offset)
    }
  }

  /// Works on one clip.
  func forward(_ shard: Shard, clip: Int, to target: UnsafeMutablePointer<Float>) {
    preconditionFailure("\(name) has no forward")
  }

  override func forward(_ shard: Shard, phase: Int) {
    for clip in 0..<shard.clips {
      forward(shard, clip: clip, to: output(shard) + clip * output.count)
    }
  }

  /// The layer of an operation that no layer of our own does.
  static func make(
    _ operation: GraphOperation, _ inputs: [GraphValue], _ output: [Int], _ name: String
  ) -> GraphLayer {
    let axes = GraphAxes(inputs[0].shape)
    switch operation {
    case .view(let offset, _, let strides):
      return Rearrangement(
        name, inputs, output, table: GraphAxes(output).offsets(strides, from: offset))
    case .padding(let before, _, let value):
      return Rearrangement(
        name, inputs, output, table: axes.padded(before: before, to: output), filler: value)
    case .concatenation(let axis): return Concatenation(name, inputs, output, axis: axis)
    case .function(let function): return FunctionLayer(name, inputs, output, function: function)
    case .combination(let combination):
      return CombinationLayer(name, inputs, output, combination: combination)
    case .reduction(let reduction, let along):
      return ReductionLayer(name, inputs, output, reduction: reduction, axes: along)
    case .softmax(let axis): return SoftmaxLayer(name, inputs, output, axis: axis)
    case .rounding(let scale, let zero, let range):
      return RoundingLayer(name, inputs, output, scale: scale, zero: zero, range: range)
    default: preconditionFailure("\(name) has a layer of its own")
    }
  }
}

/// The axes of a value, and the places of what lies along some of them.
struct GraphAxes {
  let shape: [Int]

  init(_ shape: [Int]) { self.shape = shape }

  /// What a step along each axis adds to a place, row by row.
  var strides: [Int] {
    var strides = [Int](repeating: 1, count: shape.count)
    for axis in stride(from: shape.count - 2, through: 0, by: -1) {
      strides[axis] = strides[axis + 1] * shape[axis + 1]
    }
    return strides
  }

  /// The place of every value, in order, where steps add something else.
  func offsets(_ strides: [Int], from start: Int = 0) -> [Int] {
    var places = [start]
    for (extent, step) in zip(shape, strides) {
      places = places.flatMap { place in (0..<extent).map { place + $0 * step } }
    }
    return places
  }

  /// The places of all values along some axes, from the first of them.
  func offsets(along axes: [Int]) -> [Int] {
    GraphAxes(axes.map { shape[$0] }).offsets(axes.map { strides[$0] })
  }

  /// For every value of a larger shape the place it has here; -1 for those outside.
  func padded(before: [Int], to larger: [Int]) -> [Int] {
    var places = [0]
    for axis in shape.indices {
      let step = strides[axis]
      places = places.flatMap { place in
        (0..<larger[axis]).map { index in
          let own = index - before[axis]
          return place < 0 || !(0..<shape[axis]).contains(own) ? -1 : place + own * step
        }
      }
    }
    return places
  }
}
