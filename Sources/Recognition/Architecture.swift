import NeuralNetworks

/// A kind of network: how many layers of which sort, for any input and any number of classes.
///
/// A new one is one file with its list of layers and one line of ``ArchitectureRegistry``.
public protocol Architecture: Sendable {
  /// Its name on the command line and in files, such as `ds-cnn-s`.
  static var id: String { get }
  /// What it is, in a sentence.
  static var summary: String { get }
  /// Where it comes from.
  static var source: String { get }
  /// What it is compared with.
  static var family: ArchitectureFamily { get }
  /// What it listens to.
  static var listensTo: NetworkInput { get }
  /// What it says.
  static var answers: NetworkAnswer { get }
  /// How it is trained.
  static var training: TrainingMethod { get }
  /// The peak of a one-cycle rate that suits it; nil where the recipe's does.
  static var peakRate: Double? { get }
  /// Its layers.
  ///
  /// - Parameters:
  ///   - input: `[frames, bins, 1]`, or `[samples, 1, 1]`.
  ///   - classes: How many logits it gives.
  ///   - options: What may be chosen.
  static func specs(input: Shape, classes: Int, _ options: ArchitectureOptions) -> [LayerSpec]
}

extension Architecture {
  /// Features, as most do.
  public static var listensTo: NetworkInput { .features }
  /// One label, as most do.
  public static var answers: NetworkAnswer { .label }
  /// Step by step, as most are.
  public static var training: TrainingMethod { .steps }
  /// The recipe's.
  public static var peakRate: Double? { nil }

  /// A network of this kind, its weights drawn from a seed.
  public static func network(
    input: Shape, classes: Int, seed: UInt64, _ options: ArchitectureOptions = .init()
  ) throws(NetworkError) -> Network {
    try Network(specs(input: input, classes: classes, options), input: input, seed: seed)
  }
}

extension Architecture {
  /// A network of this kind that has the numbers of another place, such as a file.
  static func network(
    input: Shape, classes: Int, tensors: [String: NamedTensor], _ options: ArchitectureOptions
  ) throws(NetworkError) -> Network {
    try Network(specs(input: input, classes: classes, options), input: input, tensors: tensors)
  }
}

/// What a network listens to.
public enum NetworkInput: String, Sendable, Codable {
  /// A feature matrix.
  case features
  /// Samples.
  case samples
}

/// How the weights of a network are found.
public enum TrainingMethod: String, Sendable, Codable {
  /// By steps along the gradient of batches.
  case steps
  /// By looking for the one minimum with all examples at once.
  case wholeSet
  /// By keeping examples, with which others are compared.
  case examples
}

/// What may be chosen of an architecture.
public struct ArchitectureOptions: Sendable, Hashable, Codable {
  /// Filters and units, of what is usual; from 1/64 to 16.
  public var width: Double
  /// The share of values that dropout takes; nil is what is usual.
  public var dropout: Float?
  /// Hertz of the samples, which decide how many are 10 ms.
  public var sampleRate: Double
  /// What is kept of the examples, by kinds that do; nil for all others.
  public var kept: KeptExamples?

  /// What is usual, at 16 kHz.
  public init(width: Double = 1, dropout: Float? = nil, sampleRate: Double = 16_000) {
    self.width = width
    self.dropout = dropout
    self.sampleRate = sampleRate
  }

  private static let widths = 1.0 / 64...16.0
  private static let rates = 100.0...1_000_000.0

  /// So many filters or units, wider or narrower, but at least 2 and an even number.
  func scaled(_ count: Int) -> Int {
    guard width != 1, width.isFinite else { return count }
    let factor = min(max(width, Self.widths.lowerBound), Self.widths.upperBound)
    return max(2, Int((Double(count) * factor / 2).rounded()) * 2)
  }

  /// Samples of 10 ms.
  var samplesOfTenMilliseconds: Int {
    guard sampleRate.isFinite else { return 1 }
    return Int(min(max(sampleRate, Self.rates.lowerBound), Self.rates.upperBound) / 100)
  }
}
