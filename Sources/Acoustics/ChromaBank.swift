#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Which part of each bin belongs to which note of the octave.
///
/// Every note has bumps an octave apart; the weights of a bin have the length 1, and those of
/// octaves far from the fifth one are less.
///
/// - Source: librosa 0.11 `filters.chroma`, after Ellis, *Chroma feature analysis and synthesis*.
struct ChromaBank {
  /// Notes of an octave.
  static let noteCount = 12
  /// The octave over A0 with the largest weights, and where they have fallen to 0.6 of them.
  private static let center = (octave: 5.0, width: 2.0)
  /// From A, the note of octave 0, down to C.
  private static let notesFromCToA = 9

  /// The weights, `[noteCount, 1 + nFFT/2]`, C first.
  let bands: SparseBands

  /// Makes the weights of some settings.
  ///
  /// - Throws: The rule that the settings break.
  init(_ settings: AnalysisSettings) throws(FeatureError) {
    try settings.validate()
    try AnalysisSettings.check(
      "tuning-hz", settings.tuningHertz, "from 100 to 1000",
      (100...1000).contains(settings.tuningHertz))
    let count = Double(Self.noteCount)
    let lowest = settings.tuningHertz / 16
    // One bin more than there are, for the distance of the last one.
    var places = (1...settings.binCount).map {
      count * log2(Double($0) * settings.binHertz / lowest)
    }
    places.insert((places.first ?? 0) - 1.5 * count, at: 0)
    var weights = [[Double]](repeating: [], count: Self.noteCount)
    for bin in 0..<settings.binCount {
      let width = max(1, places[bin + 1] - places[bin])
      let bumps = (0..<Self.noteCount).map { note in
        let away = places[bin] - Double(note)
        let distance = 2 * (away - count * (away / count).rounded()) / width
        return exp(-0.5 * distance * distance)
      }
      let length = bumps.reduce(0) { $0 + $1 * $1 }.squareRoot()
      let away = (places[bin] / count - Self.center.octave) / Self.center.width
      let factor = exp(-0.5 * away * away) / length
      for note in 0..<Self.noteCount {
        let fromA = (note + Self.noteCount - Self.notesFromCToA) % Self.noteCount
        weights[note].append(bumps[fromA] * factor)
      }
    }
    bands = SparseBands(
      bands: weights.map { SparseBands.Band(firstBin: 0, weights: $0) },
      binCount: settings.binCount)
  }

  /// What A makes of a full-scale sine at A5 or, at low rates, the highest A that there is.
  func sinePower(_ settings: AnalysisSettings) -> Double {
    var hertz = settings.tuningHertz * 2
    while hertz > settings.nyquistHertz / 2 { hertz /= 2 }
    let amplitude = settings.windowValues.reduce(0, +) / 2
    let share = BandShaper(settings, readsSines: true)
      .sinePower(ofHertz: hertz, bands.bands[Self.notesFromCToA])
    return amplitude * amplitude * share
  }
}
