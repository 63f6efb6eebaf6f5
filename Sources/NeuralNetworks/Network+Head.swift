extension Network {
  /// The name of the last dense layer, which gives the logits; nil where there is none at the end.
  public var headName: String? {
    guard case .dense? = specs.last else { return nil }
    return "layers.\(specs.count - 1)"
  }

  /// Puts a fitted dense layer in the place of the last one.
  ///
  /// - Throws: ``NetworkError`` when it is of another shape.
  public mutating func replaceHead(
    _ fit: LogisticRegression.Fit
  ) throws(NetworkError) {
    guard let headName else { throw .tensorIsMissing(name: "the last dense layer") }
    var tensors = tensors
    tensors["\(headName).weight"] = fit.weights
    if tensors["\(headName).bias"] != nil { tensors["\(headName).bias"] = fit.bias }
    try load(tensors)
  }
}
