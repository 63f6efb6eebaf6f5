extension Network {
  /// How many examples its last layer keeps; nil where that is no layer of neighbors.
  public var exampleCapacity: Int? {
    guard case .neighbors(let examples, _, _)? = specs.last else { return nil }
    return examples
  }

  /// Puts examples in the place of those that the last layer keeps.
  ///
  /// - Parameters:
  ///   - inputs: What the last layer reads of each, `[labels.count][values]`, finite.
  ///   - labels: The class of each.
  /// - Throws: ``NetworkError`` when there are more or fewer than it keeps, or a class is none.
  public mutating func keep(_ inputs: [Float], labels: [Int]) throws(NetworkError) {
    guard exampleCapacity != nil, let headName, !labels.isEmpty else {
      throw .tensorIsMissing(name: "the examples")
    }
    let values = inputs.count / labels.count
    precondition(inputs.count == values * labels.count, "inputs are [labels.count][values]")
    let scale = Standardization(inputs, width: values)
    var directions = [Float](repeating: 0, count: inputs.count)
    directions.withUnsafeMutableBufferPointer { target in
      guard let target = target.baseAddress else { return }
      for example in labels.indices {
        let first = example * values
        Direction.write(values, to: target + first) { value in
          (Double(inputs[first + value]) - scale.means[value]) / scale.deviations[value]
        }
      }
    }
    var tensors = tensors
    tensors["\(headName).examples"] = NamedTensor(
      shape: [labels.count, values], scalars: directions)
    tensors["\(headName).labels"] = NamedTensor(
      shape: [labels.count], scalars: labels.map { Float($0) })
    tensors["\(headName).mean"] = NamedTensor(
      shape: [values], scalars: scale.means.map { Float($0) })
    tensors["\(headName).deviation"] = NamedTensor(
      shape: [values], scalars: scale.deviations.map { Float($0) })
    try load(tensors)
  }
}
