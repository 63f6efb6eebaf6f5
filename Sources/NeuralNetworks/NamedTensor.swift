/// Numbers and their shape, row by row.
public struct NamedTensor: Sendable, Equatable {
  /// The extents, the last one fastest.
  public var shape: [Int]
  /// As many as the product of the shape.
  public var scalars: [Float]

  /// Numbers of a shape.
  ///
  /// - Precondition: There are as many numbers as the shape says.
  public init(shape: [Int], scalars: [Float]) {
    precondition(
      shape.reduce(1, *) == scalars.count, "a tensor has as many numbers as its shape says")
    self.shape = shape
    self.scalars = scalars
  }
}

/// Where a tensor of a network lies among all of its numbers.
package struct TensorPlace: Sendable, Equatable {
  /// What is learned, and what is gathered beside it.
  package enum Kind: Sendable { case weight, state }

  package var name: String
  package var shape: [Int]
  package var offset: Int
  package var kind: Kind
  /// Whether weight decay applies: to matrices, not to biases and scales.
  package var decays: Bool
  package var start: TensorStart
  package var rule: TensorRule

  package var count: Int { shape.reduce(1, *) }
  package var range: Range<Int> { offset..<offset + count }
}

/// What the numbers of a tensor must be.
package enum TensorRule: Sendable, Equatable {
  /// Any finite numbers.
  case finite
  /// Above 0.
  case positive
  /// Parts of directions: from -1 to 1, but for rounding.
  case direction
  /// Places in a list of so many classes.
  case label(of: Int)

  /// Why numbers, all finite, break it; nil where they do not.
  func complaint(about scalars: [Float]) -> String? {
    switch self {
    case .finite: nil
    case .positive: scalars.allSatisfy { $0 > 0 } ? nil : "is not above 0 everywhere"
    case .direction:
      scalars.allSatisfy { abs($0) <= 1.001 } ? nil : "is no direction: a number is above 1"
    case .label(let classes):
      scalars.allSatisfy { $0 >= 0 && $0 < Float(classes) && $0 == $0.rounded() }
        ? nil : "names a class that is none of \(classes)"
    }
  }
}

/// What a tensor begins with.
package enum TensorStart: Sendable, Equatable {
  /// All the same.
  case constant(Float)
  /// Drawn, by the inputs of a unit.
  case drawn(Start, inputs: Int)
}
