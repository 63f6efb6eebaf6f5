import NeuralNetworks

/// What a network learns from once: what it sees, and what it should say.
public struct Example: Sendable, Equatable {
  /// `[frames, bins]`, normalized.
  public var input: [Float]
  /// Its class, or the two that are mixed.
  public var target: ExampleTarget

  /// Makes an example.
  public init(input: [Float], target: ExampleTarget) {
    self.input = input
    self.target = target
  }
}

/// Why an example can't be made.
public enum ExampleError: Error, Sendable, Hashable {
  /// Its clip can't be had.
  case samples(ClipSamplesError)
  /// Its clip can't be prepared.
  case frontEnd(FrontEndError)
}
