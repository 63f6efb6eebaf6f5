extension Recipe {
  /// The name of ``strings(sampleRate:)``.
  public static let stringsID = "strings"

  /// Labels in order: strings of up to three clips of one voice, drawn anew in every pass.
  ///
  /// - Parameter sampleRate: 8,000 or 16,000 Hz are usual.
  public static func strings(sampleRate: Double = 8_000) throws(RecipeError) -> Recipe {
    var recipe = try standard(sampleRate: sampleRate)
    recipe.id = stringsID
    recipe.summary = "labels in order: strings of three clips, joined while training, 64 passes"
    recipe.architecture = BidirectionalTranscriber.id
    do {
      recipe.frontEnd = try FrontEnd(
        sampleRate: sampleRate, sampleCount: Int((3 * sampleRate).rounded()), placement: .start,
        kind: .logMel(.speech(sampleRate: sampleRate)))
    } catch {
      throw .frontEnd(error)
    }
    recipe.strings = StringRule(most: 3, pauses: 0.05...0.8)
    // What is masked may be the end of a word, whose place is to be learnt.
    recipe.augmentation.spectrum.masks = nil
    recipe.order = .fixed(.shuffled)
    recipe.training.rates = .oneCycle(peak: 3e-3, warmUp: 0.2, start: 10, end: 1_000)
    recipe.training.length = .passes(64, leastSteps: 500)
    recipe.training.batchSize = 16
    recipe.training.labelSmoothing = 0
    recipe.training.dropout = nil
    return recipe
  }
}
