/// A complex transform of any length in double precision.
///
/// Lengths other than powers of two become a convolution with a chirp.
///
/// - Source: Bluestein, *A linear filtering approach to the computation of discrete Fourier
///   transform*, IEEE Transactions AU-18 (1970).
struct AnyLengthTransform: Sendable {
  typealias Pair = ComplexTransform.Pair

  /// What makes a convolution of a transform.
  private struct Chirp: Sendable {
    /// e^(−πi·n²/length).
    let turns: [Pair]
    /// The spectrum of their conjugates, wrapped around, over the length of the convolution.
    let spectrum: [Pair]
  }

  /// Numbers that go in.
  let length: Int
  private let transform: ComplexTransform
  private let chirp: Chirp?
  private var points: [Pair]

  /// - Precondition: `length` is at least 1.
  init(length: Int) {
    precondition(length > 0, "there is no transform of \(length)")
    self.length = length
    let isPower = length & (length - 1) == 0
    var longer = 1
    while longer < (isPower ? length : 2 * length - 1) { longer *= 2 }
    transform = ComplexTransform(length: longer)
    points = [Pair](repeating: .zero, count: longer)
    chirp = isPower ? nil : Self.chirp(length, transform)
  }

  /// Output k of the last transform.
  subscript(bin: Int) -> Pair { points[chirp == nil ? transform.order[bin] : bin] }

  /// Transforms what a closure gives.
  ///
  /// - Parameter value: Gives number n, 0 up to the length.
  mutating func run(_ value: (_ place: Int) -> Pair) {
    let (length, transform, chirp) = (length, transform, chirp)
    points.withUnsafeMutableBufferPointer { points in
      guard let chirp else {
        for place in 0..<length { points[place] = value(place) }
        transform.forward(points)
        return
      }
      for place in 0..<length {
        points[place] = ComplexTransform.product(value(place), chirp.turns[place])
      }
      for place in length..<points.count { points[place] = .zero }
      transform.forward(points)
      for place in points.indices {
        points[place] = ComplexTransform.product(points[place], chirp.spectrum[place])
      }
      transform.backward(points)
      for place in 0..<length {
        points[place] = ComplexTransform.product(points[place], chirp.turns[place])
      }
    }
  }

  private static func chirp(_ length: Int, _ transform: ComplexTransform) -> Chirp {
    // n² repeats after twice the length, before it loses its last digits.
    let turns = (0..<length).map { ComplexTransform.turn($0 * $0 % (2 * length), of: length) }
    var spectrum = [Pair](repeating: .zero, count: transform.length)
    for place in 0..<length {
      let value = ComplexTransform.conjugate(turns[place]) / Double(transform.length)
      spectrum[place] = value
      if place > 0 { spectrum[transform.length - place] = value }
    }
    spectrum.withUnsafeMutableBufferPointer { transform.forward($0) }
    return Chirp(turns: turns, spectrum: spectrum)
  }
}
