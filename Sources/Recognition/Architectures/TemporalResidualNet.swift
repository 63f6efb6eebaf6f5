import NeuralNetworks

/// Residual blocks along time alone: a frame's bins are the channels of the first layer.
///
/// - Source: Choi and others, *Temporal convolution for real-time keyword spotting on mobile
///   devices*, Interspeech 2019, arXiv:1904.03814; sizes as in hyperconnect/TC-ResNet.
public protocol TemporalResidualNet: Architecture {
  /// Channels of the first layer, then of each block; a block that has others halves time.
  static var channels: [Int] { get }
}

extension TemporalResidualNet {
  /// What it is.
  public static var summary: String {
    "\(channels.count - 1) residual blocks along time, bins as channels"
  }
  /// Where both come from.
  public static var source: String { "Choi and others, Interspeech 2019, arXiv:1904.03814" }
  /// What they are compared with.
  public static var family: ArchitectureFamily { .residual }

  /// Its layers.
  public static func specs(
    input: Shape, classes: Int, _ options: ArchitectureOptions
  ) -> [LayerSpec] {
    let widths = channels.map(options.scaled)
    var specs: [LayerSpec] = [
      .frames,
      .convolution(filters: widths[0], Window(Extent(3)), bias: false),
      .normalization(activation: .relu),
    ]
    for place in 1..<widths.count {
      let changes = channels[place] != channels[place - 1]
      specs.append(block(widths[place], stride: changes ? 2 : 1, changes: changes))
    }
    return specs + [
      .timeAverage, .flatten, .dropout(options.dropout ?? 0.5),
      .dense(units: classes, bias: false),
    ]
  }

  private static func block(_ filters: Int, stride: Int, changes: Bool) -> LayerSpec {
    let around: [LayerSpec] = [
      .convolution(filters: filters, Window(.one, stride: Extent(stride)), bias: false),
      .normalization(activation: .relu),
    ]
    return .residual(
      [
        .convolution(filters: filters, Window(Extent(9), stride: Extent(stride)), bias: false),
        .normalization(activation: .relu),
        .convolution(filters: filters, Window(Extent(9)), bias: false),
        .normalization(),
      ], around: changes ? around : [], activation: .relu)
  }
}

/// Three blocks; 65.2 k weights with 40 bins and 12 classes, 66 k in the source.
public enum TemporalResidualNet8: TemporalResidualNet {
  /// `tc-resnet8`.
  public static let id = "tc-resnet8"
  /// As the source has them.
  public static let channels = [16, 24, 32, 48]
}

/// Six blocks; 135.9 k weights with 40 bins and 12 classes, 137 k in the source.
public enum TemporalResidualNet14: TemporalResidualNet {
  /// `tc-resnet14`.
  public static let id = "tc-resnet14"
  /// As the source has them.
  public static let channels = [16, 24, 24, 32, 32, 48, 48]
}
