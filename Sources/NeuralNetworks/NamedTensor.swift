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

  package var count: Int { shape.reduce(1, *) }
  package var range: Range<Int> { offset..<offset + count }
}

/// What a tensor begins with.
package enum TensorStart: Sendable, Equatable {
  /// All the same.
  case constant(Float)
  /// Drawn, by the inputs of a unit.
  case drawn(Start, inputs: Int)
}
