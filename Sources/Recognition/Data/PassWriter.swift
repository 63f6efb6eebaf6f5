import NeuralNetworks

/// Writes the examples of one pass after the other, each pass in an order of its own.
final class PassWriter: TrainerExampleWriter {
  private let order: (_ pass: Int) -> [Int]
  private let make: (_ example: Int, _ pass: Int, _ place: Int) throws -> Example
  private var examples: [Int] = []
  private var pass = -1

  /// - Parameters:
  ///   - order: The examples of a pass.
  ///   - make: Makes an example that stands at a place in a pass.
  init(
    order: @escaping (_ pass: Int) -> [Int],
    make: @escaping (_ example: Int, _ pass: Int, _ place: Int) throws -> Example
  ) {
    self.order = order
    self.make = make
  }

  func write(
    _ place: Int, pass: Int, into input: UnsafeMutableBufferPointer<Float>
  ) throws -> ExampleTarget {
    if pass != self.pass {
      examples = order(pass)
      self.pass = pass
    }
    let example = try make(examples[place], pass, place)
    _ = input.update(fromContentsOf: example.input)
    return example.target
  }
}
