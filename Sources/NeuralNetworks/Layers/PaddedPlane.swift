/// A picture with zeros around it, in scratch memory.
struct PaddedPlane {
  let size, before: Extent
  let input: Extent
  let channels: Int

  var count: Int { size.count * channels }

  func clear(_ plane: UnsafeMutablePointer<Float>) { plane.update(repeating: 0, count: count) }

  /// Copies a picture into the middle; what is around stays.
  func fill(_ plane: UnsafeMutablePointer<Float>, from picture: UnsafePointer<Float>) {
    let row = input.frequency * channels
    var target = plane + (before.time * size.frequency + before.frequency) * channels
    var source = picture
    if input.frequency == size.frequency {
      target.update(from: source, count: input.time * row)
      return
    }
    for _ in 0..<input.time {
      target.update(from: source, count: row)
      target += size.frequency * channels
      source += row
    }
  }
}

extension ConvolutionGeometry {
  /// What forward reads.
  func plane(channels: Int) -> PaddedPlane {
    PaddedPlane(
      size: Extent(time.padded, frequency.padded),
      before: Extent(time.before, frequency.before),
      input: Extent(time.length, frequency.length), channels: channels)
  }

  /// What the gradient of the input reads.
  func gradientPlane(channels: Int) -> PaddedPlane {
    PaddedPlane(
      size: paddedGradient, before: gradientBefore,
      input: Extent(time.outputs, frequency.outputs), channels: channels)
  }
}
