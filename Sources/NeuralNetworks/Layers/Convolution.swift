import CKernels

/// Filters over all channels, by the matrix product through offset tables.
final class Convolution: FilterLayer {
  private let rows, taps, outputs, weightRows, outputRows: Offsets
  private let panels: Storage
  private var pieces: [GradientPiece] = []

  /// A part of the input's gradient and the weights that make it.
  private struct GradientPiece {
    let rows, offsets, targets, sources: Offsets
    let panels: Storage
  }

  init(
    name: String, input: Shape, filters: Int, geometry: ConvolutionGeometry, weights: TensorPlace,
    bias: TensorPlace?, rectifies: Bool, trains: Bool
  ) {
    let places = geometry.time.outputs * geometry.frequency.outputs
    let depth = geometry.taps.count * input.channels
    rows = Offsets(geometry.rows.map { $0 * input.channels })
    taps = Offsets(
      geometry.taps.flatMap { tap in
        (0..<input.channels).map { tap * input.channels + $0 }
      })
    outputs = Offsets((0..<places).map { $0 * filters })
    weightRows = Offsets((0..<depth).map { $0 * filters })
    outputRows = outputs
    panels = Storage(Self.panelCount(filters) * depth)
    super.init(
      name: name, input: input, channels: filters, geometry: geometry, weights: weights,
      bias: bias, rectifies: rectifies)
    if trains { pieces = gradientPieces() }
  }

  private static func panelCount(_ columns: Int) -> Int {
    let width = Int(ek_panel)
    return (columns + width - 1) / width * width
  }

  private func gradientPieces() -> [GradientPiece] {
    let filters = output.channels
    return geometry.pieces.map { piece in
      GradientPiece(
        rows: Offsets(piece.rows.map { $0 * filters }),
        offsets: Offsets(piece.offsets.flatMap { tap in (0..<filters).map { tap * filters + $0 } }),
        targets: Offsets(piece.places.map { $0 * input.channels }),
        sources: Offsets(
          piece.taps.flatMap { tap in
            (0..<filters).map { tap * input.channels * filters + $0 }
          }),
        panels: Storage(Self.panelCount(input.channels) * piece.taps.count * filters))
    }
  }

  override var scratch: Int {
    let packed = Self.panelCount(output.channels) * output.places
    return plane.count + (pieces.isEmpty ? 0 : max(packed, gradientPlane.count)) + 32
  }

  override func prepare(_ numbers: Numbers, training: Bool) {
    let source = numbers.weights + weights.offset
    Kernels.table.pack(
      source, weightRows.table, Int32(weightRows.count), Int32(output.channels), 1, panels.floats)
    guard training, wires.inputGradients.first != nil, wires.inputGradients[0] != nil else {
      return
    }
    for piece in pieces where piece.sources.count > 0 {
      Kernels.table.pack(
        source, piece.sources.table, Int32(piece.sources.count), Int32(input.channels),
        Int32(output.channels), piece.panels.floats)
    }
  }

  override func forward(_ shard: Shard, phase: Int) {
    var product = ek_product(
      rows: Int32(rows.count), columns: Int32(output.channels), depth: Int32(taps.count),
      row_offsets: rows.table, depth_offsets: taps.table, out_offsets: outputs.table,
      panels: panels.floats, bias: bias(shard),
      accumulates: 0, rectifies: rectifies ? 1 : 0)
    forEachPicture(shard) { clip, picture in
      Kernels.table.product(&product, picture, output(shard) + clip * output.count)
    }
  }

  override func backward(_ shard: Shard, phase: Int) {
    let gradient = filterGradient(shard)
    addWeightGradient(shard, gradient)
    if let inputGradient = inputGradient(shard) {
      writeInputGradient(shard, gradient, inputGradient)
    }
  }

  private func addWeightGradient(_ shard: Shard, _ gradient: UnsafeMutablePointer<Float>) {
    let packed = shard.scratch + plane.count
    var product = ek_product(
      rows: Int32(taps.count), columns: Int32(output.channels), depth: Int32(rows.count),
      row_offsets: taps.table, depth_offsets: rows.table, out_offsets: weightRows.table,
      panels: packed, bias: nil, accumulates: 1, rectifies: 0)
    forEachPicture(shard) { clip, picture in
      Kernels.table.pack(
        gradient + clip * output.count, outputRows.table, Int32(outputRows.count),
        Int32(output.channels), 1, packed)
      Kernels.table.product(&product, picture, shard.weightGradients + weights.offset)
    }
  }

  private func writeInputGradient(
    _ shard: Shard, _ gradient: UnsafeMutablePointer<Float>, _ target: UnsafeMutablePointer<Float>
  ) {
    forEachGradient(shard, gradient) { clip, gradient in
      for piece in pieces {
        var product = ek_product(
          rows: Int32(piece.rows.count), columns: Int32(input.channels),
          depth: Int32(piece.offsets.count), row_offsets: piece.rows.table,
          depth_offsets: piece.offsets.table, out_offsets: piece.targets.table,
          panels: piece.panels.floats, bias: nil, accumulates: 0, rectifies: 0)
        Kernels.table.product(&product, gradient, target + clip * input.count)
      }
    }
  }
}
