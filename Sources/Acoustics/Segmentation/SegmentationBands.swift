#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The frames and bands that ``EnergySegmentation`` listens to.
struct SegmentationBands {
  let settings: AnalysisSettings
  let recipe: SpectralRecipe
  /// The middle of each band in hertz.
  let centers: [Double]
  /// How many bins each band has.
  let binCounts: [Double]

  /// - Throws: The rule that the rate breaks.
  init(
    _ choices: SegmentationSettings, sampleRate: Double, _ constants: EnergyConstants
  ) throws(FeatureError) {
    let windowLength = SegmentationBands.count(constants.windowSeconds, sampleRate, atLeast: 2)
    let hopLength = SegmentationBands.count(constants.hopSeconds, sampleRate, atLeast: 1)
    var nFFT = 2
    while nFFT < windowLength { nFFT *= 2 }
    var settings = AnalysisSettings(
      sampleRate: sampleRate, windowLength: windowLength, hopLength: hopLength, nFFT: nFFT)
    // A constant that begins or ends with the recording is no sound.
    settings.edges = .reflect
    try settings.validate()
    let edges = SegmentationBands.edges(choices, settings, constants)
    let weight = 1 / settings.windowValues.reduce(0) { $0 + $1 * $1 }
    let bands = zip(edges, edges.dropFirst()).map { first, end in
      SparseBands.Band(
        firstBin: first,
        weights: Array(repeating: weight / Double(end - first), count: end - first))
    }
    self.settings = settings
    recipe = SpectralRecipe(
      conditioning: FrameConditioning(removesMean: true),
      bands: SparseBands(bands: bands, binCount: settings.binCount))
    centers = bands.map { band in
      (Double(band.firstBin) + Double(band.weights.count - 1) / 2) * settings.binHertz
    }
    binCounts = bands.map { Double($0.weights.count) }
  }

  /// The first bins of the bands and the end of the last; every band has a bin.
  private static func edges(
    _ choices: SegmentationSettings, _ settings: AnalysisSettings, _ constants: EnergyConstants
  ) -> [Int] {
    let top = min(constants.highHertz, constants.highShare * settings.sampleRate)
    let isAbove = choices.lowHertz.map { $0 >= top } ?? false
    let high = choices.highHertz ?? (isAbove ? settings.nyquistHertz : top)
    let low = choices.lowHertz ?? min(constants.lowHertz, high / 2)
    let scale = MelScale.htk
    let (lowest, highest) = (scale.mels(ofHertz: low), scale.mels(ofHertz: high))
    var edges: [Int] = []
    for place in 0...constants.bandCount {
      let mels = lowest + (highest - lowest) * Double(place) / Double(constants.bandCount)
      let bin = Int((scale.hertz(ofMels: mels) / settings.binHertz).rounded())
      if edges.last.map({ bin > $0 }) ?? true { edges.append(bin) }
    }
    if edges.count > 1 { return edges }
    let only = min(edges.first ?? 0, settings.binCount - 1)
    return [only, only + 1]
  }

  private static func count(_ seconds: Double, _ sampleRate: Double, atLeast least: Int) -> Int {
    let count = (seconds * sampleRate).rounded()
    return count < 1e9 ? max(least, Int(count)) : 1_000_000_000
  }
}
