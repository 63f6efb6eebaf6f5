extension Network {
  /// The name of the layer that gives the logits; nil where the last one can't be replaced.
  ///
  /// It is a dense one, or one that keeps examples, and what it reads is the embedding.
  public var headName: String? {
    switch specs.last {
    case .dense?, .neighbors?: "layers.\(specs.count - 1)"
    default: nil
    }
  }

  /// Puts a fitted dense layer in the place of the last one.
  ///
  /// - Throws: ``NetworkError`` when it is of another shape.
  public mutating func replaceHead(
    _ fit: LogisticRegression.Fit
  ) throws(NetworkError) {
    guard case .dense? = specs.last, let headName else {
      throw .tensorIsMissing(name: "the last dense layer")
    }
    var tensors = tensors
    tensors["\(headName).weight"] = fit.weights
    if tensors["\(headName).bias"] != nil { tensors["\(headName).bias"] = fit.bias }
    try load(tensors)
  }
}
