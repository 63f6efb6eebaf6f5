/// What the kernels do to every frame.
///
/// Conditioning, window, power, edge gain, root for magnitudes, bands, level, transform, energy, in
/// this order; a plain recipe is the power spectrum, \|X\|².
public struct SpectralRecipe: Sendable, Equatable {
  /// What is done to the samples before the window.
  public var conditioning: FrameConditioning
  /// Windows whose powers are summed up, `[windows][windowLength]`; none takes that of the settings.
  public var tapers: [[Double]] = []
  /// What a bin says of the spectrum.
  public var power: SpectrumPower
  /// Factor of the power of the first bin and, for an even `nFFT`, of the last.
  ///
  /// They hold all of a constant or of the highest frequency, other bins half of a sine: with 0.25
  /// a constant reads as a sine of its amplitude does.
  public var edgeGain: Float
  /// Sums over bins.
  public var bands: SparseBands?
  /// A logarithm of what there is then.
  public var level: LevelRule?
  /// A matrix over the levels.
  public var transform: DenseRows?
  /// What replaces the first value.
  public var energy: EnergyRule?
  /// The numbers that are calculated with.
  public var precision: Precision

  /// Makes a recipe of the steps that there are.
  public init(
    conditioning: FrameConditioning = FrameConditioning(), power: SpectrumPower = .power,
    edgeGain: Float = 1, bands: SparseBands? = nil, level: LevelRule? = nil,
    transform: DenseRows? = nil, energy: EnergyRule? = nil, precision: Precision = .single
  ) {
    self.conditioning = conditioning
    self.power = power
    self.edgeGain = edgeGain
    self.bands = bands
    self.level = level
    self.transform = transform
    self.energy = energy
    self.precision = precision
  }

  /// How many values come out of a power spectrum of `binCount` bins.
  public func outputCount(binCount: Int) -> Int {
    transform?.rows ?? bands?.count ?? binCount
  }
}
