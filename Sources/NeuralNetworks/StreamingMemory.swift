import CKernels

/// One step of a recurrent layer and its state.
final class RecurrentStep {
  private let cell: RecurrentCell
  private let units, width: Int
  private let input, state, bias: [Float]
  private let stateBias: [Float]?
  private var hidden, cells: [Float]
  private var isFirst = true

  init(
    cell: RecurrentCell, units: Int, inputs: Int, _ tensors: [String: NamedTensor], name: String
  ) throws(NetworkError) {
    self.cell = cell
    self.units = units
    width = (cell == .lstm ? 4 : 3) * units
    input = try Self.take(tensors, "\(name).forward.input", [inputs, width])
    state = try Self.take(tensors, "\(name).forward.state", [units, width])
    bias = try Self.take(tensors, "\(name).forward.bias", [width])
    stateBias = cell == .gru ? try Self.take(tensors, "\(name).forward.stateBias", [width]) : nil
    hidden = [Float](repeating: 0, count: units)
    cells = hidden
  }

  static func take(
    _ tensors: [String: NamedTensor], _ name: String, _ shape: [Int]
  ) throws(NetworkError) -> [Float] {
    guard let tensor = tensors[name] else { throw .tensorIsMissing(name: name) }
    guard tensor.shape == shape else {
      throw .tensorHasOtherShape(name: name, expected: shape, found: tensor.shape)
    }
    return tensor.scalars
  }

  func reset() {
    hidden = [Float](repeating: 0, count: units)
    cells = hidden
    isFirst = true
  }

  /// The state after another frame.
  func push(_ frame: [Float]) -> [Float] {
    var pre = bias
    Self.addProduct(frame, input, to: &pre)
    var next = hidden
    let before = isFirst ? nil : hidden
    switch cell {
    case .lstm:
      if !isFirst { Self.addProduct(hidden, state, to: &pre) }
      let cellsBefore = isFirst ? nil : cells
      Self.withOptional(cellsBefore) { cellsBefore in
        Kernels.table.lstm(&pre, cellsBefore, Int32(units), &cells, &next)
      }
    case .gru:
      var recurrent = stateBias ?? [Float](repeating: 0, count: width)
      if !isFirst { Self.addProduct(hidden, state, to: &recurrent) }
      Self.withOptional(before) { before in
        Kernels.table.gru(&pre, &recurrent, before, Int32(units), &next)
      }
    }
    hidden = next
    isFirst = false
    return hidden
  }

  private static func withOptional(
    _ values: [Float]?, _ body: (UnsafePointer<Float>?) -> Void
  ) {
    guard let values else { return body(nil) }
    values.withUnsafeBufferPointer { body($0.baseAddress) }
  }

  /// Adds a row times a matrix of as many columns as the sum has.
  static func addProduct(_ row: [Float], _ matrix: [Float], to sum: inout [Float]) {
    let columns = sum.count
    matrix.withUnsafeBufferPointer { matrix in
      sum.withUnsafeMutableBufferPointer { sum in
        guard let from = matrix.baseAddress, let to = sum.baseAddress else { return }
        for (index, value) in row.enumerated() {
          Kernels.table.add(from + index * columns, value, Int64(columns), to)
        }
      }
    }
  }
}

/// What filters over frequency gave for the last frames, and their filters over time.
final class FilterMemory {
  private let filters, frames: Int
  private let frequency, time: [Float]
  private var ring: [Float]
  private var next = 0

  init(
    filters: Int, inputs: Int, frames: Int, _ tensors: [String: NamedTensor]
  ) throws(NetworkError) {
    self.filters = filters
    self.frames = frames
    frequency = try RecurrentStep.take(tensors, "layers.1.weight", [1, 1, inputs, filters])
    time = try RecurrentStep.take(tensors, "layers.2.weight", [frames, 1, filters])
    ring = [Float](repeating: 0, count: frames * filters)
  }

  func reset() {
    ring = [Float](repeating: 0, count: ring.count)
    next = 0
  }

  /// What the filters give for the last frames, `[filters]`.
  func push(_ frame: [Float]) -> [Float] {
    var newest = [Float](repeating: 0, count: filters)
    RecurrentStep.addProduct(frame, frequency, to: &newest)
    ring.replaceSubrange(next * filters..<(next + 1) * filters, with: newest)
    next = (next + 1) % frames
    var sums = [Float](repeating: 0, count: filters)
    for age in 0..<frames {
      // The oldest frame meets the first weights.
      let from = (next + age) % frames * filters
      for filter in 0..<filters {
        sums[filter] += ring[from + filter] * time[age * filters + filter]
      }
    }
    return sums
  }
}
