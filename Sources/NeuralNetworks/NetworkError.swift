/// Why a network can't be made, or can't take tensors.
public enum NetworkError: Error, Equatable {
  /// A layer does not fit what it is given.
  case layerDoesNotFit(name: String, input: Shape, reason: String)
  /// The list of layers is empty.
  case hasNoLayers
  /// There are more weights than the limit.
  case tooManyWeights(found: Int, limit: Int)
  /// A tensor is not there.
  case tensorIsMissing(name: String)
  /// A tensor that the network has no place for.
  case tensorIsUnknown(name: String)
  /// A tensor has another shape.
  case tensorHasOtherShape(name: String, expected: [Int], found: [Int])
  /// A tensor holds NaN or infinity.
  case tensorIsNotFinite(name: String)
  /// A tensor holds numbers that the layer has no use for.
  case tensorBreaksRule(name: String, reason: String)
}
