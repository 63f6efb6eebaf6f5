#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension SpectralPlan {
  /// Floating-point operations of a frame, as they are usually counted.
  ///
  /// The window takes 1 a sample, the mean and the energy 2 each, pre-emphasis 2; a real transform
  /// of n takes 2.5 n log₂ n, whatever way it goes; a power takes 3 and a root 1 a bin, bands 2 a
  /// weight, a logarithm 25 a value, and a matrix 2 an entry.
  package var operationsPerFrame: Double {
    let conditioning = recipe.conditioning
    var perSample = 1.0
    if conditioning.removesMean { perSample += 2 }
    if recipe.energy != nil { perSample += 2 }
    if conditioning.preEmphasis != 0 { perSample += 2 }
    let perBin: Double = recipe.power == .magnitude ? 4 : 3
    var count = perSample * Double(windowLength) + perBin * Double(binCount)
    count += 2.5 * Double(transformLength) * log2(Double(transformLength))
    count *= Double(max(1, recipe.tapers.count))
    let weights = recipe.bands?.bands.reduce(0) { $0 + $1.weights.count } ?? 0
    count += 2 * Double(weights)
    if recipe.level != nil { count += 25 * Double(recipe.bands?.count ?? binCount) }
    return count + 2 * Double(recipe.transform?.values.count ?? 0)
  }
}
