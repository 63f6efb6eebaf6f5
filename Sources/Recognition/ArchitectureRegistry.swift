/// All kinds of network, in the order they are shown.
public enum ArchitectureRegistry {
  /// The kinds.
  public static let all: [any Architecture.Type] = [
    TimePooledCNN.self,
    DepthwiseSeparableCNN.self,
    EnvironmentCNN.self,
    Logistic.self,
    BroadcastResidualNet.self,
    GatedRecurrentNet.self,
    BidirectionalLSTM.self,
    WaveNet.self,
    ConvNet.self,
    LowLatencyConv.self,
    LowLatencySVDF.self,
    TinyConv.self,
    TinyEmbeddingConv.self,
    SingleDense.self,
  ]

  /// The kind that is trained unless told.
  public static let standard: any Architecture.Type = TimePooledCNN.self

  /// The kind of a name; underscores are as good as hyphens, capitals as small letters.
  public static func architecture(named name: String) -> (any Architecture.Type)? {
    let wanted = normalized(name)
    return all.first { $0.id == wanted }
  }

  /// A name as it is in the list.
  static func normalized(_ name: String) -> String {
    String(name.lowercased().map { $0 == "_" ? "-" : $0 })
  }
}
