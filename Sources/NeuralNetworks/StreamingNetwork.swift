/// Takes frames one by one and gives the logits of all up to now, without doing old work again.
///
/// For networks that begin with a recurrent layer of one way, or with filters that are a product of
/// frequency and time (SVDF). It belongs to one thread at a time.
public final class StreamingNetwork {
  private enum Memory {
    /// The state after the last frame.
    case recurrent(RecurrentStep)
    /// What the filters gave for the last frames.
    case filters(FilterMemory)
  }

  /// Bins of a frame.
  public let frameSize: Int
  private let memory: Memory
  private let rest: Predictor

  /// Makes a stream of a network; nil where the network can't be streamed.
  public init?(_ network: Network) throws(NetworkError) {
    let specs = network.specs
    guard specs.count > 2, specs[0] == .frames else { return nil }
    let tensors = network.tensors
    frameSize = network.input.frequency * network.input.channels
    let taken: Int
    let width: Int
    switch (specs[1], specs[2]) {
    case (.recurrent(let cell, let units, false), .lastState(false)):
      memory = .recurrent(
        try RecurrentStep(cell: cell, units: units, inputs: frameSize, tensors, name: "layers.1"))
      (taken, width) = (3, units)
    case (
      .convolution(let filters, let window, false, .none, _),
      .depthwise(let span, false, .none, _)
    )
    where window.kernel == .one && span.kernel.time == network.input.time
      && span.kernel.frequency == 1 && span.padding == .valid:
      memory = .filters(
        try FilterMemory(filters: filters, inputs: frameSize, frames: span.kernel.time, tensors))
      (taken, width) = (3, filters)
    default: return nil
    }
    rest = try Predictor(Self.rest(of: network, from: taken, width: width))
  }

  /// The layers after those that have a memory, as a network of their own.
  private static func rest(
    of network: Network, from taken: Int, width: Int
  ) throws(NetworkError) -> Network {
    let specs = Array(network.specs[taken...])
    var rest = try Network(specs, input: Shape(time: 1, channels: width), seed: 0)
    var renamed: [String: NamedTensor] = [:]
    for place in specs.indices {
      let prefix = "layers.\(place + taken)."
      for (name, tensor) in network.tensors where name.hasPrefix(prefix) {
        renamed["layers.\(place).\(name.dropFirst(prefix.count))"] = tensor
      }
    }
    try rest.load(renamed)
    return rest
  }

  /// Takes a frame; gives the logits of the sound up to it, silence before the first frame.
  public func push(_ frame: [Float]) -> [Float] {
    precondition(frame.count == frameSize, "a frame has \(frameSize) bins")
    switch memory {
    case .recurrent(let step): return rest.logits(step.push(frame), count: 1)
    case .filters(let filters): return rest.logits(filters.push(frame), count: 1)
    }
  }

  /// Forgets what it heard.
  public func reset() {
    switch memory {
    case .recurrent(let step): step.reset()
    case .filters(let filters): filters.reset()
    }
  }
}
