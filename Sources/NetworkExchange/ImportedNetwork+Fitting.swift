import NeuralNetworks

extension ImportedNetwork {
  /// How its input lies beside what a front end gives.
  public enum Layout: Sendable {
    /// Frames one after the other, as here.
    case frames
    /// Bins one after the other: its input is turned first.
    case bins
  }

  /// The network for a front end of so many frames and bins; nil where it takes another number.
  ///
  /// Its input may have axes of length 1 anywhere, or one axis for all.
  public func fitted(
    frames: Int, bins: Int
  ) throws(NetworkFileError) -> (network: ImportedNetwork, layout: Layout)? {
    guard input.reduce(1, *) == frames * bins else { return nil }
    let long = input.filter { $0 > 1 }
    guard long == [bins, frames], bins != frames else { return (self, .frames) }
    // The input comes frame by frame; a first operation puts it in the order that the file wants.
    let shape = [frames, bins]
    var steps = [1, bins]
    let own = input.map { $0 > 1 ? steps.removeFirst() : 0 }
    let count = program.tensors.count
    let turned = GraphProgram.Node(.view(offset: 0, shape: input, strides: own), [0])
    let others = program.nodes.map { node in
      GraphProgram.Node(
        node.operation,
        node.inputs.map { $0 == 0 ? count + 1 : $0 > count ? $0 + 1 : $0 })
    }
    do {
      let program = try GraphProgram(
        input: shape, tensors: program.tensors, nodes: [turned] + others)
      return (
        ImportedNetwork(
          program: program, tensors: tensors, metadata: metadata, format: format), .bins
      )
    } catch {
      throw .malformed("its graph can't be turned: \(error.reason)")
    }
  }

  private init(
    program: GraphProgram, tensors: [NamedTensor], metadata: [String: String], format: String
  ) {
    self.program = program
    self.tensors = tensors
    self.metadata = metadata
    self.format = format
  }
}
