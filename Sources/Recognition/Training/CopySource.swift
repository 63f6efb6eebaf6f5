import NeuralNetworks

/// Clips as they are in the first pass, and changed copies of them in those that follow.
struct CopySource: TrainerSource {
  private let plain: ExampleSource
  private let changed: ExampleSource

  init(plain: ExampleMaker, changed: ExampleMaker, seed: UInt64) {
    self.plain = ExampleSource(plain, order: .shuffled, seed: seed)
    self.changed = ExampleSource(changed, order: .shuffled, seed: seed)
  }

  var inputShape: Shape { plain.inputShape }
  var classCount: Int { plain.classCount }
  var exampleCount: Int { plain.exampleCount }

  func makeWriter() throws -> any TrainerExampleWriter {
    Writer(plain: try plain.makeWriter(), changed: try changed.makeWriter())
  }

  private final class Writer: TrainerExampleWriter {
    private let plain: any TrainerExampleWriter
    private let changed: any TrainerExampleWriter

    init(plain: any TrainerExampleWriter, changed: any TrainerExampleWriter) {
      self.plain = plain
      self.changed = changed
    }

    func write(
      _ place: Int, pass: Int, into input: UnsafeMutableBufferPointer<Float>
    ) throws -> ExampleTarget {
      try (pass == 0 ? plain : changed).write(place, pass: pass, into: input)
    }
  }
}
