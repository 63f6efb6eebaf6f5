import Labeling

extension Recipe {
  /// Spoken words, without a trunk: the default.
  ///
  /// - Parameter sampleRate: 8,000 or 16,000 Hz are usual.
  public static func standard(sampleRate: Double = 16_000) throws(RecipeError) -> Recipe {
    Recipe(
      id: "default", summary: "spoken words: log-mel by the loudest frame, augmented, 20 passes",
      architecture: TimePooledCNN.id, frontEnd: try speech(sampleRate: sampleRate),
      normalization: .whole,
      augmentation: .speech, order: .suited, training: .oneCycle)
  }

  /// A trunk that has learnt to name synthetic words, tuned to other words.
  public static func fineTuning(sampleRate: Double = 8_000) throws(RecipeError) -> Recipe {
    var recipe = try standard(sampleRate: sampleRate)
    recipe.id = "fine-tune"
    recipe.summary = "spoken words from a trained trunk: 12 passes, nothing frozen"
    recipe.training.rates = .oneCycle(peak: 2e-3, warmUp: 0.2, start: 10, end: 1_000)
    recipe.training.length = .passes(12, leastSteps: 300)
    return recipe
  }

  /// Synthetic words, from which a trunk learns what words are like.
  public static func trunk(sampleRate: Double = 8_000) throws(RecipeError) -> Recipe {
    var recipe = try standard(sampleRate: sampleRate)
    recipe.id = "trunk"
    recipe.summary = "synthetic words, for a trunk: stretched in time and frequency, 10 passes"
    recipe.augmentation = .synthetic
    recipe.order = .fixed(.balanced(exponent: 0.5))
    recipe.training.rates = .oneCycle(peak: 6e-3, warmUp: 0.2, start: 10, end: 1_000)
    recipe.training.length = .passes(10, leastSteps: 0)
    recipe.training.batchSize = 64
    return recipe
  }

  /// A second of speech, in the middle of the window.
  private static func speech(sampleRate: Double) throws(RecipeError) -> FrontEnd {
    guard FrontEnd.rateLimits.contains(sampleRate) else {
      throw .frontEnd(.sampleRate(sampleRate))
    }
    do {
      return try FrontEnd(
        sampleRate: sampleRate, sampleCount: Int(sampleRate.rounded()), placement: .centered,
        kind: .logMel(.speech(sampleRate: sampleRate)))
    } catch {
      throw .frontEnd(error)
    }
  }
}

extension Augmentation {
  /// Spoken words by other speakers, in other rooms, through other microphones.
  public static let speech = Augmentation(
    samples: SampleAugmentation(speeds: [85, 90, 95, 100, 105, 110, 115], shiftSeconds: 0.1),
    spectrum: SpectrumAugmentation(
      equalizer: Equalizer(), noise: NoiseMix(), warp: VocalTractWarp(), masks: SpectrumMasks()))

  /// Synthetic words, which are more alike than spoken ones.
  public static let synthetic = Augmentation(
    samples: SampleAugmentation(shiftSeconds: 0.12),
    spectrum: SpectrumAugmentation(
      stretch: TimeStretch(), equalizer: Equalizer(), noise: NoiseMix(share: 0.8),
      warp: VocalTractWarp(range: 0.85...1.15),
      masks: SpectrumMasks(longestTime: 8, widestBand: 6)))
}

extension RecipeTraining {
  /// AdamW in one cycle over 20 passes, and 950 steps at least.
  public static let oneCycle = RecipeTraining(
    optimizer: .adamW(decay: 0.01, beta1: 0.85...0.95, beta2: 0.99),
    rates: .oneCycle(peak: 4e-3, warmUp: 0.2, start: 10, end: 1_000),
    length: .passes(20, leastSteps: 950), batchSize: 32, gradientLimit: 5, labelSmoothing: 0.05,
    dropout: 0.1)
}
