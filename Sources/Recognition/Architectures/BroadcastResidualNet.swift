import NeuralNetworks

/// Residual blocks whose work along time is done once for all frequencies.
///
/// The sizes are multiples of the smallest in all their channels.
///
/// - Source: Kim and others, *Broadcasted residual learning for efficient keyword spotting*,
///   Interspeech 2021, arXiv:2106.04140.
public protocol BroadcastResidual: Architecture {
  /// How many times as many channels as the smallest has.
  static var multiple: Int { get }
}

extension BroadcastResidual {
  /// `bc-resnet-` and the multiple.
  public static var id: String { "bc-resnet-\(multiple)" }
  /// What it is.
  public static var summary: String {
    "broadcasted residual blocks, " + (multiple == 1 ? "few weights" : "\(multiple) times as wide")
  }
  /// Where all sizes come from.
  public static var source: String { "Kim and others, arXiv:2106.04140" }
  /// What they are compared with.
  public static var family: ArchitectureFamily { .residual }
  /// What it was found to learn best with.
  public static var peakRate: Double? { 1e-2 }

  /// Its layers.
  public static func specs(
    input: Shape, classes: Int, _ options: ArchitectureOptions
  ) -> [LayerSpec] {
    let blocks = [2, 2, 4, 4]
    let channels = [8, 12, 16, 20]
    let stem = options.scaled(16 * multiple)
    var specs: [LayerSpec] = [
      .convolution(
        filters: stem, Window(Extent(5, 5), stride: Extent(1, 2)), bias: false),
      .normalization(activation: .relu),
    ]
    var frequencies = (input.frequency + 1) / 2
    for (stage, count) in blocks.enumerated() {
      let width = options.scaled(channels[stage] * multiple)
      for block in 0..<count {
        let stride = block == 0 && (stage == 1 || stage == 2) ? 2 : 1
        frequencies = (frequencies + stride - 1) / stride
        specs.append(
          Self.block(
            width, isFirst: block == 0, stride: stride, dilation: 1 << stage,
            bands: min(5, frequencies), dropout: options.dropout ?? 0.1))
      }
    }
    let head = options.scaled(32 * multiple)
    return specs + [
      .depthwise(
        Window(
          Extent(5, min(5, frequencies)), padding: frequencies < 5 ? .same : .both(Extent(2, 0))),
        bias: false),
      .normalization(),
      .convolution(filters: head, Window(.one), bias: false),
      .normalization(activation: .relu),
      .timeAverage, .frequencyAverage, .flatten,
      .dense(units: classes, bias: false),
    ]
  }

  /// One block; the first of a stage begins with a layer that changes channels, and is no sum.
  private static func block(
    _ channels: Int, isFirst: Bool, stride: Int, dilation: Int, bands: Int, dropout: Float
  ) -> LayerSpec {
    let change: [LayerSpec] =
      isFirst
      ? [
        .convolution(filters: channels, Window(.one), bias: false),
        .normalization(activation: .relu),
      ] : []
    let alongFrequency: [LayerSpec] = [
      .depthwise(Window(Extent(1, 3), stride: Extent(1, stride)), bias: false),
      .normalization(bands: bands),
    ]
    let alongTime: [LayerSpec] = [
      .frequencyAverage,
      .depthwise(Window(Extent(3, 1), dilation: Extent(dilation, 1)), bias: false),
      .normalization(activation: .swish),
      .convolution(filters: channels, Window(.one), bias: false),
      .channelDropout(dropout),
    ]
    return .broadcastResidual(
      before: change + alongFrequency, alongTime, adds: !isFirst, activation: .relu)
  }
}

/// 9.3 k weights with 12 classes, 9.2 k in the source.
public enum BroadcastResidualNet: BroadcastResidual {
  /// The smallest.
  public static let multiple = 1
}

/// 27.4 k weights with 12 classes, 27.3 k in the source.
public enum BroadcastResidualNet2: BroadcastResidual {
  /// As the source has it.
  public static let multiple = 2
}

/// 54.3 k weights with 12 classes, 54.2 k in the source.
public enum BroadcastResidualNet3: BroadcastResidual {
  /// As the source has it.
  public static let multiple = 3
}

/// 188 k weights with 12 classes, as the source has.
public enum BroadcastResidualNet6: BroadcastResidual {
  /// As the source has it.
  public static let multiple = 6
}

/// 321 k weights with 12 classes, as the source has.
public enum BroadcastResidualNet8: BroadcastResidual {
  /// As the source has it.
  public static let multiple = 8
}
