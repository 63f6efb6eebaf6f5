import NeuralNetworks

/// A convolution and some of one filter a channel each followed by one over channels.
///
/// The three sizes differ in numbers alone; 23,180, 136,580 and 413,736 weights with 12 classes,
/// whatever the input.
///
/// - Source: Zhang and others, *Hello Edge: keyword spotting on microcontrollers*, 2017; sizes as
///   in ARM-software/ML-KWS-for-MCU.
public protocol DepthwiseSeparableNet: Architecture {
  /// Channels of all layers.
  static var channels: Int { get }
  /// Separable convolutions after the first one.
  static var blocks: Int { get }
  /// Places from one output to the next of the first convolution.
  static var firstStride: Extent { get }
  /// The same of the first separable one.
  static var secondStride: Extent { get }
}

extension DepthwiseSeparableNet {
  /// What it is.
  public static var summary: String {
    "depthwise separable convolutions, \(channels) channels, mean over all places"
  }
  /// Where all sizes come from.
  public static var source: String { "Zhang and others, Hello Edge, arXiv:1711.07128" }
  /// What they are compared with.
  public static var family: ArchitectureFamily { .separable }

  /// Its layers.
  public static func specs(
    input: Shape, classes: Int, _ options: ArchitectureOptions
  ) -> [LayerSpec] {
    let channels = options.scaled(channels)
    let first: LayerSpec = .convolution(
      filters: channels, Window(Extent(10, 4), stride: firstStride), bias: false)
    return [first, .normalization(activation: .relu)]
      + SeparableBlock.specs(channels, count: 1, stride: secondStride)
      + SeparableBlock.specs(channels, count: blocks - 1)
      + [
        .timeAverage, .frequencyAverage, .flatten, .dropout(options.dropout ?? 0.2),
        .dense(units: classes),
      ]
  }
}

/// The small one: 64 channels.
public enum DepthwiseSeparableCNN: DepthwiseSeparableNet {
  /// `ds-cnn-s`.
  public static let id = "ds-cnn-s"
  /// As the source has them.
  public static let channels = 64
  /// As the source has them.
  public static let blocks = 4
  /// Every second frame and band.
  public static let firstStride = Extent(2, 2)
  /// All places.
  public static let secondStride = Extent.one
}

/// The one between: 172 channels.
public enum DepthwiseSeparableMedium: DepthwiseSeparableNet {
  /// `ds-cnn-m`.
  public static let id = "ds-cnn-m"
  /// As the source has them.
  public static let channels = 172
  /// As the source has them.
  public static let blocks = 4
  /// Every second frame.
  public static let firstStride = Extent(2, 1)
  /// Every second frame and band.
  public static let secondStride = Extent(2, 2)
}

/// The large one: 276 channels and a block more.
public enum DepthwiseSeparableLarge: DepthwiseSeparableNet {
  /// `ds-cnn-l`.
  public static let id = "ds-cnn-l"
  /// As the source has them.
  public static let channels = 276
  /// As the source has them.
  public static let blocks = 5
  /// Every second frame.
  public static let firstStride = Extent(2, 1)
  /// Every second frame and band.
  public static let secondStride = Extent(2, 2)
}

/// A filter for each channel, then one over all channels, each normalized.
enum SeparableBlock {
  static func specs(_ channels: Int, count: Int, stride: Extent = .one) -> [LayerSpec] {
    let block: [LayerSpec] = [
      .depthwise(Window(Extent(3, 3), stride: stride), bias: false),
      .normalization(activation: .relu),
      .convolution(filters: channels, Window(.one), bias: false),
      .normalization(activation: .relu),
    ]
    return (0..<count).flatMap { _ in block }
  }
}
