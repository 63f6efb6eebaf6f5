/// The parameters of an analysis; lengths are in samples.
public struct AnalysisSettings: Sendable, Hashable, Codable {
  /// Samples per second of what is analyzed.
  public var sampleRate: Double
  /// Samples under a window, at most `nFFT`.
  public var windowLength: Int
  /// Samples from one frame to the next.
  public var hopLength: Int
  /// Length of the transform; zeros fill it up.
  public var nFFT: Int
  /// The taper.
  public var windowShape: WindowShape
  /// Where frames lie.
  public var framing: Framing
  /// Mel bands of the mel spectrogram and of the MFCC.
  public var melBands: Int
  /// The scale on which the bands are evenly spaced.
  public var melScale: MelScale
  /// Lower edge of the lowest band.
  public var lowHertz: Float
  /// Upper edge of the highest band; nil is half the sample rate.
  public var highHertz: Float?
  /// Coefficients of the MFCC.
  public var coefficients: Int

  /// Makes settings; ``validate()`` says whether they can be used.
  public init(
    sampleRate: Double, windowLength: Int, hopLength: Int, nFFT: Int,
    windowShape: WindowShape = .hann, framing: Framing = .centered, melBands: Int = 64,
    melScale: MelScale = .slaney, lowHertz: Float = 0, highHertz: Float? = nil,
    coefficients: Int = 20
  ) {
    self.sampleRate = sampleRate
    self.windowLength = windowLength
    self.hopLength = hopLength
    self.nFFT = nFFT
    self.windowShape = windowShape
    self.framing = framing
    self.melBands = melBands
    self.melScale = melScale
    self.lowHertz = lowHertz
    self.highHertz = highHertz
    self.coefficients = coefficients
  }

  /// What suits a first look at any recording.
  ///
  /// A window of 25 ms, but 128…4096 samples, every 10 ms, but at least twice a window. Transforms
  /// have 512 bins or more even for short windows, so that the rows of a picture are smooth.
  public static func standard(sampleRate: Double) -> AnalysisSettings {
    let windowLength = samples(0.025, sampleRate, within: 128...4096)
    var nFFT = 512
    while nFFT < windowLength { nFFT *= 2 }
    return AnalysisSettings(
      sampleRate: sampleRate, windowLength: windowLength,
      hopLength: samples(0.010, sampleRate, within: 1...(windowLength / 2)), nFFT: nFFT)
  }

  private static func samples(
    _ seconds: Double, _ sampleRate: Double, within limits: ClosedRange<Int>
  ) -> Int {
    let count = (seconds * sampleRate).rounded()
    guard count >= Double(limits.lowerBound) else { return limits.lowerBound }
    return count > Double(limits.upperBound) ? limits.upperBound : Int(count)
  }

  /// Half the sample rate, in hertz.
  public var nyquistHertz: Double { sampleRate / 2 }

  /// Bins of a power spectrum: 1 + nFFT/2.
  public var binCount: Int { nFFT / 2 + 1 }
}
