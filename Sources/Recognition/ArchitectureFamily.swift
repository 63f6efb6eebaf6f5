/// What architectures have in common, so that they can be compared as groups.
public enum ArchitectureFamily: String, Sendable, CaseIterable {
  /// One weighted sum for each class.
  case linear
  /// Examples that are kept, and compared with what is heard.
  case neighbors
  /// Dense layers alone.
  case dense
  /// Convolutions over all channels, then dense layers.
  case convolution
  /// The same made for few weights and products: Sainath and Parada's.
  case smallFootprint = "small-footprint"
  /// A filter for each channel, then one over all channels.
  case separable
  /// Layers with a way around them.
  case residual
  /// Layers that go through time and remember.
  case recurrent
  /// Layers whose weights depend on what they hear.
  case attention
  /// Networks that listen to samples.
  case samples
}
