/// What a network learns from once: what it sees, and what it should say.
public struct Example: Sendable, Equatable {
  /// `[frames, bins]`, normalized.
  public var input: [Float]
  /// Its class.
  public var label: Int
  /// Another class that is mixed in, and its share; nil where there is none.
  public var other: Mixed?

  /// A class that is mixed into another's example.
  public struct Mixed: Sendable, Equatable {
    /// The class.
    public let label: Int
    /// Its share, up to 1; the rest is the example's own class.
    public let share: Float

    /// Makes a share of a class.
    public init(label: Int, share: Float) {
      self.label = label
      self.share = share
    }
  }

  /// Makes an example.
  public init(input: [Float], label: Int, other: Mixed? = nil) {
    self.input = input
    self.label = label
    self.other = other
  }

  /// What a network should say, `[classes]`; it sums to 1.
  ///
  /// - Parameter smoothing: The share that all classes get alike.
  public func target(classes: Int, smoothing: Float = 0) -> [Float] {
    var target = [Float](repeating: smoothing / Float(classes), count: classes)
    let share = other?.share ?? 0
    target[label] += (1 - smoothing) * (1 - share)
    if let other { target[other.label] += (1 - smoothing) * share }
    return target
  }
}

/// Why an example can't be made.
public enum ExampleError: Error, Sendable, Hashable {
  /// Its clip can't be had.
  case samples(ClipSamplesError)
  /// Its clip can't be prepared.
  case frontEnd(FrontEndError)
}
