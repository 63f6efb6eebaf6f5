import CKernels

/// A filter for each channel.
final class Depthwise: Layer {
  private let geometry: ConvolutionGeometry
  private let weights: TensorPlace
  private let bias: TensorPlace?
  private let rectifies: Bool
  private let plane, gradientPlane: PaddedPlane
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
    self.geometry = geometry
    self.weights = weights
    self.bias = bias
    self.rectifies = rectifies
    plane = geometry.plane(channels: channels)
    gradientPlane = geometry.gradientPlane(channels: channels)
    let places = geometry.time.outputs * geometry.frequency.outputs
    rows = Offsets(geometry.rows.map { $0 * channels })
    taps = Offsets(geometry.taps.map { $0 * channels })
    outputs = Offsets((0..<places).map { $0 * channels })
    super.init(
      name: name, input: input,
      output: Shape(
        time: geometry.time.outputs, frequency: geometry.frequency.outputs, channels: channels))
    guard trains else { return }
    pieces = geometry.pieces.map { piece in
      GradientPiece(
        rows: Offsets(piece.rows.map { $0 * channels }),
        offsets: Offsets(piece.offsets.map { $0 * channels }),
        targets: Offsets(piece.places.map { $0 * channels }), taps: piece.taps,
        weights: Storage(piece.taps.count * channels))
    }
  }

  override var learns: Bool { true }
  override var multiplications: Int { weights.count * output.places }
  override var outputUse: OutputUse { rectifies ? .sign : .none }
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
    let numbers = shard.numbers.weights
    var shape = shape(
      rows: rows, taps: taps, outputs: outputs, weights: numbers + weights.offset,
      bias: bias.map { UnsafePointer(numbers + $0.offset) }, rectifies: rectifies)
    forEachPicture(shard) { clip, picture in
      Kernels.table.depthwise(&shape, picture, output(shard) + clip * output.count)
    }
  }

  private func forEachPicture(_ shard: Shard, _ body: (Int, UnsafePointer<Float>) -> Void) {
    if geometry.isPadded { plane.clear(shard.scratch) }
    for clip in 0..<shard.clips {
      let picture = input(shard) + clip * input.count
      if geometry.isPadded {
        plane.fill(shard.scratch, from: picture)
        body(clip, shard.scratch)
      } else {
        body(clip, picture)
      }
    }
  }

  override func backward(_ shard: Shard, phase: Int) {
    let gradient = outputGradient(shard)
    if rectifies { Kernels.table.mask(output(shard), Int64(shard.clips * output.count), gradient) }
    if let bias {
      Kernels.table.column_sums(
        gradient, Int64(shard.clips * output.places), Int32(output.channels),
        shard.weightGradients + bias.offset)
    }
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
    let isPadded = gradientPlane.size != gradientPlane.input
    let padded = shard.scratch + plane.count
    if isPadded { gradientPlane.clear(padded) }
    for clip in 0..<shard.clips {
      let own = gradient + clip * output.count
      if isPadded { gradientPlane.fill(padded, from: own) }
      for piece in pieces {
        var shape = shape(
          rows: piece.rows, taps: piece.offsets, outputs: piece.targets,
          weights: piece.weights.floats)
        Kernels.table.depthwise(&shape, isPadded ? padded : own, target + clip * input.count)
      }
    }
  }
}
