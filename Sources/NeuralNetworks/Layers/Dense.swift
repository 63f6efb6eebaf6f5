import CKernels

/// A weighted sum of everything in a clip for each unit.
final class Dense: Layer {
  private let weights: TensorPlace
  private let bias: TensorPlace?
  private let rectifies: Bool
  private let capacity, inputs, units: Int
  private let clipRows, inputSteps, clipOutputs, weightRows, unitSteps, clipInputs: Offsets
  private let panels, turnedPanels: Storage

  init(
    name: String, input: Shape, units: Int, capacity: Int, weights: TensorPlace,
    bias: TensorPlace?, rectifies: Bool, trains: Bool
  ) {
    self.weights = weights
    self.bias = bias
    self.rectifies = rectifies
    self.capacity = capacity
    self.units = units
    inputs = input.count
    let inputs = inputs
    clipRows = Offsets((0..<capacity).map { $0 * inputs })
    clipInputs = clipRows
    inputSteps = Offsets(0..<inputs)
    clipOutputs = Offsets((0..<capacity).map { $0 * units })
    weightRows = Offsets((0..<inputs).lazy.map { $0 * units })
    unitSteps = Offsets(0..<units)
    panels = Storage(Dense.rounded(units) * inputs)
    turnedPanels = Storage(trains ? Dense.rounded(inputs) * units : 0)
    super.init(name: name, input: input, output: Shape(time: 1, channels: units))
  }

  private static func rounded(_ columns: Int) -> Int {
    let width = Int(ek_panel)
    return (columns + width - 1) / width * width
  }

  override var learns: Bool { true }
  override var multiplications: Int { inputs * units }
  override var outputUse: OutputUse { rectifies ? .sign : .none }
  override var scratch: Int { Dense.rounded(units) * capacity }

  override func prepare(_ numbers: Numbers, training: Bool) {
    let source = numbers.weights + weights.offset
    Kernels.table.pack(
      source, weightRows.table, Int32(inputs), Int32(units), 1, panels.floats)
    guard training, turnedPanels.count > 0 else { return }
    Kernels.table.pack(
      source, unitSteps.table, Int32(units), Int32(inputs), Int32(units), turnedPanels.floats)
  }

  override func forward(_ shard: Shard, phase: Int) {
    var product = ek_product(
      rows: Int32(shard.clips), columns: Int32(units), depth: Int32(inputs),
      row_offsets: clipRows.table, depth_offsets: inputSteps.table,
      out_offsets: clipOutputs.table, panels: panels.floats,
      bias: bias.map { UnsafePointer(shard.numbers.weights + $0.offset) }, accumulates: 0,
      rectifies: rectifies ? 1 : 0)
    Kernels.table.product(&product, input(shard), output(shard))
  }

  override func backward(_ shard: Shard, phase: Int) {
    let gradient = outputGradient(shard)
    if rectifies { Kernels.table.mask(output(shard), Int64(shard.clips * units), gradient) }
    if let bias {
      Kernels.table.column_sums(
        gradient, Int64(shard.clips), Int32(units), shard.weightGradients + bias.offset)
    }
    Kernels.table.pack(
      gradient, clipOutputs.table, Int32(shard.clips), Int32(units), 1, shard.scratch)
    var sums = ek_product(
      rows: Int32(inputs), columns: Int32(units), depth: Int32(shard.clips),
      row_offsets: inputSteps.table, depth_offsets: clipRows.table,
      out_offsets: weightRows.table, panels: shard.scratch, bias: nil, accumulates: 1,
      rectifies: 0)
    Kernels.table.product(&sums, input(shard), shard.weightGradients + weights.offset)
    guard let target = inputGradient(shard) else { return }
    var back = ek_product(
      rows: Int32(shard.clips), columns: Int32(inputs), depth: Int32(units),
      row_offsets: clipOutputs.table, depth_offsets: unitSteps.table,
      out_offsets: clipInputs.table, panels: turnedPanels.floats, bias: nil, accumulates: 0,
      rectifies: 0)
    Kernels.table.product(&back, gradient, target)
  }
}
