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
  /// σ or β of a shape that has one; nil is its usual value.
  public var windowParameter: Double?
  /// At which length the window repeats.
  public var windowSymmetry = WindowSymmetry.periodic
  /// Where frames lie.
  public var framing: Framing
  /// What stands outside the signal.
  public var edges = EdgePadding.zeros
  /// What is done to a frame's samples before the window.
  public var conditioning = FrameConditioning()
  /// Whether bands and bins are sums of magnitudes or of powers.
  public var power = SpectrumPower.power
  /// How exactly the kernels work.
  public var precision = Precision.single
  /// Mel bands of the mel spectrogram and of the MFCC.
  public var melBands: Int
  /// The scale on which the bands are evenly spaced.
  public var melScale: MelScale
  /// Whose rules make the bands.
  public var melBank = MelBankRule.librosa
  /// How high the bands are.
  public var melNormalization = MelNormalization.area
  /// What a band without a bin gives.
  public var emptyBand = EmptyBand.zero
  /// Lower edge of the lowest band.
  public var lowHertz: Double
  /// Upper edge of the highest band; nil is half the sample rate.
  public var highHertz: Double?
  /// How powers become levels.
  public var level = LevelSettings()
  /// Coefficients of the MFCC.
  public var coefficients: Int
  /// How levels become coefficients.
  public var cepstrum = CepstrumSettings()
  /// Orders of change over time that are appended to a feature's frames, 0 to 2.
  public var deltaOrder = 0
  /// Per-channel energy normalization.
  public var pcen = PCENSettings.standard
  /// The search for the pitch.
  public var pitch = PitchSettings()
  /// The choice between the pitches that the autocorrelation shows.
  public var correlation = CorrelationSettings()
  /// The search for formants.
  public var formants = FormantSettings()
  /// The measure of loudness over time.
  public var intensity = IntensitySettings()
  /// The share of magnitude below the rolloff.
  public var rolloffShare = 0.85
  /// The tapers of a multitaper spectrogram.
  public var multitaper = MultitaperSettings()
  /// The least power that is moved in a reassigned spectrogram; less is left out.
  public var leastReassigned = 1e-6
  /// The bins of a constant-Q transform.
  public var constantQ = ConstantQSettings()
  /// The frequency of A4 in a chromagram, in hertz.
  public var tuningHertz = 440.0
  /// What is told apart by how long it lasts.
  public var separation = SeparationSettings()

  /// Makes settings; ``validate()`` says whether they can be used.
  public init(
    sampleRate: Double, windowLength: Int, hopLength: Int, nFFT: Int,
    windowShape: WindowShape = .hann, framing: Framing = .centered, melBands: Int = 64,
    melScale: MelScale = .slaney, lowHertz: Double = 0, highHertz: Double? = nil,
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

  /// What suits a first look at any recording: the explorer's pictures.
  ///
  /// A window of 25 ms, but 128…4096 samples, every 10 ms, but at least twice a window. Transforms
  /// have 512 bins or more even for short windows, so that the rows of a picture are smooth.
  /// Levels are decibels over a full-scale sine, in every bin and band.
  public static func standard(sampleRate: Double) -> AnalysisSettings {
    let windowLength = samples(0.025, sampleRate, within: 128...4096)
    var nFFT = 512
    while nFFT < windowLength { nFFT *= 2 }
    var settings = AnalysisSettings(
      sampleRate: sampleRate, windowLength: windowLength,
      hopLength: samples(0.010, sampleRate, within: 1...(windowLength / 2)), nFFT: nFFT)
    settings.level = .fullScale
    settings.melNormalization = .sine
    settings.emptyBand = .interpolated
    return settings
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

  /// Bins of a spectrum: 1 + nFFT/2.
  public var binCount: Int { nFFT / 2 + 1 }

  /// Hertz from one bin to the next.
  public var binHertz: Double { sampleRate / Double(nFFT) }
}
