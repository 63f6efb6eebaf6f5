/// The parameters of per-channel energy normalization.
public struct PCENSettings: Sendable, Hashable, Codable {
  /// How much of the average loudness is divided away: 0 nothing, 1 all; at least 0.
  public var gain: Double
  /// What is added before the root, in units of the divided energy; at least 0.
  public var bias: Double
  /// The root's exponent; at least 0, where 0 is a logarithm.
  public var power: Double
  /// How long the average remembers, in seconds; positive.
  public var timeConstant: Double
  /// What keeps silence from being divided by zero; positive.
  public var epsilon: Double
  /// What energies are multiplied by first; positive.
  ///
  /// Samples in −1…1 give energies far below those for which the other values were chosen.
  public var inputScale: Double

  /// Makes settings; ``validate()`` says whether they can be used.
  public init(
    gain: Double, bias: Double, power: Double, timeConstant: Double, epsilon: Double = 1e-6,
    inputScale: Double = 2_147_483_648
  ) {
    self.gain = gain
    self.bias = bias
    self.power = power
    self.timeConstant = timeConstant
    self.epsilon = epsilon
    self.inputScale = inputScale
  }

  /// For speech near and far.
  ///
  /// - Source: librosa 0.11 `pcen`, after Wang et al., ICASSP 2017, doi:10.1109/ICASSP.2017.7953242.
  public static let standard = PCENSettings(gain: 0.98, bias: 2, power: 0.5, timeConstant: 0.4)
}

extension PCENSettings {
  /// The name of a parameter, as errors give it.
  public enum Parameter: String, Sendable, Hashable, CaseIterable {
    /// How much of the average is divided away.
    case gain
    /// What is added before the root.
    case bias
    /// The root's exponent.
    case power
    /// How long the average remembers.
    case timeConstant = "time constant"
    /// What is added to the average.
    case epsilon
    /// What energies are multiplied by.
    case inputScale = "input scale"

    /// The parameter's name on the command line, without its dashes.
    public var flag: String {
      switch self {
      case .gain, .bias, .power, .epsilon: "pcen-\(rawValue)"
      case .timeConstant: "pcen-time"
      case .inputScale: "pcen-scale"
      }
    }

    /// Whether it may be 0.
    public var allowsZero: Bool {
      switch self {
      case .gain, .bias, .power: true
      case .timeConstant, .epsilon, .inputScale: false
      }
    }
  }

  /// The value of a parameter.
  public subscript(parameter: Parameter) -> Double {
    switch parameter {
    case .gain: gain
    case .bias: bias
    case .power: power
    case .timeConstant: timeConstant
    case .epsilon: epsilon
    case .inputScale: inputScale
    }
  }

  /// Checks every parameter against its rule.
  ///
  /// - Throws: ``FeatureError/normalization(_:_:)`` with the first that is out of its range.
  public func validate() throws(FeatureError) {
    for parameter in Parameter.allCases {
      let value = self[parameter]
      guard value.isFinite, value > 0 || (value == 0 && parameter.allowsZero) else {
        throw .normalization(parameter, value)
      }
    }
  }
}
