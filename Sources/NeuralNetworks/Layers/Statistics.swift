/// Mean and deviation of every bin in equal parts of the time that is not silent, and its length.
///
/// What is silent lies before the first and after the last frame whose mean is in the upper part of
/// the clip's range. The output is `[segments][mean, deviation][bins]` and the logarithm of the
/// share of frames that are left.
final class Statistics: Layer {
  /// How far below the loudest frame a sound begins, as a part of the clip's range.
  private static let depth: Float = 0.7

  private let segments: Int

  init(name: String, input: Shape, segments: Int) {
    self.segments = segments
    super.init(
      name: name, input: input,
      output: Shape(time: 1, channels: Statistics.count(input, segments)))
  }

  static func count(_ input: Shape, _ segments: Int) -> Int {
    segments * 2 * input.frequency * input.channels + 1
  }

  override func forward(_ shard: Shard, phase: Int) {
    for clip in 0..<shard.clips {
      describe(input(shard) + clip * input.count, output(shard) + clip * output.count)
    }
  }

  override func backward(_ shard: Shard, phase: Int) {}

  private func describe(
    _ frames: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>
  ) {
    let bins = input.frequency * input.channels
    let sound = soundingFrames(frames, bins)
    for segment in 0..<segments {
      let first = sound.lowerBound + sound.count * segment / segments
      let end = max(first + 1, sound.lowerBound + sound.count * (segment + 1) / segments)
      let to = target + segment * 2 * bins
      for bin in 0..<bins {
        var sum = 0.0
        var squares = 0.0
        for frame in first..<end {
          let value = Double(frames[frame * bins + bin])
          sum += value
          squares += value * value
        }
        let mean = sum / Double(end - first)
        to[bin] = Float(mean)
        to[bins + bin] = Float(max(0, squares / Double(end - first) - mean * mean).squareRoot())
      }
    }
    target[output.count - 1] = Float(logarithm(Double(sound.count) / Double(input.time)))
  }

  private func soundingFrames(_ frames: UnsafePointer<Float>, _ bins: Int) -> Range<Int> {
    let levels = (0..<input.time).map { frame in
      (0..<bins).reduce(Float(0)) { $0 + frames[frame * bins + $1] } / Float(bins)
    }
    let highest = levels.max() ?? 0
    let bound = highest - Self.depth * (highest - (levels.min() ?? 0))
    let first = levels.firstIndex { $0 >= bound } ?? 0
    let last = levels.lastIndex { $0 >= bound } ?? input.time - 1
    return first..<last + 1
  }
}
