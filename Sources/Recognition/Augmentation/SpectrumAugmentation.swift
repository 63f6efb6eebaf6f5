/// Changes of an example's spectrum, drawn anew for every clip of every pass.
public struct SpectrumAugmentation: Sendable, Hashable {
  /// Another length of the sound.
  public var stretch: TimeStretch?
  /// Another coloring of the sound.
  public var equalizer: Equalizer?
  /// Added noise.
  public var noise: NoiseMix?
  /// Another length of the vocal tract.
  public var warp: VocalTractWarp?
  /// Parts that are hidden.
  public var masks: SpectrumMasks?

  /// Makes changes of what is given.
  public init(
    stretch: TimeStretch? = nil, equalizer: Equalizer? = nil, noise: NoiseMix? = nil,
    warp: VocalTractWarp? = nil, masks: SpectrumMasks? = nil
  ) {
    self.stretch = stretch
    self.equalizer = equalizer
    self.noise = noise
    self.warp = warp
    self.masks = masks
  }

  /// Changes powers, `[frames, bins]`, from 0 Hz to half the rate.
  func change(_ power: inout [Float], bins: Int, using draws: inout SeededDraws) {
    if let stretch { stretch.apply(to: &power, bins: bins, using: &draws) }
    if let equalizer { equalizer.apply(to: &power, bins: bins, using: &draws) }
    if let noise { noise.apply(to: &power, bins: bins, using: &draws) }
  }
}
