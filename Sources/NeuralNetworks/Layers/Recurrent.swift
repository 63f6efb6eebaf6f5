import CKernels

/// A recurrent layer over time, one way or both.
///
/// The order of the gates is PyTorch's: input, forget, candidate, output for LSTM and reset, update,
/// candidate for GRU. Values of a direction lie side by side: `[time, 1, directions · units]`.
final class Recurrent: Layer {
  /// The tensors of one direction, `[in, gates · units]`, `[units, gates · units]` and their bias.
  struct Tensors {
    let input, state, bias: TensorPlace
    /// GRU alone: the bias inside of the reset.
    let stateBias: TensorPlace?
  }

  private let cell: RecurrentCell
  private let units, capacity, width: Int
  private let directions: [Direction]
  private let trains: Bool

  /// What one direction needs beside its tensors.
  private struct Direction {
    let tensors: Tensors
    let isBackward: Bool
    let inputPanels, statePanels, turnedInput, turnedState: Storage
  }

  private let stepRows, inputSteps, gateRows, gateSteps, inputWeightRows: Offsets
  private let stateRows, stateSteps, stateGateRows, stateWeightRows, outputRows: Offsets

  init(
    name: String, input: Shape, cell: RecurrentCell, units: Int, tensors: [Tensors],
    capacity: Int, trains: Bool
  ) {
    self.cell = cell
    self.units = units
    self.capacity = capacity
    self.trains = trains
    let gates = cell == .lstm ? 4 : 3
    let width = gates * units
    self.width = width
    let channels = input.channels
    let time = input.time
    let all = units * tensors.count
    let round: (Int) -> Int = { ($0 + 15) / 16 * 16 }
    directions = tensors.enumerated().map { place, tensors in
      Direction(
        tensors: tensors, isBackward: place == 1, inputPanels: Storage(round(width) * channels),
        statePanels: Storage(round(width) * units),
        turnedInput: Storage(trains ? round(channels) * width : 0),
        turnedState: Storage(trains ? round(units) * width : 0))
    }
    stepRows = Offsets((0..<capacity * time).map { $0 * channels })
    inputSteps = Offsets(Array(0..<channels))
    gateRows = Offsets((0..<capacity * time).map { $0 * width })
    gateSteps = Offsets(Array(0..<width))
    inputWeightRows = Offsets((0..<channels).map { $0 * width })
    stateRows = Offsets((0..<capacity).map { $0 * time * all })
    stateSteps = Offsets(Array(0..<units))
    stateGateRows = Offsets((0..<capacity).map { $0 * time * width })
    stateWeightRows = Offsets((0..<units).map { $0 * width })
    outputRows = Offsets((0..<capacity * time).map { $0 * all })
    super.init(
      name: name, input: input, output: Shape(time: time, channels: all))
  }

  override var learns: Bool { true }
  override var multiplications: Int {
    directions.count * input.time * (input.channels + units) * width
  }
  override var outputUse: OutputUse { .values }

  // Of each direction: gates and, for GRU, what the state gave to them; cells. Then, for a time, the
  // gradients of all that.
  private var gateCount: Int { capacity * input.time * width }
  private var cellCount: Int { capacity * input.time * units }
  private var keptCount: Int { 2 * gateCount + cellCount }

  override var kept: Int { directions.count * keptCount }
  override var scratch: Int {
    let panels = capacity * (input.time + 1) * ((width + 15) / 16 * 16)
    return 2 * gateCount + panels + 2 * capacity * units + 64
  }

  override func prepare(_ numbers: Numbers, training: Bool) {
    for direction in directions {
      let tensors = direction.tensors
      let inputWeights = numbers.weights + tensors.input.offset
      let stateWeights = numbers.weights + tensors.state.offset
      let columns = Int32(width)
      Kernels.table.pack(
        inputWeights, inputWeightRows.table, Int32(input.channels), columns, 1,
        direction.inputPanels.floats)
      Kernels.table.pack(
        stateWeights, stateWeightRows.table, Int32(units), columns, 1,
        direction.statePanels.floats)
      guard training, trains else { continue }
      Kernels.table.pack(
        inputWeights, gateSteps.table, columns, Int32(input.channels), columns,
        direction.turnedInput.floats)
      Kernels.table.pack(
        stateWeights, gateSteps.table, columns, Int32(units), columns,
        direction.turnedState.floats)
    }
  }

  private func gates(_ shard: Shard, _ place: Int) -> UnsafeMutablePointer<Float> {
    keptMemory(shard) + place * keptCount
  }

  override func forward(_ shard: Shard, phase: Int) {
    for (place, direction) in directions.enumerated() {
      let gates = gates(shard, place)
      let tensors = direction.tensors
      let weights = shard.numbers.weights
      var product = ek_product(
        rows: Int32(shard.clips * input.time), columns: Int32(width),
        depth: Int32(input.channels), row_offsets: stepRows.table,
        depth_offsets: inputSteps.table, out_offsets: gateRows.table,
        panels: direction.inputPanels.floats, bias: weights + tensors.bias.offset, accumulates: 0,
        rectifies: 0)
      Kernels.table.product(&product, input(shard), gates)
      for step in 0..<input.time {
        let now = direction.isBackward ? input.time - 1 - step : step
        let before = step == 0 ? nil : (direction.isBackward ? now + 1 : now - 1)
        advance(shard, place, now, before)
      }
    }
  }

  private func advance(_ shard: Shard, _ place: Int, _ now: Int, _ before: Int?) {
    let direction = directions[place]
    let gates = gates(shard, place)
    let recurrent = gates + gateCount
    let cells = recurrent + gateCount
    let hidden = output(shard) + place * units
    let all = output.channels
    // LSTM adds to its gates; GRU keeps apart what its reset acts on.
    let target = cell == .lstm ? gates : recurrent
    if let before {
      var product = ek_product(
        rows: Int32(shard.clips), columns: Int32(width), depth: Int32(units),
        row_offsets: stateRows.table, depth_offsets: stateSteps.table,
        out_offsets: stateGateRows.table, panels: direction.statePanels.floats,
        bias: direction.tensors.stateBias.map {
          UnsafePointer(shard.numbers.weights + $0.offset)
        }, accumulates: cell == .lstm ? 1 : 0, rectifies: 0)
      Kernels.table.product(&product, hidden + before * all, target + now * width)
    } else if let bias = direction.tensors.stateBias {
      for clip in 0..<shard.clips {
        (target + (clip * input.time + now) * width).update(
          from: shard.numbers.weights + bias.offset, count: width)
      }
    }
    for clip in 0..<shard.clips {
      let row = clip * input.time + now
      let last = before.map { clip * input.time + $0 }
      switch cell {
      case .lstm:
        Kernels.table.lstm(
          gates + row * width, last.map { UnsafePointer(cells + $0 * units) }, Int32(units),
          cells + row * units, hidden + row * all)
      case .gru:
        Kernels.table.gru(
          gates + row * width, recurrent + row * width,
          last.map { UnsafePointer(hidden + $0 * all) }, Int32(units), hidden + row * all)
      }
    }
  }

  override func backward(_ shard: Shard, phase: Int) {
    for place in directions.indices {
      let preGradient = shard.scratch
      let recurrentGradient = cell == .lstm ? preGradient : preGradient + gateCount
      carryBack(shard, place, preGradient, recurrentGradient)
      addWeightGradients(shard, place, preGradient, recurrentGradient)
      if let target = inputGradient(shard) {
        var product = ek_product(
          rows: Int32(shard.clips * input.time), columns: Int32(input.channels),
          depth: Int32(width), row_offsets: gateRows.table, depth_offsets: gateSteps.table,
          out_offsets: stepRows.table, panels: directions[place].turnedInput.floats, bias: nil,
          accumulates: place == 0 ? 0 : 1, rectifies: 0)
        Kernels.table.product(&product, preGradient, target)
      }
    }
  }

  /// Goes through time against the direction and writes the gradients of the gates.
  private func carryBack(
    _ shard: Shard, _ place: Int, _ preGradient: UnsafeMutablePointer<Float>,
    _ recurrentGradient: UnsafeMutablePointer<Float>
  ) {
    let direction = directions[place]
    let gates = gates(shard, place)
    let recurrent = gates + gateCount
    let cells = recurrent + gateCount
    let hidden = output(shard) + place * units
    let gradient = outputGradient(shard) + place * units
    let all = output.channels
    let cellGradients = shard.scratch + 2 * gateCount
    cellGradients.update(repeating: 0, count: capacity * units)
    for step in (0..<input.time).reversed() {
      let now = direction.isBackward ? input.time - 1 - step : step
      let before = step == 0 ? nil : (direction.isBackward ? now + 1 : now - 1)
      for clip in 0..<shard.clips {
        let row = clip * input.time + now
        let last = before.map { clip * input.time + $0 }
        switch cell {
        case .lstm:
          Kernels.table.lstm_gradient(
            gates + row * width, last.map { UnsafePointer(cells + $0 * units) },
            cells + row * units, gradient + row * all, Int32(units), cellGradients + clip * units,
            preGradient + row * width)
        case .gru:
          Kernels.table.gru_gradient(
            gates + row * width, recurrent + row * width,
            last.map { UnsafePointer(hidden + $0 * all) }, Int32(units), gradient + row * all,
            preGradient + row * width, recurrentGradient + row * width)
          if let last {
            Kernels.table.add(
              gradient + row * all, 1, Int64(units), gradient + last * all)
          }
        }
      }
      guard let before else { continue }
      var product = ek_product(
        rows: Int32(shard.clips), columns: Int32(units), depth: Int32(width),
        row_offsets: stateGateRows.table, depth_offsets: gateSteps.table,
        out_offsets: stateRows.table, panels: direction.turnedState.floats, bias: nil,
        accumulates: 1, rectifies: 0)
      Kernels.table.product(
        &product, recurrentGradient + now * width, gradient + before * all)
    }
  }

  private func addWeightGradients(
    _ shard: Shard, _ place: Int, _ preGradient: UnsafeMutablePointer<Float>,
    _ recurrentGradient: UnsafeMutablePointer<Float>
  ) {
    let direction = directions[place]
    let tensors = direction.tensors
    let packed = shard.scratch + 2 * gateCount + capacity * units
    let rows = shard.clips * input.time
    Kernels.table.column_sums(
      preGradient, Int64(rows), Int32(width), shard.weightGradients + tensors.bias.offset)
    if let bias = tensors.stateBias {
      Kernels.table.column_sums(
        recurrentGradient, Int64(rows), Int32(width), shard.weightGradients + bias.offset)
    }
    Kernels.table.pack(preGradient, gateRows.table, Int32(rows), Int32(width), 1, packed)
    var product = ek_product(
      rows: Int32(input.channels), columns: Int32(width), depth: Int32(rows),
      row_offsets: inputSteps.table, depth_offsets: stepRows.table,
      out_offsets: inputWeightRows.table, panels: packed, bias: nil, accumulates: 1, rectifies: 0)
    Kernels.table.product(&product, input(shard), shard.weightGradients + tensors.input.offset)
    // The state of a step meets the gates of the next.
    guard input.time > 1 else { return }
    let hidden = output(shard) + place * units
    let all = output.channels
    for clip in 0..<shard.clips {
      let states = hidden + (clip * input.time + (direction.isBackward ? 1 : 0)) * all
      let gates = recurrentGradient + (clip * input.time + (direction.isBackward ? 0 : 1)) * width
      let steps = Int32(input.time - 1)
      Kernels.table.pack(gates, gateRows.table, steps, Int32(width), 1, packed)
      var product = ek_product(
        rows: Int32(units), columns: Int32(width), depth: steps, row_offsets: stateSteps.table,
        depth_offsets: outputRows.table, out_offsets: stateWeightRows.table, panels: packed,
        bias: nil, accumulates: 1, rectifies: 0)
      Kernels.table.product(
        &product, states, shard.weightGradients + tensors.state.offset)
    }
  }
}

/// The state after the last step; of the way back, after the first.
final class LastState: Layer {
  private let bothWays: Bool

  init(name: String, input: Shape, bothWays: Bool) {
    self.bothWays = bothWays
    super.init(name: name, input: input, output: Shape(time: 1, channels: input.channels))
  }

  /// Parts of a clip: where they begin, where they go and their length.
  private var parts: [(from: Int, to: Int, count: Int)] {
    let last = (input.time - 1) * input.channels
    guard bothWays else { return [(last, 0, input.channels)] }
    let half = input.channels / 2
    return [(last, 0, half), (half, half, half)]
  }

  override func forward(_ shard: Shard, phase: Int) {
    for clip in 0..<shard.clips {
      for part in parts {
        (output(shard) + clip * output.count + part.to).update(
          from: input(shard) + clip * input.count + part.from, count: part.count)
      }
    }
  }

  override func backward(_ shard: Shard, phase: Int) {
    guard let target = inputGradient(shard) else { return }
    target.update(repeating: 0, count: shard.clips * input.count)
    for clip in 0..<shard.clips {
      for part in parts {
        (target + clip * input.count + part.from).update(
          from: outputGradient(shard) + clip * output.count + part.to, count: part.count)
      }
    }
  }
}
