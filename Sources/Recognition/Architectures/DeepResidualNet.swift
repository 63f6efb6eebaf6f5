import NeuralNetworks

/// Residual pairs of 3 × 3 convolutions with 45 filters, normalized after the sum.
///
/// The source scales and shifts nothing after normalization; here both are learned.
///
/// - Source: Tang and Lin, *Deep residual learning for small-footprint keyword spotting*, 2018,
///   arXiv:1710.10361; order of layers as in castorini/honk.
public protocol DeepResidualNet: Architecture {
  /// Convolutions after the first one.
  static var depth: Int { get }
  /// The mean of these places is taken after the first convolution.
  static var pool: Extent { get }
  /// Whether every third convolution doubles the places from tap to tap.
  static var isDilated: Bool { get }
}

extension DeepResidualNet {
  /// What it is.
  public static var summary: String { "\(depth) convolutions of 45 filters, added up in pairs" }
  /// Where both come from.
  public static var source: String { "Tang and Lin, ICASSP 2018, arXiv:1710.10361" }
  /// What they are compared with.
  public static var family: ArchitectureFamily { .residual }

  /// Its layers.
  public static func specs(
    input: Shape, classes: Int, _ options: ArchitectureOptions
  ) -> [LayerSpec] {
    let filters = options.scaled(45)
    let convolutions = (0..<depth).map { place -> LayerSpec in
      let dilation = isDilated ? 1 << (place / 3) : 1
      return .convolution(
        filters: filters,
        Window(
          Extent(3, 3), dilation: Extent(dilation, dilation),
          padding: .both(Extent(dilation, dilation))),
        bias: false, activation: .relu)
    }
    var specs: [LayerSpec] = [
      .convolution(filters: filters, Window(Extent(3, 3)), bias: false, activation: .relu)
    ]
    if pool != .one {
      specs.append(.averagePool(pool.cut(to: Extent(input.time, input.frequency))))
    }
    for first in stride(from: 0, to: depth - 1, by: 2) {
      // The sum goes around the normalization of the pair before.
      specs.append(
        .residual(
          (first == 0 ? [] : [.normalization()])
            + [convolutions[first], .normalization(), convolutions[first + 1]]))
    }
    specs.append(.normalization())
    if depth % 2 == 1 { specs += [convolutions[depth - 1], .normalization()] }
    return specs + [
      .timeAverage, .frequencyAverage, .flatten, .dropout(options.dropout ?? 0),
      .dense(units: classes),
    ]
  }
}

/// Six on means of 4 × 3 places; 110.8 k weights with 12 classes, 110 k in the source.
public enum DeepResidualNet8: DeepResidualNet {
  /// `res8`.
  public static let id = "res8"
  /// As the source has it.
  public static let depth = 6
  /// As the source has it.
  public static let pool = Extent(4, 3)
  /// All taps lie side by side.
  public static let isDilated = false
}

/// Thirteen with wider and wider gaps; 239.1 k weights with 12 classes, 238 k in the source.
public enum DeepResidualNet15: DeepResidualNet {
  /// `res15`.
  public static let id = "res15"
  /// As the source has it.
  public static let depth = 13
  /// No mean is taken.
  public static let pool = Extent.one
  /// Up to 16 places from tap to tap.
  public static let isDilated = true
}
