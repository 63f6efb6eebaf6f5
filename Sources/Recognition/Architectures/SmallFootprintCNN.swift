import NeuralNetworks

/// A network of Sainath and Parada: one or two convolutions, a narrow linear layer, dense layers.
///
/// The nine differ in numbers alone. Each was made for 32 frames of 40 bands, 23 before and 8 after
/// the one that is judged; counts are of that input and 4 classes. Windows are cut to the input, as
/// the paper does not say what the second one of `cnn-tstride8` does with the 3 frames it is given.
///
/// - Source: Sainath and Parada, *Convolutional neural networks for small-footprint keyword
///   spotting*, Interspeech 2015, tables 1 to 5; sizes as in castorini/honk.
public protocol SmallFootprintCNN: Architecture {
  /// The convolutions, the first one first.
  static var stages: [ConvolutionStage] { get }
  /// Dense layers of 128 units between the linear layer and the classes.
  static var denseLayers: Int { get }
}

/// A convolution of a ``SmallFootprintCNN`` and the pool after it.
public struct ConvolutionStage: Sendable, Hashable {
  /// Filters.
  public var filters: Int
  /// What a filter covers.
  public var kernel: Extent
  /// Places from one output to the next.
  public var stride: Extent
  /// Outputs of which the largest one is taken.
  public var pool: Extent

  /// A stage; without strides and pool unless told.
  public init(_ filters: Int, _ kernel: Extent, stride: Extent = .one, pool: Extent = .one) {
    self.filters = filters
    self.kernel = kernel
    self.stride = stride
    self.pool = pool
  }
}

extension SmallFootprintCNN {
  /// Two, where one convolution leaves weights for it.
  public static var denseLayers: Int { stages.count == 1 ? 2 : 1 }
  /// Where all nine come from.
  public static var source: String {
    "Sainath and Parada, Interspeech 2015; sizes as castorini/honk"
  }
  /// What they are compared with.
  public static var family: ArchitectureFamily { .smallFootprint }
  /// Lower than the recipe's, as nothing is normalized.
  public static var peakRate: Double? { 1e-3 }

  /// Its layers.
  public static func specs(
    input: Shape, classes: Int, _ options: ArchitectureOptions
  ) -> [LayerSpec] {
    let dropout = options.dropout ?? 0.2
    var specs: [LayerSpec] = []
    var size = Extent(input.time, input.frequency)
    for stage in stages {
      let kernel = stage.kernel.cut(to: size)
      size = size.places(of: kernel, stride: stage.stride)
      let pool = stage.pool.cut(to: size)
      specs += [
        .convolution(
          filters: options.scaled(stage.filters),
          Window(kernel, stride: stage.stride, padding: .valid), activation: .relu),
        .dropout(dropout),
      ]
      guard pool != .one else { continue }
      size = size.places(of: pool, stride: pool)
      specs.append(.maximumPool(Window(pool, stride: pool, padding: .valid)))
    }
    specs += [.flatten, .dense(units: options.scaled(32))]
    for _ in 0..<denseLayers {
      specs += [
        .dense(units: options.scaled(128), activation: .relu, start: .he), .dropout(dropout),
      ]
    }
    return specs + [.dense(units: classes)]
  }
}

extension Extent {
  /// The part of it that lies in a picture.
  func cut(to size: Extent) -> Extent {
    Extent(min(time, size.time), min(frequency, size.frequency))
  }

  /// Places of a window that lies wholly in a picture.
  func places(of window: Extent, stride: Extent) -> Extent {
    Extent(
      (time - window.time) / stride.time + 1, (frequency - window.frequency) / stride.frequency + 1)
  }
}
