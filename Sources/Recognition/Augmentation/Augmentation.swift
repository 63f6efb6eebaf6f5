/// How examples differ from the clips that they are made of.
public struct Augmentation: Sendable, Hashable {
  /// Changes of the samples.
  public var samples: SampleAugmentation
  /// Changes of the spectrum; only ``SpectrumAugmentation/masks`` apply to features and samples.
  public var spectrum: SpectrumAugmentation
  /// The shape of the beta distribution that two examples are mixed by; nil mixes none.
  public var mixup: Double?

  /// Makes an augmentation of what is given.
  public init(
    samples: SampleAugmentation = SampleAugmentation(),
    spectrum: SpectrumAugmentation = SpectrumAugmentation(), mixup: Double? = nil
  ) {
    self.samples = samples
    self.spectrum = spectrum
    self.mixup = mixup
  }

  /// None at all.
  public static let none = Augmentation()
}
