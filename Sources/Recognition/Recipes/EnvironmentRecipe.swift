extension Recipe {
  /// Sounds of the environment: crops of 2.5 s at 16 kHz, 40 passes.
  ///
  /// Augmentation made no difference that could be measured; ``Augmentation/environment`` is there
  /// for those who want it.
  public static func environment() throws(RecipeError) -> Recipe {
    var training = RecipeTraining.oneCycle
    training.length = .passes(40, leastSteps: 0)
    training.batchSize = 16
    training.labelSmoothing = 0.1
    return Recipe(
      id: "environment", summary: "sounds of the environment: crops of 2.5 s, 40 passes",
      architecture: EnvironmentCNN.id,
      frontEnd: try crops(),
      normalization: .whole, augmentation: .none, order: .suited, training: training)
  }

  private static func crops() throws(RecipeError) -> FrontEnd {
    do {
      return try FrontEnd(
        sampleRate: 16_000, sampleCount: 40_000, placement: .repeated, kind: .logMel(.environment))
    } catch {
      throw .frontEnd(error)
    }
  }
}

extension Augmentation {
  /// Other speeds, noise, colors, hidden parts and mixtures of two sounds.
  public static let environment = Augmentation(
    samples: SampleAugmentation(speeds: [85, 90, 95, 100, 105, 110, 115]),
    spectrum: SpectrumAugmentation(
      equalizer: Equalizer(deviation: 4), noise: NoiseMix(share: 0.3, decibels: 15...40),
      masks: SpectrumMasks(longestTime: 12, widestBand: 8)),
    mixup: 0.3)
}
