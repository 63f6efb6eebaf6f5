/// Where values and gradients lie, found from which layers make and read them.
struct CircuitLayout {
  private(set) var valueOffset: [Int: Int] = [:]
  private(set) var gradientOffset: [Int: Int] = [:]
  private(set) var count = 0

  init(
    nodes: [NetworkBuilder.Node], first: NetworkBuilder.Wire, last: NetworkBuilder.Wire,
    capacity: Int, trains: Bool
  ) {
    let end = 2 * nodes.count + 2
    var valueRoot = [first.id: first.id]
    var gradientRoot: [Int: Int] = [:]
    var spans: [Int: MemoryPlan.Need] = [
      first.id: MemoryPlan.Need(
        count: first.shape.count * capacity, from: 0, to: trains ? end : 0)
    ]
    var producers: [Int: Layer] = [:]
    // Forward: node i works at moment i + 1; what backward may read stays to the end.
    for (index, node) in nodes.enumerated() {
      let now = index + 1
      for wire in node.inputs {
        guard let root = valueRoot[wire.id] else { continue }
        spans[root]?.to = trains ? end : now
      }
      let source = node.inputs[0]
      let mayOverwrite = producers[source.id].map { $0.outputUse != .values } ?? false
      let stays =
        node.layer.keepsValueInPlace && (node.layer is Dropout ? mayOverwrite : true)
      for wire in node.outputs {
        producers[wire.id] = node.layer is Reshape ? producers[source.id] : node.layer
        if stays, let root = valueRoot[source.id] {
          valueRoot[wire.id] = root
        } else {
          valueRoot[wire.id] = wire.id
          spans[wire.id] = MemoryPlan.Need(
            count: wire.shape.count * capacity, from: now, to: trains ? end : now)
        }
      }
    }
    if let root = valueRoot[last.id] { spans[root]?.to = end }

    var gradients: [Int: MemoryPlan.Need] = [:]
    if trains {
      let needing = Self.wiresWithGradient(nodes, first)
      // Backward: node i works at moment 2n + 1 - i; the loss comes before all of them.
      gradientRoot[last.id] = last.id
      gradients[last.id] = MemoryPlan.Need(
        count: last.shape.count * capacity, from: nodes.count + 1, to: nodes.count + 1)
      for (index, node) in nodes.enumerated().reversed() {
        let now = 2 * nodes.count + 1 - index
        for wire in node.outputs {
          if let root = gradientRoot[wire.id] { gradients[root]?.to = now }
        }
        for (place, wire) in node.inputs.enumerated() where needing.contains(wire.id) {
          if place == 0, node.layer.keepsGradientInPlace,
            let root = gradientRoot[node.outputs[0].id]
          {
            gradientRoot[wire.id] = root
          } else {
            gradientRoot[wire.id] = wire.id
            gradients[wire.id] = MemoryPlan.Need(
              count: wire.shape.count * capacity, from: now, to: now)
          }
        }
      }
    }
    place(nodes, spans, gradients, valueRoot, gradientRoot, end: end, trains: trains)
  }

  /// Wires on which some weight depends, so that their gradient is asked for.
  private static func wiresWithGradient(
    _ nodes: [NetworkBuilder.Node], _ first: NetworkBuilder.Wire
  ) -> Set<Int> {
    var needing: Set<Int> = []
    for node in nodes {
      let isLearning = node.layer.learns || node.inputs.contains { needing.contains($0.id) }
      if isLearning { needing.formUnion(node.outputs.map(\.id)) }
    }
    return needing
  }

  private mutating func place(
    _ nodes: [NetworkBuilder.Node], _ spans: [Int: MemoryPlan.Need],
    _ gradients: [Int: MemoryPlan.Need], _ valueRoot: [Int: Int], _ gradientRoot: [Int: Int],
    end: Int, trains: Bool
  ) {
    let values = spans.keys.sorted()
    let backward = gradients.keys.sorted()
    var needs = values.compactMap { spans[$0] } + backward.compactMap { gradients[$0] }
    for (index, node) in nodes.enumerated() {
      needs.append(
        MemoryPlan.Need(count: node.layer.kept, from: index + 1, to: trains ? end : index + 1))
    }
    let plan = MemoryPlan(needs)
    count = plan.count
    let valueAt = Dictionary(uniqueKeysWithValues: zip(values, plan.offsets))
    let gradientAt = Dictionary(
      uniqueKeysWithValues: zip(backward, plan.offsets.dropFirst(values.count)))
    for (wire, root) in valueRoot { valueOffset[wire] = valueAt[root] }
    for (wire, root) in gradientRoot { gradientOffset[wire] = gradientAt[root] }
    for (index, node) in nodes.enumerated() {
      node.layer.keptOffset = plan.offsets[values.count + backward.count + index]
      node.layer.wires = Wires(
        inputs: node.inputs.map { valueOffset[$0.id] ?? 0 },
        outputs: node.outputs.map { valueOffset[$0.id] ?? 0 },
        inputGradients: node.inputs.map { gradientOffset[$0.id] },
        outputGradients: node.outputs.map { gradientOffset[$0.id] ?? 0 })
    }
  }
}
