import NeuralNetworks

/// Dense layers on frames and their neighbors, LSTM both ways, and the classes of every frame.
///
/// The last class stands for nothing; `TranscriptionLoss` says how well the others were heard. Its
/// sizes are a sixteenth of the source's: 153 k weights with 26 bins and 29 classes, or 31.0 M with
/// 16 times the width.
///
/// - Source: mrubash1/RNN-Tutorial; Hannun and others, *Deep Speech*, 2014.
public enum BidirectionalTranscriber: Architecture {
  /// `bilstm-ctc`.
  public static let id = "bilstm-ctc"
  /// What it is.
  public static let summary = "64 LSTM cells each way, labels in order (CTC)"
  /// Where it comes from.
  public static let source = "Hannun and others, Deep Speech, arXiv:1412.5567, smaller"
  /// What it is compared with.
  public static let family = ArchitectureFamily.recurrent
  /// Labels in order.
  public static let answers = NetworkAnswer.sequence

  /// Frames on each side that a frame is seen with.
  private static let neighbors = 9

  /// Its layers.
  public static func specs(
    input: Shape, classes: Int, _ options: ArchitectureOptions
  ) -> [LayerSpec] {
    let units = options.scaled(64)
    let dropout = LayerSpec.dropout(options.dropout ?? 0.05)
    return [
      .frames,
      everyFrame(units, window: 2 * neighbors + 1), dropout,
      everyFrame(units), dropout,
      everyFrame(options.scaled(128)), dropout,
      .recurrent(.lstm, units: units, bothWays: true),
      everyFrame(units), dropout,
      .convolution(filters: classes, Window(.one), start: .fan),
    ]
  }

  /// A dense layer for each frame by itself, or with its neighbors.
  private static func everyFrame(_ units: Int, window: Int = 1) -> LayerSpec {
    .convolution(filters: units, Window(Extent(window)), activation: .clippedRelu)
  }
}
