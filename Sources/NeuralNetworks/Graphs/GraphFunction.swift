/// A function of one value, with the numbers that it is told.
public struct GraphFunction: Sendable, Hashable, Codable {
  /// The functions, by ONNX's names where it has them.
  public enum Name: String, Sendable, Hashable, Codable, CaseIterable {
    case relu, sigmoid, tanh, swish, gelu
    /// Not below the first number, nor above the second.
    case clip
    /// Times the number below 0.
    case leakyRelu
    /// The number · (e^x - 1) below 0.
    case elu
    /// The first number · x + the second, from 0 to 1.
    case hardSigmoid
    /// x · hardSigmoid(1/6, 1/2).
    case hardSwish
    case softplus, exponential, logarithm, squareRoot, reciprocal, negative, absolute, square
    case errorFunction, floor

    /// Numbers that it is told.
    public var parameterCount: Int {
      switch self {
      case .clip, .hardSigmoid: 2
      case .leakyRelu, .elu: 1
      default: 0
      }
    }
  }

  /// Which one.
  public let name: Name
  /// As many numbers as it is told.
  public let parameters: [Float]

  /// A function with its numbers.
  public init(_ name: Name, _ parameters: [Float] = []) {
    self.name = name
    self.parameters = parameters
  }

  /// The kernel's own; nil where there is none.
  var activation: Activation? {
    switch name {
    case .relu: .relu
    case .sigmoid: .sigmoid
    case .tanh: .tanh
    case .swish: .swish
    case .gelu: .gelu
    default: nil
    }
  }

  /// The value of x; where there is a kernel, what it stands for.
  package func callAsFunction(_ x: Float) -> Float {
    let wide = Double(x)
    switch name {
    case .relu: return max(0, x)
    case .sigmoid: return Float(1 / (1 + exponential(-wide)))
    case .tanh: return Float(2 / (1 + exponential(-2 * wide)) - 1)
    case .swish: return Float(wide / (1 + exponential(-wide)))
    case .gelu: return Float(wide * 0.5 * (1 + errorIntegral(wide * 0.5.squareRoot())))
    case .clip: return min(max(x, parameters[0]), parameters[1])
    case .leakyRelu: return x < 0 ? parameters[0] * x : x
    case .elu: return x < 0 ? parameters[0] * Float(exponential(wide) - 1) : x
    case .hardSigmoid: return min(max(parameters[0] * x + parameters[1], 0), 1)
    case .hardSwish: return x * min(max(x / 6 + 0.5, 0), 1)
    case .softplus:
      return Float(max(wide, 0) + logarithm(1 + exponential(-abs(wide))))
    case .exponential: return Float(exponential(wide))
    case .logarithm: return Float(logarithm(wide))
    case .squareRoot: return x.squareRoot()
    case .reciprocal: return 1 / x
    case .negative: return -x
    case .absolute: return abs(x)
    case .square: return x * x
    case .errorFunction: return Float(errorIntegral(wide))
    case .floor: return x.rounded(.down)
    }
  }
}

/// A function of two values.
public enum GraphCombination: String, Sendable, Hashable, Codable, CaseIterable {
  case sum, difference, product, quotient, maximum, minimum, power
  /// The square of the difference.
  case squaredDifference

  /// The value of two.
  package func callAsFunction(_ a: Float, _ b: Float) -> Float {
    switch self {
    case .sum: a + b
    case .difference: a - b
    case .product: a * b
    case .quotient: a / b
    case .maximum: max(a, b)
    case .minimum: min(a, b)
    case .power: Float(raised(Double(a), to: Double(b)))
    case .squaredDifference: (a - b) * (a - b)
    }
  }
}

/// What becomes of all values along axes.
public enum GraphReduction: String, Sendable, Hashable, Codable, CaseIterable {
  case mean, sum, maximum, minimum
}
