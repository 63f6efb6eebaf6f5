import NeuralNetworks

/// The nine networks of ``SmallFootprintCNN``; weights are without biases, as the paper counts.
public enum SmallFootprintCNNs {
  /// 244.2 k weights, 9.7 M products.
  public enum TraditionalPool3: SmallFootprintCNN {
    /// `cnn-trad-fpool3`.
    public static let id = "cnn-trad-fpool3"
    /// What it is.
    public static let summary = "two convolutions, largest of 3 bands, narrow linear layer"
    /// Its convolutions.
    public static let stages = [
      ConvolutionStage(64, Extent(20, 8), pool: Extent(1, 3)),
      ConvolutionStage(64, Extent(10, 4)),
    ]
  }

  /// 53.8 k weights, 496 k products.
  public enum OneConvolutionPool3: SmallFootprintCNN {
    /// `cnn-one-fpool3`.
    public static let id = "cnn-one-fpool3"
    /// What it is.
    public static let summary = "one convolution over 32 frames, largest of 3 bands"
    /// Its convolutions.
    public static let stages = [
      ConvolutionStage(54, Extent(32, 8), pool: Extent(1, 3))
    ]
  }

  /// 122.2 k weights, 503 k products.
  public enum OneConvolutionStride4: SmallFootprintCNN {
    /// `cnn-one-fstride4`.
    public static let id = "cnn-one-fstride4"
    /// What it is.
    public static let summary = "one convolution over 32 frames, at every 4th band"
    /// Its convolutions.
    public static let stages = [
      ConvolutionStage(186, Extent(32, 8), stride: Extent(1, 4))
    ]
  }

  /// 160.8 k weights, 505 k products.
  public enum OneConvolutionStride8: SmallFootprintCNN {
    /// `cnn-one-fstride8`.
    public static let id = "cnn-one-fstride8"
    /// What it is.
    public static let summary = "one convolution over 32 frames, at every 8th band"
    /// Its convolutions.
    public static let stages = [
      ConvolutionStage(336, Extent(32, 8), stride: Extent(1, 8))
    ]
  }

  /// 253.6 k weights, 4.7 M products.
  public enum TimeStride2: SmallFootprintCNN {
    /// `cnn-tstride2`.
    public static let id = "cnn-tstride2"
    /// What it is.
    public static let summary = "two convolutions, the first at every 2nd frame"
    /// Its convolutions.
    public static let stages = [
      ConvolutionStage(78, Extent(16, 8), stride: Extent(2, 1), pool: Extent(1, 3)),
      ConvolutionStage(78, Extent(9, 4)),
    ]
  }

  /// 193.4 k weights, 3.4 M products.
  public enum TimeStride4: SmallFootprintCNN {
    /// `cnn-tstride4`.
    public static let id = "cnn-tstride4"
    /// What it is.
    public static let summary = "two convolutions, the first at every 4th frame"
    /// Its convolutions.
    public static let stages = [
      ConvolutionStage(100, Extent(16, 8), stride: Extent(4, 1), pool: Extent(1, 3)),
      ConvolutionStage(78, Extent(5, 4)),
    ]
  }

  /// 158.6 k weights, the second window cut to 3 frames.
  public enum TimeStride8: SmallFootprintCNN {
    /// `cnn-tstride8`.
    public static let id = "cnn-tstride8"
    /// What it is.
    public static let summary = "two convolutions, the first at every 8th frame"
    /// Its convolutions.
    public static let stages = [
      ConvolutionStage(126, Extent(16, 8), stride: Extent(8, 1), pool: Extent(1, 3)),
      ConvolutionStage(78, Extent(5, 4)),
    ]
  }

  /// 256.5 k weights, 8.0 M products.
  public enum TimePool2: SmallFootprintCNN {
    /// `cnn-tpool2`.
    public static let id = "cnn-tpool2"
    /// What it is.
    public static let summary = "two convolutions, largest of 2 frames and 3 bands"
    /// Its convolutions.
    public static let stages = [
      ConvolutionStage(94, Extent(21, 8), pool: Extent(2, 3)),
      ConvolutionStage(94, Extent(6, 4)),
    ]
  }

  /// 252.0 k weights, 8.4 M products.
  public enum TimePool3: SmallFootprintCNN {
    /// `cnn-tpool3`.
    public static let id = "cnn-tpool3"
    /// What it is.
    public static let summary = "two convolutions, largest of 3 frames and 3 bands"
    /// Its convolutions.
    public static let stages = [
      ConvolutionStage(94, Extent(15, 8), pool: Extent(3, 3)),
      ConvolutionStage(94, Extent(6, 4)),
    ]
  }
}
