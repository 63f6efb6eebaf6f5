/// One operation of a ``GraphProgram``: what its inputs become.
///
/// Shapes are those of one clip with all their axes, the last one fastest; a picture is
/// `[1, time, frequency, channels]`.
public enum GraphOperation: Sendable, Hashable, Codable {
  /// A picture, filters `[time, frequency, in, out]` and, if there is one, a bias `[out]`.
  case convolution(Window)
  /// A picture, a filter for each channel `[time, frequency, channels]` and a bias if there is one.
  case depthwise(Window)
  /// A picture's largest values.
  case maximumPool(Window)
  /// A picture's means; places outside of it count as zeros, or for nothing.
  case averagePool(Window, countsPadding: Bool)
  /// Matrices `[…, rows, depth]` times `[…, depth, columns]` or `[depth, columns]`, and a bias
  /// `[columns]` if there is one.
  case product
  /// Frames `[time, in]` and for each direction the tensors of a recurrent layer.
  ///
  /// They are `[in, gates]`, `[units, gates]`, `[gates]` and, for GRU, another `[gates]`, in the order
  /// of ``LayerSpec/recurrent(_:units:bothWays:)``; it gives `[time, directions · units]`.
  case recurrence(RecurrentCell, units: Int, bothWays: Bool)
  /// The same values under another shape.
  case reshape([Int])
  /// Values by steps: where the first lies, and what each axis adds to that; 0 repeats.
  case view(offset: Int, shape: [Int], strides: [Int])
  /// Values with so many of one value before and after them along each axis.
  case padding(before: [Int], after: [Int], value: Float)
  /// Values one after the other along an axis.
  case concatenation(axis: Int)
  /// A function of each value.
  case function(GraphFunction)
  /// A function of two values; axes of length 1 are repeated.
  case combination(GraphCombination)
  /// What becomes of all values along axes, which stay with a length of 1.
  case reduction(GraphReduction, axes: [Int])
  /// Exponentials over their sum along an axis.
  case softmax(axis: Int)
  /// The nearest of the numbers `scale · (q - zero)`, q whole and within bounds.
  case rounding(scale: Float, zero: Int, range: ClosedRange<Int>)
}
