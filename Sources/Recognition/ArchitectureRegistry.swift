/// All kinds of network, in the order they are shown.
public enum ArchitectureRegistry {
  /// The kinds.
  public static let all: [any Architecture.Type] = [
    TimePooledCNN.self,
    DepthwiseSeparableCNN.self,
    DepthwiseSeparableMedium.self,
    DepthwiseSeparableLarge.self,
    Logistic.self,
    NearestNeighbors.self,
    BroadcastResidualNet.self,
    BroadcastResidualNet2.self,
    BroadcastResidualNet3.self,
    BroadcastResidualNet6.self,
    BroadcastResidualNet8.self,
    TemporalResidualNet8.self,
    TemporalResidualNet14.self,
    MatchboxNet.self,
    DeepResidualNet8.self,
    DeepResidualNet15.self,
    GatedRecurrentNet.self,
    LongShortTermNet.self,
    BidirectionalLSTM.self,
    ConvolutionalRecurrentNet.self,
    AttentionRecurrentNet.self,
    KeywordTransformer.self,
    WaveNet.self,
    SmallFootprintCNNs.TraditionalPool3.self,
    SmallFootprintCNNs.OneConvolutionPool3.self,
    SmallFootprintCNNs.OneConvolutionStride4.self,
    SmallFootprintCNNs.OneConvolutionStride8.self,
    SmallFootprintCNNs.TimeStride2.self,
    SmallFootprintCNNs.TimeStride4.self,
    SmallFootprintCNNs.TimeStride8.self,
    SmallFootprintCNNs.TimePool2.self,
    SmallFootprintCNNs.TimePool3.self,
    DeepNet.self,
    ConvNet.self,
    LowLatencyConv.self,
    LowLatencySVDF.self,
    TinyConv.self,
    TinyEmbeddingConv.self,
    SingleDense.self, BidirectionalTranscriber.self,
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
