/// What the bins of a feature stand for.
public enum BinAxis: Sendable, Hashable {
  /// Bins at even steps of frequency.
  case hertz(lowest: Float, step: Float, count: Int)
  /// Bands, by their centres in hertz, rising.
  case mel(centers: [Float])
  /// Bands that are evenly spaced on another scale, by their centres in hertz, rising.
  case bands(FrequencyScale, centers: [Float])
  /// The notes of an octave, from C up, whatever the octave.
  case pitchClasses(count: Int)
  /// Cepstral coefficients, from number 0.
  case coefficient(count: Int)
  /// One value, which the name says.
  case lane(String)
  /// A few values, which the names say; the first so many are curves in the feature's unit.
  case lanes([String], curves: Int)

  /// How many bins there are.
  public var count: Int {
    switch self {
    case .hertz(_, _, let count), .coefficient(let count), .pitchClasses(let count): count
    case .mel(let centers), .bands(_, let centers): centers.count
    case .lane: 1
    case .lanes(let names, _): names.count
    }
  }

  /// How many bins are curves over time, from the first on; 0 where bins lie on an axis.
  public var curveCount: Int {
    switch self {
    case .hertz, .coefficient, .mel, .bands, .pitchClasses: 0
    case .lane: 1
    case .lanes(_, let curves): curves
    }
  }

  /// The frequency in hertz at a place on the axis, between bins too; nil where bins have none.
  ///
  /// Beyond the ends of an axis of bands the last step goes on.
  public func hertz(ofBin bin: Float) -> Float? {
    switch self {
    case .hertz(let lowest, let step, _): return lowest + step * bin
    case .mel(let centers), .bands(_, let centers):
      guard centers.count > 1 else { return centers.first }
      let below = bin >= 1 ? Int(min(bin, Float(centers.count - 2))) : 0
      let step = centers[below + 1] - centers[below]
      return centers[below] + step * (bin - Float(below))
    case .coefficient, .pitchClasses, .lane, .lanes: return nil
    }
  }

  /// The place on the axis of a frequency in hertz, between bins too; nil where bins have none.
  public func bin(ofHertz hertz: Float) -> Float? {
    switch self {
    case .hertz(let lowest, let step, _): return (hertz - lowest) / step
    case .mel(let centers), .bands(_, let centers):
      guard centers.count > 1 else { return 0 }
      let above = centers.firstIndex { $0 > hertz } ?? centers.count - 1
      let below = max(0, above - 1)
      return Float(below) + (hertz - centers[below]) / (centers[below + 1] - centers[below])
    case .coefficient, .pitchClasses, .lane, .lanes: return nil
    }
  }
}
