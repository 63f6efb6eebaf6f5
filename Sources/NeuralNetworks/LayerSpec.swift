/// What surrounds a picture for a filter at its edges, always zeros.
public enum Padding: Sendable, Hashable, Codable {
  /// As TensorFlow's: as many outputs as inputs, over the stride; the odd zero lies after.
  case same
  /// None.
  case valid
  /// So many on both sides.
  case both(Extent)
  /// So many before, and so many after.
  case sides(before: Extent, after: Extent)
  /// All of them before, along time: no output sees what comes after it.
  case causal
}

/// A function of one value.
public enum Activation: String, Sendable, Hashable, Codable {
  /// The value itself.
  case none
  /// 0 for what is below.
  case relu
  /// 1 / (1 + e^-x).
  case sigmoid
  /// The hyperbolic tangent.
  case tanh
  /// x · sigmoid(x), also called SiLU.
  case swish
  /// x times the share of a normal distribution below it (GELU).
  case gelu
  /// 0 for what is below, 20 for what is above 20 (DeepSpeech's).
  case clippedRelu
}

/// A filter's extents and what it skips.
public struct Window: Sendable, Hashable, Codable {
  /// Places a filter covers.
  public var kernel: Extent
  /// Places from one output to the next.
  public var stride: Extent
  /// Places from one tap to the next.
  public var dilation: Extent
  /// What surrounds the picture.
  public var padding: Padding

  /// A window, without gaps unless told.
  public init(
    _ kernel: Extent, stride: Extent = .one, dilation: Extent = .one, padding: Padding = .same
  ) {
    self.kernel = kernel
    self.stride = stride
    self.dilation = dilation
    self.padding = padding
  }
}

/// How weights begin.
public enum Start: Sendable, Hashable, Codable {
  /// Uniform within ±√(6 / inputs), after He and others, 2015.
  case he
  /// Uniform within ±√(1 / inputs), as PyTorch's.
  case fan
  /// A normal distribution of this deviation, drawn anew beyond two of them (TensorFlow's).
  case truncatedNormal(Float)
  /// All 0.
  case zeros
}

/// The kind of a recurrent layer.
public enum RecurrentCell: String, Sendable, Hashable, Codable {
  /// Gated recurrent unit, with its reset after the product (PyTorch's, cuDNN's).
  case gru
  /// Long short-term memory without peepholes.
  case lstm
}

/// One layer of a network, as data: what an architecture is a list of.
public indirect enum LayerSpec: Sendable, Hashable, Codable {
  /// `filters` filters over all channels; its weights are `[time, frequency, in, out]`.
  case convolution(
    filters: Int, Window, bias: Bool = true, activation: Activation = .none, start: Start = .he)
  /// A filter for each channel; its weights are `[time, frequency, channels]`.
  case depthwise(Window, bias: Bool = true, activation: Activation = .none, start: Start = .he)
  /// A weighted sum of everything in a clip for each unit; its weights are `[in, out]`.
  case dense(units: Int, bias: Bool = true, activation: Activation = .none, start: Start = .fan)
  /// Each channel with mean 0 and deviation 1 over a batch, then scaled and shifted.
  ///
  /// With more than one band, frequency is cut into so many parts, each normalized by itself
  /// (sub-spectral normalization).
  case normalization(bands: Int = 1, activation: Activation = .none)
  /// A function of each value.
  case activation(Activation)
  /// tanh of the first half of the channels times the sigmoid of the other half.
  case gate
  /// The largest value of a window.
  case maximumPool(Window)
  /// The mean of windows that lie side by side; what is left over at the end counts for nothing.
  case averagePool(Extent)
  /// The mean over all of time.
  case timeAverage
  /// The mean over all frequencies.
  case frequencyAverage
  /// Values that become 0 while training, a share of them; the others grow by as much.
  case dropout(Float)
  /// The same for whole channels.
  case channelDropout(Float)
  /// Everything in a clip as channels of one place.
  case flatten
  /// Frequency and channels as the channels of a step in time.
  case frames
  /// Sums of neighboring channels, `rank` at a time, plus a bias.
  case rankSum(rank: Int, activation: Activation = .none)
  /// A recurrent layer over time; its output is `[time, 1, units]`, twice as wide both ways.
  case recurrent(RecurrentCell, units: Int, bothWays: Bool = false)
  /// The state after the last step of time; of the way back, after the first.
  case lastState(bothWays: Bool = false)
  /// The channels of each place with mean 0 and deviation 1, then scaled and shifted.
  case layerNormalization
  /// A learned value added at every step of time, after a learned step in front if it has a token.
  case positions(token: Bool = false)
  /// Every step of time takes a mean of the values of all, weighed by its query and their keys.
  ///
  /// Queries, keys and values are thirds of the channels; its output has as many as one third.
  case attention(heads: Int)
  /// Means of all steps, each weighed by a query that is made of the middle one.
  case attentionPool(heads: Int)
  /// The values of one step of time.
  case step(Int)
  /// Layers, and what they are given added to what they give; by way of layers of its own if any.
  case residual([LayerSpec], around: [LayerSpec] = [], activation: Activation = .none)
  /// Layers whose output, `[time, 1, channels]`, is added at all frequencies to what they are given.
  ///
  /// What the whole is given is added too if `adds` says so.
  case broadcastResidual(before: [LayerSpec], [LayerSpec], adds: Bool, activation: Activation)
  /// Blocks one after the other, each with a part that is passed on and a part that is summed up.
  ///
  /// `body` makes what both come from; `onward` is added to the block's input, and the sum of all
  /// `skip` is the output (WaveNet).
  case skipStack([SkipBlock])
  /// Mean and deviation of every bin in parts of the time that is not silent, and its length.
  case statistics(segments: Int)
  /// The shares of the classes among the nearest of so many kept examples, as logarithms.
  ///
  /// Nothing of it is learned step by step; ``Network/keep(_:labels:)`` gives it the examples.
  case neighbors(examples: Int, nearest: Int, classes: Int)
  /// What a network of another program became; it predicts, but is not trained.
  case graph(GraphProgram)
}

/// One block of ``LayerSpec/skipStack(_:)``.
public struct SkipBlock: Sendable, Hashable, Codable {
  /// What both parts come from.
  public var body: [LayerSpec]
  /// What is added to the block's input; nil for the last block, whose input ends there.
  public var onward: [LayerSpec]?
  /// What is added to the output of the stack.
  public var skip: [LayerSpec]

  /// A block of these layers.
  public init(body: [LayerSpec], onward: [LayerSpec]?, skip: [LayerSpec]) {
    self.body = body
    self.onward = onward
    self.skip = skip
  }
}
