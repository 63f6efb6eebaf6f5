import NeuralNetworks

/// Examples as they are in the first pass, and changed in all others.
///
/// It is what the head of a frozen trunk learns from: each clip, and copies of it.
public struct PlainFirstSource: TrainerSource {
  private let plain, changed: any TrainerSource

  /// Joins two sources of the same clips.
  ///
  /// - Precondition: They have as many examples, of the same shape and classes.
  public init(plain: any TrainerSource, changed: any TrainerSource) {
    precondition(
      plain.inputShape == changed.inputShape && plain.classCount == changed.classCount
        && plain.exampleCount == changed.exampleCount, "both sources are of the same clips")
    self.plain = plain
    self.changed = changed
  }

  /// What one example is.
  public var inputShape: Shape { plain.inputShape }
  /// Classes.
  public var classCount: Int { plain.classCount }
  /// Examples of a pass.
  public var exampleCount: Int { plain.exampleCount }

  /// Something that makes examples of either kind.
  public func makeWriter() throws -> any TrainerExampleWriter { Writer(self) }

  private final class Writer: TrainerExampleWriter {
    private let source: PlainFirstSource
    private var plain, changed: (any TrainerExampleWriter)?

    init(_ source: PlainFirstSource) { self.source = source }

    func write(
      _ place: Int, pass: Int, into input: UnsafeMutableBufferPointer<Float>
    ) throws -> ExampleTarget {
      if pass == 0 {
        let writer = try plain ?? source.plain.makeWriter()
        plain = writer
        return try writer.write(place, pass: 0, into: input)
      }
      let writer = try changed ?? source.changed.makeWriter()
      changed = writer
      return try writer.write(place, pass: pass, into: input)
    }
  }
}
