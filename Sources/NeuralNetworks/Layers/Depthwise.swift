import CKernels

/// A filter for each channel.
final class Depthwise: FilterLayer {
  private let rows, taps, outputs: Offsets
  private var pieces: [GradientPiece] = []

  /// A part of the input's gradient and the weights that make it.
  private struct GradientPiece {
    let rows, offsets, targets: Offsets
    let taps: [Int]
    let weights: Storage
  }

  init(
    name: String, input: Shape, geometry: ConvolutionGeometry, weights: TensorPlace,
    bias: TensorPlace?, rectifies: Bool, trains: Bool
  ) {
    let channels = input.channels
    let places = geometry.time.outputs * geometry.frequency.outputs
    rows = Offsets(geometry.rows.map { $0 * channels })
    taps = Offsets(geometry.taps.map { $0 * channels })
    outputs = Offsets((0..<places).map { $0 * channels })
    super.init(
      name: name, input: input, channels: channels, geometry: geometry, weights: weights,
      bias: bias, rectifies: rectifies)
    guard trains else { return }
    pieces = geometry.pieces.map { piece in
      GradientPiece(
        rows: Offsets(piece.rows.map { $0 * channels }),
        offsets: Offsets(piece.offsets.map { $0 * channels }),
        targets: Offsets(piece.places.map { $0 * channels }), taps: piece.taps,
        weights: Storage(piece.taps.count * channels))
    }
  }

  override var scratch: Int { plane.count + (pieces.isEmpty ? 0 : gradientPlane.count) + 32 }

  override func prepare(_ numbers: Numbers, training: Bool) {
    guard training else { return }
    let channels = input.channels
    for piece in pieces {
      for (place, tap) in piece.taps.enumerated() {
        (piece.weights.floats + place * channels).update(
          from: numbers.weights + weights.offset + tap * channels, count: channels)
      }
    }
  }

  private func shape(
    rows: Offsets, taps: Offsets, outputs: Offsets, weights: UnsafeMutablePointer<Float>,
    bias: UnsafePointer<Float>? = nil, rectifies: Bool = false
  ) -> ek_depthwise {
    ek_depthwise(
      rows: Int32(rows.count), channels: Int32(input.channels), taps: Int32(taps.count),
      row_offsets: rows.table, tap_offsets: taps.table, out_offsets: outputs.table,
      weights: weights, bias: bias, rectifies: rectifies ? 1 : 0)
  }

  override func forward(_ shard: Shard, phase: Int) {
    var shape = shape(
      rows: rows, taps: taps, outputs: outputs, weights: shard.numbers.weights + weights.offset,
      bias: bias(shard), rectifies: rectifies)
    forEachPicture(shard) { clip, picture in
      Kernels.table.depthwise(&shape, picture, output(shard) + clip * output.count)
    }
  }

  override func backward(_ shard: Shard, phase: Int) {
    let gradient = filterGradient(shard)
    var sums = shape(
      rows: rows, taps: taps, outputs: outputs, weights: shard.weightGradients + weights.offset)
    forEachPicture(shard) { clip, picture in
      Kernels.table.depthwise_gradient(&sums, picture, gradient + clip * output.count)
    }
    if let target = inputGradient(shard) { writeInputGradient(shard, gradient, target) }
  }

  private func writeInputGradient(
    _ shard: Shard, _ gradient: UnsafeMutablePointer<Float>, _ target: UnsafeMutablePointer<Float>
  ) {
    forEachGradient(shard, gradient) { clip, gradient in
      for piece in pieces {
        var shape = shape(
          rows: piece.rows, taps: piece.offsets, outputs: piece.targets,
          weights: piece.weights.floats)
        Kernels.table.depthwise(&shape, gradient, target + clip * input.count)
      }
    }
  }
}
