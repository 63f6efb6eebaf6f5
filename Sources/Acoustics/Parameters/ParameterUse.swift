extension FeatureRegistry {
  /// The names of the parameters that a feature reads; others change nothing.
  ///
  /// - Parameter setup: What the parameters say; some are read only with others.
  public static func parameters(of setup: AnalysisSetup) -> Set<String> {
    let names = use[setup.feature] ?? Set(ParameterRegistry.all.map(\.name))
    var read = names.union(source)
    let isLinear = !setup.settings.level.appliesToPower
    if isLinear, names.contains("db") { read.subtract(levels) }
    if setup.settings.windowShape.standardParameter == nil { read.remove("window-parameter") }
    return read
  }

  private static let source: Set<String> = ["sample-rate", "clip-ms", "channel"]
  private static let places: Set<String> = ["hop-length", "hop-ms", "framing", "edges"]
  private static let window: Set<String> = ["window-length", "window-ms"]
  private static let spectrum: Set<String> = places.union(window).union([
    "n-fft", "window-shape", "window-parameter", "window-symmetry", "precision",
  ])
  private static let conditioned: Set<String> = spectrum.union([
    "sample-scale", "remove-mean", "pre-emphasis", "power",
  ])
  private static let bands: Set<String> = [
    "mel-bands", "mel-scale", "mel-bank", "mel-norm", "empty-bands", "low-hz", "high-hz",
  ]
  private static let levels: Set<String> = [
    "log", "log-floor", "reference", "top-db", "log-shift", "log-divisor",
  ]
  private static let cepstra: Set<String> = [
    "coefficients", "dct", "lifter", "lifter-rule", "energy", "delta",
  ]
  private static let mel = conditioned.union(bands)
  /// Filters have a shape and a scale of their own.
  private static let filters = mel.union(levels).union(["db"]).subtracting([
    "mel-scale", "mel-bank",
  ])
  private static let separation = conditioned.union(levels).union([
    "db", "hpss-frames", "hpss-bins",
  ])

  private static let use: [FeatureID: Set<String>] = [
    .multitaper: conditioned.union(levels).union(["db", "tapers", "taper-bandwidth"])
      .subtracting(["window-shape", "window-parameter", "window-symmetry"]),
    .reassigned: spectrum.union(levels).union(["db", "power", "least-reassigned"])
      .subtracting(["precision"]),
    .bark: filters,
    .erb: filters,
    .constantQ: places.union(levels).union([
      "db", "power", "cqt-low-hz", "cqt-bins", "cqt-octave", "cqt-scale",
    ]),
    .chroma: conditioned.union(levels).union(["db", "tuning-hz"]),
    .harmonic: separation,
    .percussive: separation,
    .spectrogram: conditioned.union(levels).union(["db"]),
    .mel: mel.union(levels).union(["db"]),
    .logMel: mel.union(levels),
    .mfcc: mel.union(levels).union(cepstra),
    .delta: mel.union(levels).union(cepstra),
    .pcen: mel.union([
      "pcen-gain", "pcen-bias", "pcen-power", "pcen-time", "pcen-epsilon", "pcen-scale",
    ]),
    .average: conditioned.union(["coefficients"]),
    .micro: places.union(window).union(["mel-bands", "low-hz", "high-hz"]),
    .rms: spectrum,
    .centroid: spectrum,
    .rolloff: spectrum.union(["rolloff"]),
    .flatness: spectrum,
    .onsetStrength: mel.union(levels),
    .zeroCrossings: places.union(window),
    .yin: places.union(["pitch-low-hz", "pitch-high-hz", "pitch-frame", "pitch-threshold"]),
    .pyin: places.union(["pitch-low-hz", "pitch-high-hz", "pitch-frame"]),
    .praatPitch: places.union([
      "pitch-low-hz", "pitch-high-hz", "pitch-path", "pitch-candidates", "pitch-silence",
      "pitch-voicing", "pitch-octave-cost", "pitch-jump-cost", "pitch-switch-cost",
    ]),
    .formants: places.union([
      "formant-count", "formant-ceiling", "formant-window", "formant-emphasis",
    ]),
    .intensity: places.union(["intensity-low-hz"]),
  ]
}
