/// A layer in its place in a network.
///
/// It works on the memory of one shard at a time, for the clips that are in it, and allocates
/// nothing while it does. What it needs beside that it makes when it is made.
package class Layer {
  let name: String
  let input: Shape
  let output: Shape
  /// Where its values and gradients lie; set when the network's memory is laid out.
  var wires = Wires()
  /// Numbers of the shard's scratch it needs for a time.
  var scratch: Int { 0 }
  /// Numbers it keeps from forward to backward, for all clips of a shard.
  var kept: Int { 0 }
  /// Where they begin in a shard's memory.
  var keptOffset = 0
  /// A second step each way begins after all shards have done the first.
  var phases: Int { 1 }
  /// Whether it has weights.
  var learns: Bool { false }
  /// Products of values and weights for one clip.
  var multiplications: Int { 0 }
  /// What its backward reads of what it gave.
  var outputUse: OutputUse { .none }
  /// Whether its output lies where its input does.
  var keepsValueInPlace: Bool { false }
  /// Whether the gradient of its input lies where that of its output does.
  var keepsGradientInPlace: Bool { false }

  init(name: String, input: Shape, output: Shape) {
    self.name = name
    self.input = input
    self.output = output
  }

  /// Called before the first clip after weights changed; `training` also makes what backward needs.
  func prepare(_ numbers: Numbers, training: Bool) {}

  func forward(_ shard: Shard, phase: Int) { preconditionFailure("\(name) has no forward") }

  func backward(_ shard: Shard, phase: Int) { preconditionFailure("\(name) has no backward") }

  /// Called after all shards have gone forward and back; may change the network's state.
  func finish(_ numbers: Numbers, clips: Int) {}
}

/// What backward reads of an output.
enum OutputUse {
  /// Nothing.
  case none
  /// Whether it is above 0.
  case sign
  /// Its values.
  case values
}

/// Where a layer's values and gradients lie in a shard's memory, in numbers from its beginning.
struct Wires {
  var inputs: [Int] = []
  var outputs: [Int] = []
  /// Nil where nobody needs the gradient.
  var inputGradients: [Int?] = []
  var outputGradients: [Int] = []
}

/// A network's numbers, as layers read them.
struct Numbers {
  let weights: UnsafeMutablePointer<Float>
  let state: UnsafeMutablePointer<Float>
}

/// The memory of a part of a batch, and what is in it.
package final class Shard {
  let index: Int
  let numbers: Numbers
  /// Values and gradients, by the offsets of ``Wires``.
  let values: UnsafeMutablePointer<Float>
  let scratch: UnsafeMutablePointer<Float>
  /// Gradients of the weights; valid only in training.
  let weightGradients: UnsafeMutablePointer<Float>
  /// Clips in this shard, and of the batch before it.
  var clips = 0
  var firstClip = 0
  /// Clips of the whole batch.
  var batch = 0
  var isTraining = false
  /// What dropout draws from: the seed and the step.
  var key: UInt64 = 0

  init(
    index: Int, numbers: Numbers, values: UnsafeMutablePointer<Float>,
    scratch: UnsafeMutablePointer<Float>, weightGradients: UnsafeMutablePointer<Float>
  ) {
    self.index = index
    self.numbers = numbers
    self.values = values
    self.scratch = scratch
    self.weightGradients = weightGradients
  }
}

extension Layer {
  func keptMemory(_ shard: Shard) -> UnsafeMutablePointer<Float> { shard.values + keptOffset }

  func input(_ shard: Shard, _ place: Int = 0) -> UnsafeMutablePointer<Float> {
    shard.values + wires.inputs[place]
  }

  func output(_ shard: Shard, _ place: Int = 0) -> UnsafeMutablePointer<Float> {
    shard.values + wires.outputs[place]
  }

  func inputGradient(_ shard: Shard, _ place: Int = 0) -> UnsafeMutablePointer<Float>? {
    wires.inputGradients[place].map { shard.values + $0 }
  }

  func outputGradient(_ shard: Shard, _ place: Int = 0) -> UnsafeMutablePointer<Float> {
    shard.values + wires.outputGradients[place]
  }
}
